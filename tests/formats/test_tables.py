"""Questions in tables: by headings, by shape, and the cells of CSV and spreadsheets."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from live.formats import blackboard
from live.formats.found import Unreadable
from live.formats.readers import Asked, read
from live.formats.tables import cells, tables, wooclap

TEXTS = ["Paris", "Lyon", "Nice"]


def rows(*lines: list[Any]) -> list[list[cells.Cell]]:
    """Rows as a spreadsheet gives them."""
    return cells.sheets(spreadsheet(*lines))[0].rows


def spreadsheet(*lines: list[Any], **formats: str) -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    for place, form in formats.items():
        book.active[place].number_format = form
    book.save(kept)
    return kept.getvalue()


def asked(*lines: list[Any]) -> list[tuple[str, dict[str, list[str]]]]:
    return [(each.kind, each.fields) for each in tables.read(rows(*lines)).found]


def choice(right: str, kind: str = "single") -> list[tuple[str, dict[str, list[str]]]]:
    return [(kind, {"choice": TEXTS, "right": right.split()})]


KAHOOT = [
    *([[]] * 6),
    [None, "Quiz template"],
    [None, "Question - max 120 characters", *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
     "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one"],
]  # fmt: skip


def test_kahoots_sheet_is_read_with_its_empty_numbered_rows_and_its_example():
    example = [
        1,
        "Which spreadsheet tools can read this sheet and export to xlsx format?",
        "Excel",
        "Numbers",
        None,
        None,
        60.0,
        "1,2",
    ]
    found = tables.read(
        rows(*KAHOOT, example, [2, "Capital?", *TEXTS, None, 4.0, 1.0], [3], [4, "Next?", *TEXTS, None, 20, 3])
    ).found
    assert [(each.number, each.ticked, each.seconds, each.fields) for each in found] == [
        (9, False, 60, {"choice": ["Excel", "Numbers"], "right": ["1", "2"]}),
        (10, True, 5, {"choice": TEXTS, "right": ["1"]}),
        (12, True, 20, {"choice": TEXTS, "right": ["3"]}),
    ]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["Question", "Option 1", "Option 2", "Option 3", "Correct Answer"], ["Capital?", *TEXTS, "Paris"]),
        (["Question", "Answer A", "Answer B", "Answer C", "Right"], ["Capital?", *TEXTS, "A"]),
        (["Frage", "Antwort 1", "Antwort 2", "Antwort 3", "Richtige Antwort"], ["Capital?", *TEXTS, 1]),
        (["Pregunta", "Opción 1", "Opción 2", "Opción 3", "Respuesta correcta"], ["Capital?", *TEXTS, "1"]),
        (["#", "Title", "Choice", "Choice", "Choice", "Correct"], [1, "Capital?", *TEXTS, 1.0]),
        (["1. Question:", "Answer 1:", "Answer 2:\n(Optional)", "Answer 3", "Correct Answer(s)\n#"], ["?", *TEXTS, 1]),
        (["Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Key"], ["?", "Quiz", *TEXTS, 1]),
    ],
)  # fmt: skip
def test_headings_are_known_in_many_words(headings, row):
    assert asked(headings, row) == choice("1")


@pytest.mark.parametrize(
    ("headings", "right"),
    [
        ("Frage;Antwort 1;Antwort 2;Richtige Antwort(en);Zeitlimit (Sek.);Punktzahl;Begründung", "2"),
        ("Intitulé;Réponse A;Réponse B;Réponse(s) correcte(s);Temps limite;Barème;Justification", "Réponse B"),
        ("Enunciado;Opción 1;Opción 2;Respuesta correcta;Límite de tiempo;Puntaje;Retroalimentación", "b"),
        ("السؤال;الخيار أ;الخيار ب;الإجابة الصحيحة;الوقت;الدرجة;التفسير", "ب"),
        ("نص السؤال;الخيار الأول;الخيار الثاني;رقم الإجابة الصحيحة;المدة;النقاط;الشرح", "٢"),
        ("سوال;گزینه 1;گزینه 2;گزینه درست;زمان;امتیاز;توضیح", "گزینه 2"),
    ],
)
def test_headings_are_those_that_teachers_of_a_language_write(headings, right):
    [found] = read(Asked(f"{headings}\nQ?;x;y;{right};20;3;So.\n".encode())).found
    assert (found.text, found.fields, found.seconds, found.weight, found.explanation) == (
        *("Q?", {"choice": ["x", "y"], "right": ["2"]}),
        *(20, 3, "So."),
    )


def test_a_single_column_of_answers_has_what_is_right():
    for headings in ("Frage;Antwort;Zeit", "السؤال;الجواب;الوقت"):
        [found] = read(Asked(f"{headings}\nQ?;x;20\n".encode())).found
        assert (found.kind, found.fields) == ("short", {"accepted": ["x"]})


def test_a_right_cell_names_places_letters_or_texts():
    headings = ["Question", "Answer 1", "Answer 2", "Answer 3", "Correct"]
    several = {"1,3", "1; 3", "A, C", "Paris / Nice", "1.3", "3\n1"}
    assert {right: asked(headings, ["?", *TEXTS, right]) for right in several} == dict.fromkeys(
        several, choice("1 3", "several")
    )
    assert asked(headings, ["?", *TEXTS, 1.3]) == choice("1 3", "several")
    assert asked(headings, ["?", *TEXTS, None]) == choice("")
    assert asked(headings, ["?", "4", "5", "2", "2"], ["?", "7", "8", "9", "8"]) == [
        ("single", {"choice": ["4", "5", "2"], "right": ["3"]}),
        ("single", {"choice": ["7", "8", "9"], "right": ["2"]}),
    ]
    [lost] = tables.read(rows(headings, ["?", *TEXTS, "Rome"])).found
    assert (lost.fields["right"], [each.words % each.values for each in lost.remarks]) == (
        [],
        ["“Rome” is none of the choices: please mark what is right."],
    )


def test_headings_that_a_script_overwrote_are_choices_by_their_place():
    headings = [
        "Question #",
        "Question Text",
        "Answer 1",
        "Contingency table",
        "Bar chart",
        "Time Limit (sec)",
        "Correct Answer(s)",
    ]
    assert asked(headings, [2, "Capital?", *TEXTS, 20, 1]) == choice("1")


def test_without_headings_kahoots_shape_is_known():
    lines = [[n, f"Capital {n}?", *TEXTS, "Bern", 20, "1,3"] for n in range(1, 6)]
    assert asked(*lines) == [("several", {"choice": [*TEXTS, "Bern"], "right": ["1", "3"]})] * 5
    assert tables.found_columns(rows(["One", "Two"], ["a", "b"])) is None


def test_wrong_answers_in_columns_of_their_own_leave_the_right_one_a_place_by_the_texts():
    headings = ["Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2 (Optional)"]
    lines = [[f"Question {n}?", "Paris", "Lyon", "Nice"] for n in range(12)]
    found = asked(headings, *lines)
    assert all(fields["choice"][int(fields["right"][0]) - 1] == "Paris" for _kind, fields in found)
    assert {fields["right"][0] for _kind, fields in found} == {"1", "2", "3"}


def test_other_columns_come_along_or_are_said_to_stay():
    headings = ["Question", "Answer 1", "Answer 2", "Correct", "Time", "Points", "Explanation", "Notes"]
    one, two = tables.read(
        rows(headings, ["?", "x", "y", 1, 20, 3, "So.", "Ask."], ["?", "x", "y", 1, 900, 1000, "", ""])
    ).found
    assert (one.seconds, one.weight, one.explanation, one.notes, one.remarks) == (20, 3, "So.", "Ask.", [])
    assert (two.seconds, two.weight, [each.words % each.values for each in two.remarks]) == (
        300,
        1,
        [
            "The time limit is now 300 seconds, as 5 to 300 can be.",
            "The points stay behind: here a question counts 0 to 5.",
        ],
    )


def test_cells_are_read_as_people_see_them():
    [row] = cells.sheets(spreadsheet([4.0, 0.5, True, date(2026, 2, 1), " x ", 0.25], F1="0%"))[0].rows
    assert ([str(cell) for cell in row], [cell.is_date for cell in row]) == (
        ["4", "0.5", "TRUE", "2026-02-01", "x", "25%"],
        [False, False, False, True, False, False],
    )


def test_a_wrong_number_is_one_cell_and_a_sum_has_no_tail():
    content = patched(spreadsheet([0.1 + 0.2, 1234567890123456789, 987]), b"<v>987</v>", b"<v>1e999</v>")
    [row] = cells.sheets(content)[0].rows
    assert row == ["0.3", "1.234567890123457e+18", "inf"]


def patched(content: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A spreadsheet in which some XML was changed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(kept, "w") as again:
        for name in packed.namelist():
            raw = packed.read(name)
            assert name != part or old in raw
            again.writestr(name, raw.replace(old, new) if name == part else raw)
    return kept.getvalue()


def test_formulas_come_with_their_value_and_hidden_sheets_not_at_all():
    shown = spreadsheet(["Question", "Answer 1", "Answer 2", "Correct"], ["1+1?", 2, "=1+1", 1])
    computed = patched(shown, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>7</v>")
    assert tables.read(cells.sheets(computed)[0].rows).found[0].fields["choice"] == ["2", "7"]
    hidden = patched(shown, b'state="visible"', b'state="hidden"', "xl/workbook.xml")
    assert (len(cells.sheets(shown)), cells.sheets(hidden)) == (1, [])


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (b"<f>1+1</f><v></v>", 1),
        (b"<f>1+1</f><v/>", 1),
        (b"<f>1+1</f>", 1),
        (b'<f t="shared" si="0"/>', 1),
        (b"<f>1+1</f><v>7</v>", 0),
        (b"<v>7</v>", 0),
    ],
)
def test_formulas_that_nothing_has_computed_are_told_of(cell, told):
    shown = spreadsheet(["Question", "Answer 1", "Answer 2", "Correct"], ["1+1?", 2, "=1+1", 1])
    reading = read(Asked(patched(shown, b"<f>1+1</f><v></v>", cell)))
    sentence = "Some formulas have no value yet: open the spreadsheet, save it, and bring it again."
    assert [each.words for each in reading.remarks] == [sentence] * told


def test_a_formula_whose_text_is_empty_is_computed():
    shown = spreadsheet(["Question", "Answer 1", "Answer 2", "Correct"], ["1+1?", 2, "=1+1", 1])
    empty = patched(shown, b'<c r="C2"><f>1+1</f><v></v>', b'<c r="C2" t="str"><f>""</f><v></v>')
    assert read(Asked(empty)).remarks == []


@pytest.mark.parametrize("text", ["Question    Answer\n    \n", "Question\tAnswer\n", "Frage\tAntwort 1\tRichtig"])
def test_headings_alone_are_a_table_without_questions(text):
    reading = read(Asked(text.encode()))
    assert (reading.format, reading.found) == ("a table", [])


@pytest.mark.parametrize("text", ["Question", "Which is it?    Answer", "Question  Answer\nWhat?"])
def test_words_that_are_no_headings_alone_are_read_as_a_list(text):
    assert read(Asked(text.encode())).format == "a list"


def test_a_date_that_was_a_place_or_a_choice_is_to_be_looked_at():
    headings = ["Question", "Answer 1", "Answer 2", "Correct"]
    found = tables.read(rows(headings, ["?", date(2026, 2, 1), "y", "y"], ["?", "x", "y", date(2026, 2, 1)])).found
    assert [
        (each.fields["choice"], each.fields["right"], [r.words % r.values for r in each.remarks]) for each in found
    ] == [
        (["2026-02-01", "y"], ["2"], ["A spreadsheet has made a date of a cell: please look at it."]),
        (
            ["x", "y"],
            [],
            [
                "“2026-02-01” is none of the choices: please mark what is right.",
                "A spreadsheet has made a date of a cell: please look at it.",
            ],
        ),
    ]


def test_a_number_that_is_a_place_and_a_choice_is_to_be_looked_at():
    headings = ["Question", "Answer 1", "Answer 2", "Answer 3", "Correct"]
    found = tables.read(rows(headings, ["?", "4", "5", "2", "2"], ["?", *TEXTS, 1], ["?", *TEXTS, 3])).found
    assert [(each.fields["right"], [r.words % r.values for r in each.remarks]) for each in found] == [
        (["2"], ["“2” may be the number or the text of a choice: please look at it."]),
        (["1"], []),
        (["3"], []),
    ]


@pytest.mark.parametrize("cell", ["²", "0" * 5000, "9" * 5000, "00009", "1e9", "-1", "٣"])
def test_odd_digits_are_no_points_times_or_places_beyond_what_is_there(cell):
    headings = ["Question", "Answer 1", "Answer 2", "Answer 3", "Correct", "Time", "Points"]
    [found] = tables.read(rows(headings, ["?", *TEXTS, cell, cell, cell])).found
    assert (set(found.fields["right"]) <= {"3"}, found.weight in range(6), found.seconds in {None, *range(5, 301)}) == (
        True,
        True,
        True,
    )
    assert tables.found_columns(rows([cell, "?", *TEXTS, "x", cell, "1"])) is None


def test_kahoots_rows_after_a_hundred_empty_ones_are_read_and_too_many_are_told():
    numbered = [[number] for number in range(1, 121)]
    row = [121, "Capital?", *TEXTS, None, 20, 1]
    assert [each.number for each in tables.read(rows(*KAHOOT, *numbered, row)).found] == [129]
    many = tables.read(rows(*KAHOOT, *([row] * 501)))
    assert (len(many.found), [each.words % each.values for each in many.remarks]) == (
        500,
        ["500 questions are the most at a time; the rest was not read."],
    )
    below = tables.read([*rows(*KAHOOT, row), *([[]] * 1999), rows(row)[0]])
    assert (len(below.found), len(below.remarks)) == (1, 1)


def test_lines_in_cells_of_a_word_table_stay_in_their_cells():
    assert cells.rows_of_text("Question\tA\tB\nWhat is\nit?\tx\ty\n\nTwo?\tx\ny\tz\nlast\n") == [
        ["Question", "A", "B"],
        ["What is\nit?", "x", "y"],
        ["Two?", "x\ny", "z\nlast"],
    ]
    assert cells.rows_of_text("q\ta\tb\nx\ty\nz\tx\ty\n")[1:] == [["x", "y"], ["z", "x", "y"]]


def test_cells_pasted_from_a_spreadsheet_keep_their_lines_and_quotes():
    assert cells.rows_of_text('Question\tA\tB\n"What is\nit?"\t"say ""x"""\ty\n') == [
        ["Question", "A", "B"],
        ["What is\nit?", 'say "x"', "y"],
    ]


def test_a_quote_that_is_never_closed_costs_no_line_behind_it():
    assert cells.rows_of_text('a;b\n"x;y\n1;2\n"p" ;"q"\n') == [["a", "b"], ['"x', "y"], ["1", "2"], ["p", "q"]]


@pytest.mark.parametrize(
    "text",
    ['a,"b\nc",d\n1,2,3', "sep=;\na;\"b\nc\";d\n1;2;3", 'a\t"b\nc"\td\n1\t2\t3', 'a;"b\nc";d\r\n1;2;3\r\n\r\n'],
)  # fmt: skip
def test_separators_are_told_from_the_records(text):
    assert cells.rows_of_text(text) == [["a", "b\nc", "d"], ["1", "2", "3"]]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 1000, spreadsheet(["x"])[:-40]])
def test_a_broken_file_says_what_to_do(content):
    with pytest.raises(Unreadable, match=r"Export it again|save it anew"):
        cells.sheets(content)


def test_wooclaps_types_become_kinds():
    lines: list[list[Any]] = [
        ["Type", "Title", "Correct", "Choice", "Choice", "Choice"],
        ["MCQ", "One?", 1, "x", "y"],
        ["MCQ", "Two?", "1,2", "x", "y", "z"],
        ["Poll", "Poll?", None, "x", "y"],
        ["GuessNumber", "How many?", 100],
        ["Sorting", "Sort", None, "x", "y"],
        ["Matching", "Match", None, "a --- b", "c --- b"],
        ["FillInTheBlanks", "Fill", None, "Roses are [red]."],
        ["Concordance", "No", None, "x"],
    ]
    found = wooclap.read(rows(*lines)).found
    assert [(each.kind, each.fields) for each in found] == [
        ("single", {"choice": ["x", "y"], "right": ["1"]}),
        ("several", {"choice": ["x", "y", "z"], "right": ["1", "2"]}),
        ("single", {"choice": ["x", "y"], "right": []}),
        ("number", {"right": ["100"], "tolerance": ["0"]}),
        ("order", {"items": ["x\ny"], "ordered": ["1"]}),
        ("match", {"pairs": ["a\tb\nc\tb"], "groups": ["1"]}),
        ("cloze", {"source": ["Roses are [red]."]}),
        ("", {}),
    ]


def test_blackboards_lines_become_kinds():
    text = "\n".join(
        ["MC\tOne?\tx\tcorrect\ty\tincorrect", "MA\tTwo?\tx\tcorrect\ty\tcorrect", "NUM\tHow many?\t100.0",
         "ESS\tTell\tsample", "MAT\tMatch\ta\tb\tc\td",
         "FIB_PLUS\tRoses are [a], violets [b].\ta\tred\t\tb\tblue\tazure\t", "XX\tNo"]
    )  # fmt: skip
    assert [(each.kind, each.fields) for each in blackboard.read(text).found] == [
        ("single", {"choice": ["x", "y"], "right": ["1"]}),
        ("several", {"choice": ["x", "y"], "right": ["1", "2"]}),
        ("number", {"right": ["100"], "tolerance": ["0"]}),
        ("text", {}),
        ("match", {"pairs": ["a\tb\nc\td"]}),
        ("cloze", {"source": ["Roses are [red], violets [blue|azure]."]}),
        ("", {}),
    ]
    assert (blackboard.looks_like(text), blackboard.looks_like(text.removesuffix("\nXX\tNo"))) == (False, True)
