"""Files that teachers bring, opened in a child process: what one costs, no lesson pays."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated

from live.formats.found import Reading
from live.refusal import Refused
from live.workshop.place import Failed, Place, TooMuch
from live.workshop.trades import FILES

WAIT = 45.0
"The seconds that a file waits, its place in the line included: less than until the server answers for it."
MOST_BYTES = 10 << 20
place = Place(FILES)


def opened(content: bytes, name: str = "", encoding: str = "", form: str = "") -> Reading:
    """Return what is found in a file or a pasted text. Raises Refused (422) with what to do.

    `encoding` and `form`: as somebody has chosen them on the page (`encodings.READ_AS`, `readers.FORMS`).
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("This file is too large: 10 MB at most. Split it, or take out pictures."), 422)
    said = {"name": name, "language": get_language() or "en", "encoding": encoding, "form": form}
    asked = place.put(said, content)
    try:
        head, body = asked.result(WAIT)
    except TooMuch as too_much:
        raise Refused(_("This file takes too long to read. Split it into smaller ones."), 422) from too_much
    except (Failed, TimeoutError):
        asked.cancel()
        raise Refused(_("Other files are being read just now. Wait a moment, then try again."), 422) from None
    if "unreadable" in head:
        raise Refused(translated(str(head["unreadable"])) % head["values"], 422)
    return Reading.of(head, body)
