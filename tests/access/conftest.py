"""Who teaches; every test happens on one day at noon."""

from tests.support.fixtures.noon import noon, standing_clock  # noqa: F401
from tests.support.fixtures.teachers import ada, ben, browser, browser_of, olive, questions, quiz  # noqa: F401
