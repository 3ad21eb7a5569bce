"""Files that teachers take away, written in the child process that opens files, so that no lesson slows down."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from live.formats.book import Book
from live.formats.given import GivenQuiz
from live.formats.opened import WAIT, place
from live.refusal import Refused
from live.workshop.place import Failed, TooMuch

if TYPE_CHECKING:
    from live.formats.writers import Writer


def writers() -> "dict[str, Writer]":
    """Return the formats in which a quiz goes out, by slug; they load with the first need, as no start waits for it."""
    from live.formats.writers import WRITERS

    return WRITERS


def written(writer: "Writer", quiz: GivenQuiz, wait: float = WAIT) -> bytes:
    """Return a quiz as a file, within `wait` seconds. Raises Refused (422) with what to do."""
    head, pictures = quiz.message()
    return _done({"write": writer.slug, "quiz": head}, pictures, wait)


def packed(quizzes: Iterable[GivenQuiz], wait: float = WAIT) -> bytes:
    """Return several quizzes as one package of ours. Raises Refused as `written` does."""
    messages = [quiz.message() for quiz in quizzes]
    job = {"pack": [head for head, _pictures in messages]}
    return _done(job, b"".join(pictures for _head, pictures in messages), wait)


def template(wait: float = WAIT) -> bytes:
    """Return the spreadsheet (XLSX) to fill in, in the active language. Raises Refused as `written` does."""
    return _done({"template": get_language() or "en"}, b"", wait)


def workbook(book: Book, wait: float = WAIT) -> bytes:
    """Return tables as one file (XLSX). Raises Refused as `written` does."""
    return _done({"book": True}, book.packed(), wait)


def _done(job: dict[str, Any], body: bytes, wait: float) -> bytes:
    busy = Refused(_("Other files are being written just now. Wait a moment, then try again."), 422)
    if wait <= 0:
        raise busy
    asked = place.put(job, body)
    try:
        _head, content = asked.result(wait)
    except TooMuch as too_much:
        raise Refused(_("This file takes too long to write. Take fewer questions at once."), 422) from too_much
    except (Failed, TimeoutError):
        asked.cancel()
        raise busy from None
    return content
