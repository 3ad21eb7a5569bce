"""What the page before an import would show of a reading."""

from live.formats.found import Reading
from live.forms.incoming import Inbox, Incoming, ReadFile


def judged(reading: Reading) -> list[Incoming]:
    """Each question as its kind would keep it, or with the reason why it cannot come."""
    inbox = Inbox([])
    inbox.take(ReadFile("", reading))
    return inbox.questions
