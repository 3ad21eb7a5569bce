"""Who teaches, and what they have written."""

from tests.support.fixtures.media import media  # noqa: F401
from tests.support.fixtures.teachers import ada, ben, browser, browser_of, olive, questions, quiz  # noqa: F401
