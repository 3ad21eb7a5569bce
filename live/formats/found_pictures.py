"""Pictures of questions that lie in the file: the first one comes along."""

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote

from django.utils.translation import gettext_noop as _

from live.content.pictures import ALT_LENGTH
from live.formats import texts
from live.formats.found import LOST, TOO_MANY_PICTURES, Found, Reading
from live.formats.markup.html_markdown import Written
from live.formats.markup.runs import Image
from live.formats.weighed import Choice

_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)
_BASE = re.compile(r"^\$?(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE)\$?/?")
LARGEST = 10_000_000


def unpacked(text: str) -> bytes:
    """Return bytes from base64; b"" when it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=False)
    except (binascii.Error, ValueError):
        return b""


def take(reading: Reading, found: Found, images: list[Image], fetch: Callable[[str], bytes | None]) -> None:
    """Give a question its first picture that can be had; `fetch` knows the bytes of a source, or None."""
    rest = []
    for image in images:
        data = _DATA.match(image.source)
        content = unpacked(data[1]) if data else fetch(image.source)
        if content and (found.picture is None or _is_drawing(content)):
            keep(reading, found, content, image.alt)
        else:
            rest.append(image)
    texts.lose(found, rest)


def keep(reading: Reading, found: Found, content: bytes, alt: str) -> None:
    """Give a question a picture, or say why it stays behind."""
    if _is_drawing(content):
        found.remark(LOST, _("An SVG picture could not come along. Save it as PNG."))
    elif len(content) > LARGEST:
        found.remark(LOST, _("A picture could not come along."))
    else:
        found.picture, found.alt = reading.add_picture(content), alt[:ALT_LENGTH]
        if found.picture is None:
            found.remark(LOST, TOO_MANY_PICTURES)


def choice(
    reading: Reading, found: Found, written: Written, weight: float, fetch: Callable[[str], bytes | None]
) -> Choice:
    """Return a choice with its first picture that can be had; what is lost is told of.

    One that is a picture alone has no text of its own, but for the description where the picture cannot be had.
    """
    picture, alt = _of_choice(reading, found, written.images, fetch)
    told = next((each.alt for each in written.images if each.alt), "") if picture is None else ""
    return Choice(written.text or told, weight, "", picture, alt)


def _of_choice(
    reading: Reading, found: Found, images: list[Image], fetch: Callable[[str], bytes | None]
) -> tuple[int | None, str]:
    held = Found(found.where, found.number)
    take(reading, held, images, fetch)
    for remark in held.remarks:
        found.remark(remark.level, remark.words, **remark.values)
    texts.note(found, held.notes)
    return held.picture, held.alt


def _is_drawing(content: bytes) -> bool:
    begins = content[:1000].lstrip().lower()
    return begins.startswith((b"<svg", b"<?xml")) or b"<svg" in begins


def package_path(source: str) -> str:
    """Return the path of a file in the package that a text refers to."""
    path = unquote(source).split("?")[0]
    return _BASE.sub("web_resources/", path) if _BASE.match(path) else path.removeprefix("./")
