"""A workbook, opened again by openpyxl, which shares no code with what wrote it."""

import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from live.formats.book import Book, Column, Sheet, dump

COLUMNS = [
    Column("Name", 20),
    Column("Points", form="points"),
    Column("Right", form="share"),
    Column("Answer", 30),
    Column("Opened (Europe/Berlin)", 18, "date"),
]
ROWS: list[list[Any]] = [
    ["Ada", 1850, 0.925, ("Paris", "right"), "2026-11-30T09:15:00"],
    ["=1+1", -250, 0, ("=HYPERLINK(1)", "wrong"), None],
    ["0049", 3, 1, ("½ Paris", "partly"), "2026-11-30T23:59:59"],
]


def opened(book: Book) -> Any:
    """Return the workbook as openpyxl reads it, by way of the form in which it travels."""
    return openpyxl.load_workbook(io.BytesIO(dump(Book.unpacked(book.packed()))))


def test_what_was_put_in_comes_out_as_numbers_dates_and_texts() -> None:
    page = opened(Book([Sheet("Students", COLUMNS, ROWS)]))["Students"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["Name", "Points", "Right", "Answer", "Opened (Europe/Berlin)"],
        ["Ada", 1850, 0.925, "Paris", datetime(2026, 11, 30, 9, 15)],
        ["=1+1", -250, 0, "=HYPERLINK(1)", None],
        ["0049", 3, 1, "½ Paris", datetime(2026, 11, 30, 23, 59, 59)],
    ]


def test_no_cell_is_a_formula_or_a_link() -> None:
    page = opened(Book([Sheet("S", [Column("A")], [["=1"], ["+1"], ["http://a.example"], ["@x"], ["123"]])]))["S"]
    assert [(row[0].data_type, row[0].value, row[0].hyperlink) for row in page.iter_rows(min_row=2)] == [
        ("s", "=1", None),
        ("s", "+1", None),
        ("s", "http://a.example", None),
        ("s", "@x", None),
        ("s", "123", None),
    ]


def test_each_form_is_shown_as_people_read_it() -> None:
    page = opened(Book([Sheet("Students", COLUMNS, ROWS)]))["Students"]
    assert [cell.number_format for cell in page[2]] == [
        "General",
        "0",
        "0 %",
        'General;-General;0;"✓ "@',
        "yyyy-mm-dd hh:mm",
    ]
    assert [row[3].fill.fgColor.rgb for row in page.iter_rows(min_row=2)] == ["FFDCFCE7", "FFFEE2E2", "FFFEF9C3"]


def test_the_heading_stays_in_sight_and_filters() -> None:
    page = opened(Book([Sheet("Students", COLUMNS, ROWS)]))["Students"]
    assert (page.freeze_panes, page.auto_filter.ref, page.merged_cells.ranges) == ("A2", "A1:E4", set())


def test_no_sign_breaks_the_file() -> None:
    dirty = "a\x00b\x0bc\ud800d\ufffe\te\nf _x0041_ 😀"
    page = opened(Book([Sheet("S", [Column("A\x01")], [[dirty], ["x" * 40_000]])]))["S"]
    cells = [row[0].value for row in page.iter_rows()]
    assert cells == ["A", "abc?d\te\nf _x0041_ 😀", "x" * 32_767]


def test_an_arabic_workbook_begins_at_the_right() -> None:
    assert opened(Book([Sheet("S", COLUMNS, [])], right_to_left=True))["S"].sheet_view.rightToLeft is True


def test_shares_are_drawn_as_bars() -> None:
    sheet = Sheet("Items", [Column("Question"), Column("Right", form="share")], [["1", 0.5], ["2", 0.75]], charted=1)
    packed = zipfile.ZipFile(io.BytesIO(dump(Book([sheet]))))
    chart = packed.read("xl/charts/chart1.xml").decode()
    assert ("<c:f>Items!$B$2:$B$3</c:f>" in chart, "<c:f>Items!$A$2:$A$3</c:f>" in chart) == (True, True)


def test_the_file_says_what_it_is() -> None:
    assert opened(Book([Sheet("S", COLUMNS, [])], properties={"title": "Capitals"})).properties.title == "Capitals"
