"""Uploaded pictures, made harmless and small in a child process."""

from itertools import accumulate, pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated

from live.content.reencode import Encoded
from live.refusal import Refused
from live.workshop.place import Failed, Place, TooMuch
from live.workshop.trades import PICTURES

WAIT = 45.0
"The seconds that an upload waits, its place in the line included: some less than until the server answers for it."
place = Place(PICTURES)


def reencode(content: bytes, wait: float = WAIT) -> tuple[Encoded, Encoded | None]:
    """Return the picture for the screen and a smaller one for phones (None if it is small). Raises Refused."""
    asked = place.put({}, content)
    try:
        head, body = asked.result(wait)
    except TooMuch as too_much:
        why = _("This picture takes too long to read. Make it smaller, save it anew, and choose it again.")
        raise Refused(why, 422) from too_much
    except (Failed, TimeoutError):
        asked.cancel()
        why = _("Other pictures are being read just now. Wait a moment, then choose this one again.")
        raise Refused(why, 422) from None
    if "unfit" in head:
        raise Refused(_sentence(str(head["unfit"]), head["values"]), 422)
    large, *small = _pieces(head["pictures"], body)
    return large, small[0] if small else None


def _sentence(key: str, values: dict[str, int]) -> str:
    words = translated(key)
    return words % values if values else words


def _pieces(sizes: list[Any], body: bytes) -> list[Encoded]:
    ends = accumulate((int(length) for _width, _height, length in sizes), initial=0)
    cuts = zip(sizes, pairwise(ends), strict=True)
    return [Encoded(body[start:end], int(width), int(height)) for (width, height, _length), (start, end) in cuts]
