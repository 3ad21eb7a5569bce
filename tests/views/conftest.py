"""Who teaches, what they have written, and the application in this process."""

from tests.support.fixtures.live import in_process  # noqa: F401
from tests.support.fixtures.media import media  # noqa: F401
from tests.support.fixtures.taught import lesson  # noqa: F401
from tests.support.fixtures.teachers import ada, ben, browser, browser_of, olive, questions, quiz  # noqa: F401
