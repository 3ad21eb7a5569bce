"""The craft of the child that opens and writes files (live/workshop/child.py)."""

import codecs
import pkgutil
import traceback
from importlib import import_module

from django.utils.translation import gettext_noop as _

from live import content, formats
from live.formats import book, package, readers
from live.formats.encodings import READ_AS
from live.formats.fitted import fitted
from live.formats.found import Unreadable
from live.formats.given import GivenQuiz
from live.formats.gradebook.job import answered
from live.formats.markup import markdown_html
from live.formats.tables import own_sheet
from live.formats.writers import WRITERS
from live.workshop.messages import Message

NOT_READ = _("Something in this file cannot be read. Its text can still be copied and pasted here.")


def load() -> None:
    """Import and read all that any job may need, for a child that stays: an upgrade may replace the files."""
    for package_ in (formats, content):
        for module in pkgutil.walk_packages(package_.__path__, f"{package_.__name__}."):
            import_module(module.name)
    for encoding in READ_AS:
        codecs.lookup(encoding)
    markdown_html.line("$x$")
    readers.read(readers.Asked(own_sheet.template("en")))  # what libraries import late, and the words of all languages


def prepare(job: Message) -> None:
    """Import what a spreadsheet needs, which does not count as the job's time."""
    if {"write", "template", "book"} & job[0].keys():
        import xlsxwriter  # noqa: F401
    else:
        import openpyxl  # type: ignore[import-untyped]  # noqa: F401


def work(job: Message) -> Message:
    """Read a file or write one."""
    head, body = job
    if "pack" in head:
        return {}, package.pack(GivenQuiz.several(head["pack"], body))
    if "book" in head:
        return {}, book.dump(book.Book.unpacked(body))
    if "marks" in head:
        return answered(head, body)
    if "template" in head:
        return {}, own_sheet.template(head["template"])
    if "write" in head:
        return {}, WRITERS[head["write"]].dump(GivenQuiz.of(head["quiz"], body))
    return _read(readers.Asked(body, **head))


def _read(asked: readers.Asked) -> Message:
    """Return the reading as a message, or why the file cannot be read."""
    try:
        return fitted(readers.read(asked)).message()
    except Unreadable as unreadable:
        return {"unreadable": unreadable.words, "values": unreadable.values}, b""
    except MemoryError:
        raise  # the file is too much, as is one that takes too long
    except Exception as error:  # a reader's fault, and not the teacher's
        where = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} in {where.name}, line {where.lineno} of {where.filename}"
        return {"unreadable": NOT_READ, "values": {}, "fault": fault}, b""
