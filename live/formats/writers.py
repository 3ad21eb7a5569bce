"""The formats in which a quiz goes out, in the order in which the page offers them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from live.formats import package
from live.formats.found import Remark, is_refused
from live.formats.given import Given, GivenQuiz
from live.formats.lists import aiken
from live.formats.moodle import gift_out, moodle_out
from live.formats.qti import qti21
from live.formats.tables import kahoot_sheet, own_csv, own_rows, own_sheet


@dataclass(frozen=True)
class Writer:
    """One format that questions go out in."""

    slug: str
    "Its name in an address."
    label: str | Promise
    about: str | Promise
    "For whom it is, in a few words."
    ending: str
    "Of the file's name."
    media_type: str
    remarks: Callable[[Given], list[Remark]]
    "Tells what of a question is lost or changed in this format; one that is refused does not go along. Quick."
    dump: Callable[[GivenQuiz], bytes]
    "Writes all that is not refused. Called in the child alone."

    def takes(self, given: Given) -> bool:
        """Tell whether a question goes along."""
        return not is_refused(self.remarks(given))


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS: dict[str, Writer] = {
    writer.slug: writer
    for writer in (
        Writer(
            package.FORMAT,
            "Show of Hands",
            gettext_lazy("For yourself and colleagues: all of it, with its pictures"),
            "showofhands",
            "application/octet-stream",
            package.remarks,
            package.dump,
        ),
        Writer(
            "xlsx",
            gettext_lazy("Spreadsheet (.xlsx)"),
            gettext_lazy("All kinds, to write questions in Excel, LibreOffice or Google Sheets and bring them back"),
            "xlsx",
            XLSX,
            own_rows.remarks,
            own_sheet.dump,
        ),
        Writer(
            "kahoot",
            "Kahoot (.xlsx)",
            gettext_lazy("Kahoot's own spreadsheet: single and several choices"),
            "xlsx",
            XLSX,
            kahoot_sheet.remarks,
            kahoot_sheet.dump,
        ),
        Writer(
            "csv",
            "CSV",
            gettext_lazy("The same columns as the spreadsheet, as plain text"),
            "csv",
            "text/csv; charset=utf-8",
            own_rows.remarks,
            own_csv.dump,
        ),
        Writer(
            "aiken",
            "Aiken",
            gettext_lazy("Plain text that many systems read"),
            "txt",
            "text/plain; charset=utf-8",
            aiken.remarks,
            aiken.dump,
        ),
        Writer(
            "gift",
            "GIFT",
            gettext_lazy("Plain text for Moodle"),
            "gift",
            "text/plain; charset=utf-8",
            gift_out.remarks,
            gift_out.dump,
        ),
        Writer(
            "moodle",
            "Moodle XML",
            gettext_lazy("For Moodle, with pictures"),
            "xml",
            "application/xml",
            moodle_out.remarks,
            moodle_out.dump,
        ),
        Writer(
            "qti",
            "QTI 2.1",
            gettext_lazy("Canvas, ILIAS, OpenOlat, Inspera, TAO and others"),
            "zip",
            "application/zip",
            qti21.remarks,
            qti21.dump,
        ),
    )
}
"By slug."
