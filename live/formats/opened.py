"""Opens the files that teachers bring, in a child process: one that takes too much is ended, and no lesson slows down.

How much a job may take is said in live/workshop/trades.py, how large a file may be here.
"""

import logging
import os
import tempfile
import time
from typing import Any, BinaryIO, cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated  # by this name where it is no literal, to be extracted

from live.formats import package
from live.formats.found import MOST_PICTURE_BYTES, Reading, Values
from live.refusal import Refused
from live.workshop.place import Failed, Place, TooMuch
from live.workshop.trades import FILES, QUICK_FILES

WAIT = 45.0
"The seconds that a file waits, its place in the line included: less than until the server answers for it."
MOST_BYTES = 10 << 20
MOST_PACKAGE_BYTES = MOST_PICTURE_BYTES + (2 << 20)
"Of our own package, so that whatever went out can come in again."
IN_MEMORY = 1 << 20
"Bytes of pictures that need no file on the disk."
quick = Place(QUICK_FILES)
"Where every file is tried first, so that one that takes twenty seconds keeps no other waiting."
place = Place(FILES)
logger = logging.getLogger(__name__)


def opened(file: BinaryIO, name: str = "", encoding: str = "", form: str = "", wait: float = WAIT) -> Reading:
    """Return what is found in a file or a pasted text, within `wait` seconds. Raises Refused (422) with what to do.

    `encoding` and `form`: as somebody has chosen them on the page (`encodings.READ_AS`, `by_hand.FORMS`). Neither the
    file nor the pictures in it are held in memory, but for a few: they are in a file as long as the reading has them.
    """
    file.seek(0)
    most = MOST_PACKAGE_BYTES if package.begins(file.read(package.BEGINNING)) else MOST_BYTES
    if file.seek(0, os.SEEK_END) > most:
        raise Refused(_("This file is too large: %d MB at most. Split it, or take out pictures.") % (most >> 20), 422)
    said = {"name": name, "language": get_language() or "en", "encoding": encoding, "form": form}
    pictures = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 (it outlives us)
    head = _done(said, file, pictures, wait)
    if "fault" in head:
        logger.error("A reader failed: %s", head["fault"])
    if "unreadable" in head:
        pictures.close()
        raise Refused(sentence(str(head["unreadable"]), head["values"]), 422)
    return Reading.of(head, pictures)


def sentence(words: str, values: Values) -> str:
    """Return what a reader says in the active language; a sentence without values may have a per cent sign."""
    return translated(words) % values if values else translated(words)


def _done(job: dict[str, Any], file: BinaryIO, pictures: BinaryIO, wait: float) -> dict[str, Any]:
    """Have a file read where it is quick, and if it is not, where there is time."""
    until = time.monotonic() + wait
    for where in (quick, place):
        asked = where.put(job, file, pictures)
        try:
            return asked.result(until - time.monotonic())[0]
        except TooMuch:
            continue
        except (Failed, TimeoutError):
            asked.cancel()
            asked.add_done_callback(lambda _: pictures.close())  # the place may be writing to it
            raise Refused(_("Other files are being read just now. Wait a moment, then try again."), 422) from None
    pictures.close()
    raise Refused(_("This file takes too long to read. Split it into smaller ones."), 422)
