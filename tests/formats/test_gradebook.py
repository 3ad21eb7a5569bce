"""Mark books of other systems, filled in: small files with the peculiarities of real exports."""

import csv
import io
import zipfile
from dataclasses import replace
from typing import Any, Literal

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill  # type: ignore[import-untyped]

from live.formats.found import Unreadable
from live.formats.gradebook.filled import NEW, MarkBook, Target
from live.formats.gradebook.matching import Student
from live.formats.gradebook.separated import Separated, spans
from live.formats.gradebook.sheet_cells import SheetCells

ADA, BO, CEM = (
    Student("Ada Lovelace", "ada@school.example", 87.5),
    Student("Bo Li", "", 100),
    Student("Cem", "77", 33.335),
)
MOODLE = (
    "First name,Surname,ID number,Email address,Quiz: Capitals (Real),Course total (Real),Last downloaded\r\n"
    'Ada,Lovelace,0012,Ada@School.example,-,"12.50",1764500000\r\n'
    'Bo,Li,0013,bo@school.example,"7.00",7.00,1764500000\r\n'
    "Eve,Adams,0014,eve@school.example,-,-,1764500000\r\n"
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Capitals (4711),Final Score\n"
    "    Points Possible,,,,,8,(read only)\n"
    '"Lovelace, Ada",901,,ada@school.example,8b,,81.2\n'
    '"Li, Bo",902,77,bo,8b,3,70.0\n'
)
BLACKBOARD = """\
"Last Name"\t"First Name"\t"Username"\t"Capitals [Total Pts: 20 Score] |91"
"Lovelace"\t"Ada"\t"ada@school.example"\t""
"""


def filled(text: str, column: int, *students: Student, full: float = 100) -> str:
    """Return a file with a column filled in."""
    return MarkBook.of(text.encode(), students).filled(column, full, "Capitals").decode()


def test_a_file_of_moodle_changes_in_one_column_alone() -> None:
    assert filled(MOODLE, 4, ADA, BO) == MOODLE.replace("example,-,", "example,87.5,", 1).replace('"7.00"', '"100"')


def test_a_file_of_canvas_says_out_of_how_many_points() -> None:
    book = MarkBook.of(CANVAS.encode(), [ADA, CEM])
    assert [target for target in book.targets() if target.heading.startswith("Capitals")] == [
        Target(5, "Capitals (4711)", 1, 8.0)
    ]
    assert book.filled(5, 8, "").decode() == CANVAS.replace("8b,,81.2", "8b,7,81.2").replace("8b,3,", "8b,2.67,")


def test_a_file_of_blackboard_is_utf_16_with_tabs() -> None:
    book = MarkBook.of(BLACKBOARD.encode("utf-16"), [ADA])
    assert book.targets()[-1] == Target(3, "Capitals [Total Pts: 20 Score] |91", 0, 20.0)
    assert book.filled(3, 20, "") == BLACKBOARD.replace('""', '"17.5"').encode("utf-16")


def test_german_files_have_semicolons_and_commas() -> None:
    text = "Name;Schnitt;Note\nLovelace, Ada;1,5;\n"
    assert filled(text, 2, ADA) == "Name;Schnitt;Note\nLovelace, Ada;1,5;87,5\n"


def test_a_new_column_stands_behind_all_others() -> None:
    text = "Login,Name\nada@school.example,Ada\nx\n77,Cem"
    assert filled(text, NEW, ADA, CEM) == "Login,Name,Capitals\nada@school.example,Ada,87.5\nx\n77,Cem,33.34"


def test_the_heading_of_a_new_column_runs_nothing() -> None:
    book = MarkBook.of(b"Login\n77\n", [CEM])
    assert book.filled(NEW, 100, "=HYPERLINK(1)") == b"Login,'=HYPERLINK(1)\n77,33.34\n"


def test_marks_are_rounded_half_up_to_two_decimals() -> None:
    marks = [filled("Login,M\n77,\n", 1, Student("", "77", percent)) for percent in (0, 33.335, 66.665, 100)]
    assert [each.splitlines()[1] for each in marks] == ["77,0", "77,33.34", "77,66.67", "77,100"]


def test_people_are_found_by_number_mail_or_whole_name_and_never_by_a_part() -> None:
    rows = [["Who", "First", "Last"], ["1", "Ada", "Lovelace"], ["2", "Ada", "Byron"], ["77", "Cem", "Kaya"]]
    text = "\n".join(",".join(row) for row in rows).encode()
    students = [Student("Lovelace Ada", "", 1), Student("Cem", "77", 2), Student("Ada", "", 3), Student("Eve", "", 4)]
    found = MarkBook.of(text, students).matches
    assert (found.rows, found.doubtful, found.missing) == ({1: students[0], 3: students[1]}, [], students[2:])


def test_whoever_fits_twice_is_left_to_the_teacher() -> None:
    found = MarkBook.of(b"Name\nBo Li\nBo Li\nAda Lovelace\n", [BO, ADA]).matches
    assert (found.rows, found.doubtful, found.missing) == ({3: ADA}, [BO], [])


def test_two_people_who_claim_one_row_get_nothing() -> None:
    twins = [Student("Ada Lovelace", "", 10), Student("ADA LOVELACE", "", 20)]
    found = MarkBook.of(b"Name,M\nAda Lovelace,\nBo Li,\n", [*twins, BO]).matches
    assert (found.rows, found.doubtful) == ({2: BO}, twins)


def test_numbers_by_which_people_are_known_are_never_overwritten() -> None:
    book = MarkBook.of(b"ID,Mark\n77,5\n", [CEM])
    assert [target.number for target in book.targets()] == [1]
    with pytest.raises(Unreadable):
        book.filled(0, 100, "")


def test_a_file_whose_letters_are_in_doubt_is_refused() -> None:
    with pytest.raises(Unreadable):
        MarkBook.of("Name,M\nBo Li,\n名".encode("shift-jis") + b"\x81", [BO])


def test_a_picture_or_a_file_without_anybody_is_refused() -> None:
    for content in (b"\x89PNG\r\n\x1a\n\0\0", b"Name,M\nEve,\n", b"", b"PK\x03\x04broken"):
        with pytest.raises(Unreadable):
            MarkBook.of(content, [BO])


SIGNS = st.text(st.sampled_from('ab"c,;\n\r\t é'), max_size=6)


@given(st.text(st.sampled_from('ab",;\n\r\t é'), min_size=1, max_size=60))
def test_a_file_in_which_nothing_is_filled_stays_byte_for_byte(text: str) -> None:
    """Also one that no reader would call good: with quotes in the middle, and rows of several lengths."""
    assert Separated.of(text.encode()).filled({}) == text.encode()


@given(st.lists(st.lists(SIGNS, min_size=2, max_size=2), min_size=2, max_size=5), st.data())
def test_one_cell_that_is_filled_changes_that_one_alone(rows: list[list[str]], data: st.DataObject) -> None:
    """As Python's own csv reads it again."""
    separator, kept, rows = data.draw(st.sampled_from(",;\t")), io.StringIO(), [["Name", "Mark"], *rows]
    quoting: Literal[0, 1] = csv.QUOTE_ALL if data.draw(st.booleans()) else csv.QUOTE_MINIMAL
    csv.writer(kept, delimiter=separator, quoting=quoting).writerows(rows)
    text = kept.getvalue()
    table = replace(Separated.of(b"x"), text=text, separator=separator, spans=spans(text, separator))
    row, column = data.draw(st.integers(1, len(rows) - 1)), data.draw(st.integers(0, 1))
    rows[row][column] = "87,5"
    again = table.filled({(row, column): "87,5"}).decode()
    assert list(csv.reader(io.StringIO(again, newline=""), delimiter=separator)) == rows


def spreadsheet() -> bytes:
    """Return a mark book with formats, a second sheet, a formula and a hole."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "8b"
    page.append(["Login", "Name", "Mark", "Sum", None, "Note"])
    page.append(["ada@school.example", "Ada & <Lovelace>", None, "=C2*2", None, "good"])
    page.append([77, "Cem", 4.5, "=C3*2"])
    page["C2"].fill = PatternFill("solid", fgColor="FFFF00")
    page["C2"].number_format = "0.0"
    page["B3"].font = Font(bold=True, color="FF0000")
    book.create_sheet("Notes")["B7"] = "kept"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def cells(content: bytes) -> dict[str, Any]:
    """Return value and look of every cell of every sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        f"{page.title}!{cell.coordinate}": (cell.value, cell.number_format, cell.font.b, cell.fill.fgColor.rgb)
        for page in book
        for row in page.iter_rows()
        for cell in row
    }


def test_of_a_spreadsheet_only_the_cells_of_one_column_change() -> None:
    before = spreadsheet()
    after = MarkBook.of(before, [ADA, CEM]).filled(2, 100, "")
    changed = {place: now for place, now in cells(after).items() if now != cells(before)[place]}
    assert changed == {
        "8b!C2": (87.5, "0.0", False, "00FFFF00"),
        "8b!C3": (33.34, "General", False, "00000000"),
    }
    assert cells(after).keys() == cells(before).keys()


def test_the_other_parts_of_a_spreadsheet_stay_byte_for_byte() -> None:
    before, after = (
        zipfile.ZipFile(io.BytesIO(each))
        for each in (spreadsheet(), SheetCells.of(spreadsheet()).filled({(1, 4): "5"}))
    )
    assert before.namelist() == after.namelist()
    assert [name for name in before.namelist() if before.read(name) != after.read(name)] == ["xl/worksheets/sheet1.xml"]


def test_a_new_column_of_a_spreadsheet_has_a_heading_and_may_stand_in_a_hole() -> None:
    book = MarkBook.of(spreadsheet(), [ADA, CEM])
    found = cells(book.filled(NEW, 50, "Tom & <Jerry>"))
    assert [found[f"8b!{place}"][0] for place in ("G1", "G2", "G3", "F2")] == ["Tom & <Jerry>", 43.75, 16.67, "good"]
    hole = cells(SheetCells.of(spreadsheet()).filled({(2, 4): "6"}))
    assert (hole["8b!E3"][0], hole["8b!D3"][0]) == (6, "=C3*2")


def test_a_column_that_the_file_computes_is_not_offered() -> None:
    book = MarkBook.of(spreadsheet(), [ADA, CEM])
    assert [target.heading for target in book.targets()] == ["Mark", ""]
