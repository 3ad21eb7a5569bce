"""Our own table: what goes out as a spreadsheet or as CSV comes in again as it was, and hands may write it, too."""

import io

import openpyxl  # type: ignore[import-untyped]
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats.catalogues import languages
from live.formats.found import Found, Reading
from live.formats.given import Given, GivenQuiz
from live.formats.readers import Asked, read
from live.formats.tables import own_csv, own_rows, own_sheet, tables
from live.formats.tables.cells import Cell
from live.formats.tables.sheet_kinds import KINDS, PRESETS
from live.formats.writers import WRITERS
from live.formats.written import template
from live.kinds import all_kinds, kind
from live.kinds.scale_points import PRESETS as WORDS_OF_POINTS
from tests.formats.test_tables import asked, spreadsheet
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.examples.pin import MAP
from tests.support.kind_forms import form
from tests.support.typed_questions import typed_questions

HEADINGS = ["Kind", "Question (Markdown)", "Choice 1", "Choice 2", "Choice 3", "Right", "Tolerance", "Settings"]


def as_given(found: Found) -> Given:
    """A found question as it would be kept, and as it would go out again."""
    content = kind(found.kind).clean(form(**found.fields))
    return Given(found.kind, found.text, content, found.seconds, found.weight, found.explanation, found.notes)


def told(reading: Reading) -> list[str]:
    return [remark.words % remark.values for found in reading.found for remark in found.remarks]


def by_hand(*cells: object) -> tuple[str, dict[str, list[str]]]:
    """The kind and the fields of a row that somebody has typed into our own table."""
    [found] = asked(HEADINGS, list(cells))
    return found


QUIZZES = st.lists(typed_questions(), min_size=1, max_size=4)


@given(QUIZZES, st.sampled_from(languages()))
@settings(max_examples=50)
def test_rows_come_in_again_as_they_went_out(questions, language):
    rows = [own_rows.headings(language), *(own_rows.row(each, language) for each in questions)]
    reading = tables.read([[*map(Cell, row)] for row in rows])
    assert [*map(as_given, reading.found)] == questions


@pytest.mark.parametrize("dump", [own_sheet.dump, own_csv.dump])
@given(questions=QUIZZES, language=st.sampled_from(languages()))
@settings(max_examples=10)
def test_files_come_in_again_as_they_went_out(dump, questions, language):
    reading = read(Asked(dump(GivenQuiz("Capitals", questions, language=language))))
    assert [*map(as_given, reading.found)] == questions


@pytest.mark.parametrize("dump", [own_sheet.dump, own_csv.dump])
def test_every_example_comes_in_again_without_a_remark(dump):
    contents = [(slug, content) for slug in SLUGS for content in (EXAMPLES[slug].content, EXAMPLES[slug].other)]
    questions = [Given(slug, "What **is** it?\n\n- a\n- b", content, 30) for slug, content in contents]
    reading = read(Asked(dump(GivenQuiz("Examples", questions))))
    assert ([*map(as_given, reading.found)], told(reading)) == (questions, [])


@pytest.mark.parametrize("language", languages())
def test_the_template_has_a_row_for_each_kind_in_the_teachers_language(language):
    with override(language):
        reading = read(Asked(template()))
        names = [str(each.label) for each in all_kinds()]
    given = [*map(as_given, reading.found)]
    assert [each.kind for each in given] == [each.slug for each in all_kinds()]
    assert {(each.ticked, *(remark.words for remark in each.remarks)) for each in reading.found} == {
        (False, "This is an example of the sheet to fill in.")
    }
    book = openpyxl.load_workbook(io.BytesIO(own_sheet.template(language)))
    questions, notes = book.worksheets
    assert [row[0].value for row in questions.iter_rows(min_row=2)] == names
    assert [row[0].value for row in notes.iter_rows(min_row=2)] == names
    assert all(row[1].value for row in notes.iter_rows(min_row=2))


def test_each_kind_and_each_preset_has_its_name_in_the_table():
    assert list(KINDS) == [each.slug for each in all_kinds()]
    with override("en"):
        assert {slug: each.label for slug, each in KINDS.items()} == {
            each.slug: str(each.label) for each in all_kinds()
        }
        assert dict(PRESETS) == {slug: str(name) for slug, (name, _words) in WORDS_OF_POINTS.items()}


def test_the_spreadsheet_runs_nothing_and_keeps_what_is_typed_into_it():
    hostile = Given("single", "=1+1", {"choices": ["=cmd|' /C calc'!A0", "http://a.b", "7"], "right": [3]}, 20)
    book = openpyxl.load_workbook(io.BytesIO(own_sheet.dump(GivenQuiz("?", [hostile]))))
    sheet = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    assert (sheet.freeze_panes, sheet["B2"].number_format, sheet["B2"].alignment.wrap_text) == ("A2", "@", True)
    [menu] = sheet.data_validations.dataValidation
    assert (menu.type, menu.formula1, str(menu.sqref)) == ("list", "'Notes on the kinds'!$A$2:$A$18", "A2:A2001")


def test_control_characters_and_what_no_cell_can_hold_stay_out():
    given = Given("text", "a\x00\x0bb\ud800\uffff\r\nc", {"wall": True}, notes="n" * 40_000)
    [found] = read(Asked(own_sheet.dump(GivenQuiz("?", [given])))).found
    assert (found.text, len(own_rows.row(given, "en")[-1]), len(found.notes)) == ("ab\nc", 32_767, 20_000)


@pytest.mark.parametrize("dump", [own_sheet.dump, own_csv.dump])
def test_a_kind_from_elsewhere_stays_behind(dump):
    foreign, slide = Given("riddle", "?", {"x": 1}), Given("slide", "?", {"ack": False})
    assert not WRITERS["xlsx"].takes(foreign)
    assert [*map(as_given, read(Asked(dump(GivenQuiz("?", [foreign, slide])))).found)] == [slide]


def test_pictures_are_said_to_stay_behind():
    pin, pictured = EXAMPLES["pin"].content, {"choices": ["A", "x"], "right": [1], "pictures": [MAP, None]}
    asked = [Given("pin", "?", pin, picture="0" * 32, alt="A map"), Given("single", "?", pictured)]
    for writer in (WRITERS["xlsx"], WRITERS["csv"]):
        assert [[each.words for each in writer.remarks(given)] for given in asked] == [
            ["Its picture stays behind, and without it the question cannot come back."],
            ["The picture stays behind."],
        ]
    assert WRITERS["xlsx"].remarks(Given("slide", "?", {"ack": True})) == []


@pytest.mark.parametrize(
    ("row", "kind_and_fields"),
    [
        (["true or false", "?", None, None, None, True], ("truefalse", {"truth": ["true"]})),
        (["Wahr oder falsch", "?", None, None, None, "falsch"], ("truefalse", {"truth": ["false"]})),
        (["صواب أم خطأ", "?", None, None, None, "خطأ"], ("truefalse", {"truth": ["false"]})),
        (["number", "?", None, None, None, 3.14, "±0.1"],
         ("number", {"right": ["3.14"], "tolerance": ["0.1"], "unit": [""], "known": ["3.14", "0.1"]})),
        (["Zahl", "?", None, None, None, "3..5 +- 0.5"],
         ("number", {"right": ["3..5"], "tolerance": ["0.5"], "unit": [""], "known": ["0.5"]})),
        (["number", "?", None, None, None, "10-20"],
         ("number", {"right": ["10..20"], "tolerance": [""], "unit": [""], "known": []})),
        (["scale", "?", None, None, None, "0-10", None, "Wörter der Punkte: nie | selten"],
         ("scale", {"points": ["11"], "zero": ["1"], "statements": [""], "preset": ["own"],
                    "own_words": ["nie\nselten"]})),
        (["scale", "?", None, None, None, 5, None, "words of the points: häufigkeit; Some may be left out"],
         ("scale", {"points": ["5"], "statements": [""], "preset": ["frequency"], "skip": ["1"]})),
        (["Short text", "?", None, None, None, "Paris | Paname\nLutetia"],
         ("short", {"accepted": ["Paris\nPaname\nLutetia"]})),
        (["Matching", "?", "O => 8", "Fe = 26\nZn = 30"], ("match", {"pairs": ["O => 8\nFe = 26\nZn = 30"]})),
        (["Estimate", "?", None, None, None, 5, None, "The nearest wins; Number line: 0..10"],
         ("estimate", {"right": ["5"], "tolerance": [""], "unit": [""], "rule": ["nearest"],
                       "from": ["0"], "to": ["10"], "known": []})),
        (["Word cloud", "?"], ("cloud", {"words": ["3"]})),
        (["order", "?", "a", "b", "c"], ("order", {"items": ["a\nb\nc"], "ordered": ["1"]})),
        (["single choice", "?", "a", None, "c", 3], ("single", {"choice": ["a", "", "c"], "right": ["3"]})),
        (["Einfachauswahl", "?", "a", "b", "c", "b"], ("single", {"choice": ["a", "b", "c"], "right": ["2"]})),
        (["Gaps in a text", "?", "The [Seine] flows."], ("cloze", {"source": ["The [Seine] flows."]})),
    ],
)  # fmt: skip
def test_what_a_colleague_types_is_understood(row, kind_and_fields):
    assert by_hand(*row) == kind_and_fields


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["Riddle", "?", "a", "b", None, "a"], "“Riddle” is no kind of question: please look at it."),
        (["True or false", "?", None, None, None, "perhaps"],
         "“perhaps” is neither true nor false: please mark what is right."),
        (["Single choice", "?", 4, 5, 2, 2], "“2” may be the number or the text of a choice: please look at it."),
        (["Scale", "?", None, None, None, "many"], "“many” says no points: it has five now."),
        (["Slide", "?", None, None, None, None, None, "Colour: red"],
         "The setting “colour” is none of this kind of question."),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(row, sentence):
    assert told(read(Asked(spreadsheet(HEADINGS, row)))) == [sentence]


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "\ufeffKind,Question (Markdown),"), ("de", "\ufeffArt;Frage (Markdown);")],
)
def test_csv_is_parted_as_the_language_has_it_and_guards_formulas(language, first):
    content = own_csv.dump(GivenQuiz("?", [Given("text", "=1+1", {"wall": True})], language=language))
    assert content.decode().startswith(first)
    assert b"'=1+1" in content


@pytest.mark.parametrize(
    "text", ["{\n}", "::a::{=b ~c}", "<html><table>", "x\ty\tz", "$$\\frac{1}{2}$$\n\n{#3}", "ANSWER: B"]
)
def test_our_csv_is_a_table_whatever_its_texts_look_like(text):
    questions = [Given("text", text, {"wall": True}, notes=text)] * 3
    reading = read(Asked(own_csv.dump(GivenQuiz("?", questions))))
    assert [*map(as_given, reading.found)] == questions


def test_texts_of_other_tables_are_plain_and_shown_as_they_are():
    [plain] = read(Asked(spreadsheet(["Question", "Answer 1", "Answer 2", "Correct", "Explanation"],
                                     ["2*3*4 is **?** $x$", "2*3", "`b`", 1, "*So*"]))).found  # fmt: skip
    [ours] = read(Asked(spreadsheet(["Question (Markdown)", "Answer 1", "Answer 2", "Correct"],
                                    ["2 **?** $x$", "2*3", "`b`", 1]))).found  # fmt: skip
    assert (plain.text, plain.fields["choice"], plain.explanation) == (
        "2\\*3\\*4 is \\*\\*?\\*\\* $x$",
        ["2*3", "\\`b\\`"],
        "\\*So\\*",
    )
    assert (ours.text, ours.fields["choice"]) == ("2 **?** $x$", ["2*3", "`b`"])


def test_hostile_cells_are_read_or_told():
    many = "9" * 5000
    for row in (["Scale", "?", None, None, None, many], ["Number", "?", None, None, None, many],
                ["", "?", "a", "b", None, many], ["Several choices", "?", "a", "b", None, f"1, {many}"],
                ["Scale", "?", "a\n" * 5000, None, None, "1-" + many], ["", "?", "a", "b", None, "²"],
                ["Ranking", "?", None, None, None, None, None, f"Places to give: {many}\n" * 99]):  # fmt: skip
        assert len(read(Asked(spreadsheet(HEADINGS, row))).found) == 1
