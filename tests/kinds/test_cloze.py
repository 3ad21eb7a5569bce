"""Gaps in a text: how they are typed, filled, graded and counted."""

import pytest

from live.kinds import Content, Counts
from live.kinds.cloze import Cloze
from live.kinds.cloze_tally import GapBar, Piece
from live.kinds.cloze_text import read
from live.refusal import Refused
from tests.support.kind_forms import faults, form, refusal, tried

cloze = Cloze()
SEINE: Content = cloze.clean(form(source="The [Seine|La Seine] flows through [Paris ~ Lyon ~ Nice]."))
BARE = cloze.keyless(SEINE)


def filled(content: Content, *gaps: str) -> tuple[str, str]:
    """What becomes of an answer with these in the gaps."""
    return cloze.parse(content, form(**{f"gap{number}": text for number, text in enumerate(gaps, 1)}))


@pytest.mark.parametrize(
    ("source", "parts", "gaps"),
    [
        ("[a]", ("", ""), [(("a",), ())]),
        ("x [a|b] y", ("x ", " y"), [(("a", "b"), ())]),
        ("[b ~ c ~ a]", ("", ""), [(("b",), ("a", "b", "c"))]),
        ("[a|b ~ c]", ("", ""), [(("a|b",), ("a|b", "c"))]),
        ("[ A | a| á |]", ("", ""), [(("A",), ())]),
        ("one\n[two\nlines]\nthree", ("one\n", "\nthree"), [(("two lines",), ())]),
        (r"f\[0\] is [\[\]|a\|b|c\~d]", ("f[0] is ", ""), [(("[]", "a|b", "c~d"), ())]),
        (r"C:\temp [a\b]", (r"C:\temp ", ""), [((r"a\b",), ())]),
        ("]0; 1[", ("]0; 1[",), []),
        ("no gap", ("no gap",), []),
    ],
)
def test_a_text_is_words_and_gaps(source, parts, gaps):
    text = read(source)
    assert (text.parts, [(gap.answers, gap.options) for gap in text.gaps]) == (parts, gaps)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", ["There is no gap yet: please put what is right into square brackets."]),
        ("No gap.", ["There is no gap yet: please put what is right into square brackets."]),
        ("The [Seine", ["Line 1, column 5: this bracket is never closed."]),
        ("One\nand [two [three]", ["Line 2, column 5: this bracket is never closed."]),
        ("a\nb []", ["Line 2, column 3: something in this gap is empty."]),
        ("[ ـ | ]", ["Line 1, column 1: something in this gap is empty."]),
        ("[~ b]", ["Line 1, column 1: something in this gap is empty."]),
        ("x [a ~ b ~ a]", ["Line 1, column 3: two words to choose from are the same."]),
        (
            "[" + " ~ ".join("abcdefghi") + "]",
            ["Line 1, column 1: too many words to choose from, eight are the most."],
        ),
        ("[" + "a" * 41 + "]", ["Line 1, column 1: an answer is too long, 40 characters are the most."]),
        ("[a] " * 9, ["8 gaps are the most there can be."]),
        ("x " * 500 + "[a]", ["This is too long: 1000 characters at most."]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(source, told):
    assert faults(lambda: cloze.clean(form(source=source))) == [("source", each) for each in told]


def test_a_half_written_text_shows_the_gaps_that_it_has():
    draft = cloze.draft(form(source="The [Seine] flows through [Par"))
    assert cloze.keyless(draft) == {"parts": ["The ", " flows through [Par"], "gaps": [None]}
    assert [piece.number for piece in cloze.context(draft)["pieces"]] == ["1", ""]


def test_the_text_is_cleaned_line_by_line_and_a_flood_is_cut():
    assert cloze.draft(form(source="  a\u202e [b]\r\n\r\n  c ")) == {"source": "a [b]\n\nc"}
    assert len(cloze.draft(form(source="x" * 1_000_000))["source"]) <= 4000


def test_without_its_key_the_words_to_choose_from_stand_in_the_order_of_the_alphabet():
    assert BARE == {"parts": ["The ", " flows through ", "."], "gaps": [None, ["Lyon", "Nice", "Paris"]]}
    other = cloze.clean(form(source="The [A much longer river] flows through [Nice ~ Paris ~ Lyon]."))
    assert cloze.keyless(other) == cloze.keyless(BARE) == BARE


def test_an_answer_has_a_line_for_each_gap_and_keeps_how_it_was_typed():
    assert filled(SEINE, " SEINE ", "3") == ("seine\n3", "SEINE  ·  Paris")
    assert filled(SEINE, "", "1") == ("\n1", "–  ·  Lyon")
    assert filled(SEINE, "a  ·  b", "") == ("a · b\n", "a · b  ·  –")
    assert cloze.sent(BARE, "a · b\n", "a · b  ·  –") == {"gap1": ["a · b"], "gap2": [""]}


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ((), "Please fill a gap first."),
        ((" ", ""), "Please fill a gap first."),
        (("ـ",), "Please fill a gap first."),
        (("x" * 41,), "That is too long: each gap has 40 characters at most."),
        (("x", "4"), "That choice is not part of this question. Please choose again."),
        (("x", "٣"), "That choice is not part of this question. Please choose again."),
    ],
)
def test_what_is_no_answer_is_refused(gaps, told):
    assert refusal(lambda: filled(SEINE, *gaps)) == (told, 422)


@pytest.mark.parametrize("letter", ["ß", "æ", "ΐ", "½", "ﬃ", "ﷺ"])
def test_a_value_is_never_cut(letter):
    content = cloze.clean(form(source="[a]" * 8))
    came = tried(lambda: filled(content, *[letter * 40] * 8))
    assert isinstance(came, Refused) or max(map(len, came)) <= 400


@pytest.mark.parametrize(
    ("gaps", "partly", "whole"),
    [
        (("La  SEINE!", "3"), 1, 1),
        (("seine", "1"), 0.5, 0),
        (("", "3"), 0.5, 0),
        (("Loire", "2"), 0, 0),
    ],
)
def test_grading_is_all_or_nothing_or_the_share_of_the_right_gaps(gaps, partly, whole):
    value, _typed = filled(SEINE, *gaps)
    assert [cloze.fraction(SEINE, value, partial) for partial in (True, False)] == [partly, whole]


def test_a_typed_gap_is_judged_as_short_text_is():
    content = cloze.clean(form(source="[Müller] and [.NET]"))
    values = [filled(content, *gaps)[0] for gaps in (("Mueller", ".net"), ("muller.", "net"), ("Möller", ".NET!"))]
    assert [cloze.fraction(content, value, partial=True) for value in values] == [1, 0.5, 0.5]


def test_each_gap_has_its_rows_as_most_have_typed_them():
    counts = Counts(
        {
            ("seine\n3", "Seine  ·  Paris"): 2,
            ("seine!\n1", "SEINE!  ·  Lyon"): 1,
            ("loire\n", "Loire  ·  –"): 1,
            ("\n3", "–  ·  Paris"): 1,
        }
    )
    chosen = [GapBar("2:1", "Lyon", 1, gap=2), GapBar("2:2", "Nice", 0, gap=2)]
    assert cloze.tally(SEINE, counts) == [
        GapBar("1:seine", "Seine", 3, right=True, gap=1),
        GapBar("1:loire", "Loire", 1, gap=1),
        *chosen,
        GapBar("2:3", "Paris", 3, right=True, gap=2),
    ]
    assert [bar.right for bar in cloze.tally(BARE, counts)] == [False] * 5
    assert cloze.spelt(BARE, counts) == {
        "seine\n3": "Seine  ·  Paris",
        "seine!\n1": "Seine  ·  Lyon",
        "loire\n": "Loire  ·  ",
        "\n3": "  ·  Paris",
    }


def test_five_answers_to_a_gap_are_listed_and_the_others_counted():
    content = cloze.clean(form(source="[a]"))
    bars = cloze.tally(content, {f"x{n:02}": 1 for n in range(20)} | {"a": 9})
    assert [(bar.value, bar.count) for bar in bars[:2]] == [("1:a", 9), ("1:x00", 1)]
    assert (len(bars), bars[-1]) == (6, GapBar("", "16 other answers", 16, gap=1))


def test_before_anybody_has_answered_each_gap_stands_there():
    assert cloze.tally(BARE, {}) == [
        GapBar("", "", 0, gap=1),
        *(GapBar(f"2:{number}", text, 0, gap=2) for number, text in enumerate(("Lyon", "Nice", "Paris"), 1)),
    ]


def test_the_chart_is_the_text_with_what_is_right_and_how_many_had_it():
    counts = {"seine\n3": 2, "loire\n3": 1, "\n1": 1}
    chart = cloze.chart(SEINE, counts)
    options = ("Lyon", "Nice", "Paris")
    assert chart.pieces == (
        Piece("The ", "1", (), "Seine", "50 %"),
        Piece(" flows through ", "2", options, "Paris", "75 %"),
        Piece("."),
    )
    assert chart.keyless() == cloze.chart(BARE, counts)
    assert (chart.rows, chart.height <= 24) == (":5", True)
    many = cloze.chart(cloze.clean(form(source="One of [many] gaps. " * 8)), {})
    assert (many.rows, many.height <= 24) == (":3", True)


def test_the_words_around_the_gaps_may_have_formulas_line_by_line():
    assert cloze.with_formulas(cloze.clean(form(source="In $x$\nis [a], [b]."))) == ["In $x$", "is ", ", ", "."]


def test_an_answer_in_words():
    assert cloze.value_text(SEINE, "seine\n1") == "seine · Lyon"
    assert cloze.value_text(SEINE, "\n1") == "– · Lyon"
    assert (cloze.key_text(SEINE), cloze.key_text(BARE)) == ("Seine / La Seine · Paris", "")


def test_ones_own_answer_tells_what_was_right_only_with_the_key():
    assert cloze.own_html(BARE, "<b>\n1", "<B>  ·  Lyon") == "<B> · Lyon"  # not marked as safe: it is escaped
    assert cloze.own_html(SEINE, "<b>\n3", "<B>  ·  Paris") == (
        '<p class="own cloze" dir="auto">The <s>&lt;B&gt;</s> <b><bdi>(right: Seine)</bdi></b> flows through '
        '<b class="correct">Paris</b>.</p>'
    )
    assert not hasattr(cloze.own_html(BARE, "<b>\n1", "<B>  ·  Lyon"), "__html__")
