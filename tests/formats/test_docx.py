"""Word's .docx: numbered paragraphs, marks of look, tables, and what is no text."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from live.formats.found import Unreadable
from live.formats.readers import Asked, read

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def document(*parts: str) -> bytes:
    """A document with these parts in its body."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{''.join(parts)}</w:body></w:document>")
    return kept.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, number: str = "", level: int = 0) -> str:
    """A paragraph of runs or words; `number`: the list it is in."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{listed}</w:pPr>{''.join(each if '<' in each else run(each) for each in runs)}</w:p>"


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


BOLD, YELLOW = "<w:b/>", '<w:highlight w:val="yellow"/>'
PLAIN = '<w:b w:val="0"/>'


def asked(*parts: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Kind, text, choices and right ones of each question."""
    found = read(Asked(document(*parts))).found
    return [(each.kind, each.text, each.fields.get("choice", []), each.fields.get("right", [])) for each in found]


CAPITAL = ("single", "Capital?", ["Lyon", "Paris"], ["2"])
LEGS = ("several", "Legs?", ["Spider", "Ant", "Man"], ["1", "2"])


def test_levels_of_one_list_are_questions_and_choices():
    assert asked(
        p("Capital?", number="4"), p("Lyon", number="4", level=1), p(run("Paris", BOLD), number="4", level=1),
        p("Legs?", number="4"), p(run("Spider", YELLOW), number="4", level=1),
        p(run("Ant", BOLD), number="4", level=1), p(run("Man", PLAIN), number="4", level=1),
    ) == [CAPITAL, LEGS]  # fmt: skip


def test_a_list_that_goes_on_after_others_has_the_questions():
    assert asked(
        p("Capital?", number="1"), p("Lyon", number="2"), p(run("Paris", BOLD), number="2"),
        p("Legs?", number="1"), p(run("Spider", BOLD), number="3"), p(run("Ant", BOLD), number="3"),
        p("Man", number="3"),
    ) == [CAPITAL, LEGS]  # fmt: skip


def test_lists_below_paragraphs_without_a_number_have_the_choices():
    assert asked(
        p(run("Capital?", BOLD)), p("Lyon", number="7"), p(run("Paris", BOLD), number="7"), p(""),
        p("Legs?"), p(run("Spider", BOLD), number="7"), p(run("Ant", BOLD), number="7"), p("Man", number="7"),
    ) == [CAPITAL, LEGS]  # fmt: skip


def test_typed_letters_bullets_and_keys_are_read_as_in_a_list():
    assert asked(
        p("1. Capital?"), p("a) Lyon"), p(run("b) Paris", BOLD)), p("2. Legs?"), p(run("- Spider", BOLD)),
        p(run("- Ant", BOLD)), p("- Man"), p("Last?"), p("A. x"), p("B. y"), p("ANSWER: B"), p("Explanation: So."),
    ) == [CAPITAL, LEGS, ("single", "Last?", ["x", "y"], ["2"])]  # fmt: skip


def test_where_all_choices_are_bold_none_is_marked():
    [(kind, _text, choices, right)] = asked(p("1. Capital?"), p(run("a) Lyon", BOLD)), p(run("b) Paris", BOLD)))
    assert (kind, choices, right) == ("single", ["Lyon", "Paris"], [])


def test_tables_are_read_as_tables_and_others_as_lines():
    assert asked(
        p("1. Capital?"), table(["a) Lyon"], ["*b) Paris"]),
        table(["Question", "Answer 1", "Answer 2", "Correct"], ["Sea?", "North", "Baltic", "2"]),
    ) == [("single", "Sea?", ["North", "Baltic"], ["2"]), CAPITAL]  # fmt: skip


def test_raised_digits_stay_raised_and_signs_of_markdown_are_text():
    power = run("10", '<w:vertAlign w:val="superscript"/>')
    [(_kind, text, choices, _right)] = asked(
        p(run("1. Is 2"), power, run(" = 5*3*2?")), p(run("a) <b>")), p("b) 5*3*2")
    )
    assert (text, choices) == (r"Is 2¹⁰ = 5\*3\*2?", ["<b>", "5*3*2"])


def test_pictures_and_formulas_are_told_and_deleted_text_is_gone():
    picture = '<w:r><w:drawing><a xmlns="a"/></w:drawing></w:r>'
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    gone = "<w:del><w:r><w:delText>No</w:delText></w:r></w:del><w:ins><w:r><w:t>Yes</w:t></w:r></w:ins>"
    [found] = read(Asked(document(p("1. Look ", picture, formula), p("a) ", gone), p("b) ", run("x"))))).found
    assert (found.text, found.fields["choice"], [each.words for each in found.remarks]) == (
        "Look x+1",
        ["Yes", "x"],
        [
            "Nothing says what is right: it is a poll.",
            "A picture could not come along.",
            "A formula came as plain text: please look at it.",
        ],
    )


@pytest.mark.parametrize("content", [document(), document(p("")), document().replace(b"w:body", b"w:nody")])
def test_a_document_without_text_says_so(content):
    with pytest.raises(Unreadable):
        read(Asked(content))
