"""Matching: how pairs are typed, kept, chosen, graded and counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.content.lines import line
from live.kinds import Bar, Content
from live.kinds.charts.heat import Cell, Heading
from live.kinds.match import Match
from live.kinds.match_pairs import read_pairs, write_pairs
from tests.support.kind_forms import faults, form, refusal

match = Match()
ELEMENTS: Content = match.clean(form(pairs="Oxygen = O\nIron = Fe\nTin = Sn\n= Zn"))
GROUPS: Content = match.clean(form(pairs="Frog = animal\nOak = plant\nFern = plant", groups="1"))
SIDES = st.text(min_size=1, max_size=20).map(lambda raw: line(raw, "NFC"))


def answer(content: Content, *chosen: str) -> str:
    """The value of the words that were chosen for each left side; "" for none."""
    numbers = {text: str(number) for number, text in enumerate(content["right"], 1)} | {"": ""}
    fields = {f"pair{at}": numbers[text] for at, text in enumerate(chosen, 1)}
    return match.parse(content, form(**fields))[0]


@pytest.mark.parametrize(
    ("typed", "pair"),
    [
        ("Oxygen = O", ("Oxygen", "O")),
        ("  Oxygen=O ", ("Oxygen", "O")),
        ("Oxygen -> O", ("Oxygen", "O")),
        ("Oxygen → O", ("Oxygen", "O")),
        ("Oxygen => O", ("Oxygen", "O")),
        ("Oxygen\tO", ("Oxygen", "O")),
        ("f(x)=2x = a line", ("f(x)=2x", "a line")),
        ("2 + 2 = 4 -> right", ("2 + 2 = 4", "right")),
        ("A -> B\tis = to", ("A -> B", "is = to")),
        ("= Zn", ("", "Zn")),
        ("Oxygen", ("Oxygen", "")),
        ("Oxygen =", ("Oxygen", "")),
    ],
)
def test_a_line_is_a_pair(typed, pair):
    assert read_pairs(typed) == [pair]


def test_lines_that_say_nothing_are_left_out_and_a_flood_is_cut():
    assert read_pairs("\r\n =\n\u200b\n->\n") == []
    assert len(read_pairs("a = b\n" * 10_000)) == 100


@given(st.lists(st.tuples(SIDES, SIDES).filter(any), max_size=4))
def test_what_is_written_into_the_text_box_is_read_as_the_same_pairs(pairs):
    signs = ("=", "->", "→")
    plain = [pair for pair in pairs if pair[1] or not any(sign in pair[0] for sign in signs)]
    assert read_pairs(write_pairs(plain)) == plain


def test_the_right_sides_are_kept_in_an_order_that_their_words_alone_decide():
    assert ELEMENTS == {
        "left": ["Oxygen", "Iron", "Tin"],
        "right": ["O", "Zn", "Sn", "Fe"],
        "pairs": [1, 4, 3],
        "groups": False,
    }
    other = match.clean(form(pairs="Oxygen = Zn\nIron = O\nTin = Fe\n= Sn"))
    assert match.keyless(other) == match.keyless(ELEMENTS)
    assert match.editor(ELEMENTS, form())["lines"] == "Oxygen = O\nIron = Fe\nTin = Sn\n= Zn"


def test_content_in_the_right_order_is_mixed_when_it_is_kept():
    told = {"left": ["Oxygen", "Iron", "Tin"], "right": ["O", "Fe", "Sn", "Zn"], "pairs": [1, 2, 3], "groups": False}
    assert match.validate(told) == ELEMENTS


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", ["Please give at least two pairs."]),
        ("Oxygen = O", ["Please give at least two pairs."]),
        ("Oxygen = O\nIron", ["“Iron” has no right side: please write “=” and what belongs to it."]),
        ("Oxygen = O\nOxygen = Fe", ["“Oxygen” stands there twice on the left."]),
        ("Frog = x\nOak = x", ["“x” stands there twice on the right: is the tick for groups missing?"]),
        ("\n".join(f"{n} = {n}" for n in range(9)), ["8 pairs are the most there can be."]),
        ("a = b\nc = d\n" + "\n".join(f"= {n}" for n in range(9)), ["There can be 10 right sides at most."]),
        ("a = b\nc = " + "d" * 121, ["Each side has 120 characters at most."]),
    ],
)
def test_what_is_wrong_is_said(typed, told):
    assert faults(lambda: match.clean(form(pairs=typed))) == [("pairs", each) for each in told]


def test_groups_may_share_a_right_side():
    assert (GROUPS["left"], len(GROUPS["right"]), len(set(GROUPS["pairs"]))) == (["Frog", "Oak", "Fern"], 2, 2)
    assert match.editor(GROUPS, form())["lines"] == "Frog = animal\nOak = plant\nFern = plant"


def test_an_answer_has_a_number_for_each_left_side_and_may_leave_some_open():
    assert [answer(ELEMENTS, "O", "Fe", "Sn"), answer(ELEMENTS, "", "O", "")] == ["1,4,3", "0,1,0"]
    assert answer(ELEMENTS, "O", "O", "O") == "1,1,1"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Please choose an answer first."),
        ({"pair1": "", "pair2": "0"}, "Please choose an answer first."),
        ({"pair1": "5"}, "That choice is not part of this question. Please choose again."),
        ({"pair1": "²"}, "That choice is not part of this question. Please choose again."),
        ({"pair1": "１"}, "That choice is not part of this question. Please choose again."),
        ({"pair1": "9" * 5000}, "That choice is not part of this question. Please choose again."),
    ],
)
def test_what_is_no_answer_is_refused(fields, told):
    assert refusal(lambda: match.parse(ELEMENTS, form(**fields))) == (told, 422)


def test_grading_is_all_or_nothing_or_the_share_of_the_right_pairs():
    values = ["1,4,3", "1,4,2", "1,0,0", "4,1,2"]
    marks = [[match.fraction(ELEMENTS, value, partial) for value in values] for partial in (False, True)]
    assert marks == [[1, 0, 0, 0], [1, 2 / 3, 1 / 3, 0]]


def test_the_rows_are_the_pairs_that_were_chosen_and_with_the_key_the_right_ones():
    counts = {"1,4,3": 2, "1,0,2": 1}
    chosen = [
        Bar("1-1", "Oxygen = O", 3, letter="A"),
        Bar("2-4", "Iron = Fe", 2, letter="D"),
        Bar("3-2", "Tin = Zn", 1, letter="B"),
        Bar("3-3", "Tin = Sn", 2, letter="C"),
    ]
    assert match.tally(match.keyless(ELEMENTS), counts) == chosen
    assert [bar.right for bar in match.tally(ELEMENTS, counts)] == [True, True, False, True]
    assert [bar.count for bar in match.tally(ELEMENTS, {})] == [0, 0, 0]
    assert match.tally(match.keyless(ELEMENTS), {}) == [Bar("", left, 0) for left in ELEMENTS["left"]]


def test_the_table_shades_what_many_chose_and_says_counts_from_five_percent():
    chart = match.chart(ELEMENTS, {"1,4,3": 59, "2,4,3": 1})
    [oxygen, iron, tin] = chart.rows
    assert chart.columns == (Heading("O", "A"), Heading("Zn", "B"), Heading("Sn", "C"), Heading("Fe", "D"))
    assert oxygen == (Heading("Oxygen"), (Cell("5", "59", right=True), Cell("1", ""), Cell("0", ""), Cell("0", "")))
    assert [cells[3] for _heading, cells in (iron, tin)] == [Cell("5", "60", right=True), Cell("0", "")]
    assert chart.keyless() == match.chart(match.keyless(ELEMENTS), {"1,4,3": 59, "2,4,3": 1})
    assert (chart.legend, chart.fit, chart.height <= 24) == (False, "fit-11", True)


def test_many_or_long_right_sides_are_chosen_from_menus_and_words_that_do_not_fit_stand_in_a_list():
    long = match.clean(form(pairs="Oxygen = O\nIron = " + "x" * 61))
    many = match.clean(form(pairs="Oxygen = O\nIron = Fe\n" + "\n".join(f"= {n}" for n in range(5))))
    assert [match.context(each)["chips"] for each in (ELEMENTS, long, many)] == [True, False, False]
    assert [match.chart(each, {}).legend for each in (ELEMENTS, long, many)] == [False, True, False]


def test_a_large_table_is_written_smaller():
    long = "\n".join(f"{n} {'left ' * 20} = {n} {'right ' * 15}" for n in range(8))
    chart = match.chart(match.clean(form(pairs=long)), {})
    assert (chart.fit, chart.height > 24) == ("fit-2", True)


def test_all_sides_may_have_formulas():
    assert match.with_formulas(ELEMENTS) == ["Oxygen", "Iron", "Tin", "O", "Zn", "Sn", "Fe"]


def test_an_answer_in_words():
    assert match.value_text(ELEMENTS, "1,0,4") == "Oxygen = O; Iron = –; Tin = Fe"
    assert match.key_text(ELEMENTS) == "Oxygen = O; Iron = Fe; Tin = Sn"
    assert match.value_html(match.clean(form(pairs="a<b = $x^2$\nc = d")), "0,1").startswith("a&lt;b = –; c = ")


def test_ones_own_answer_tells_what_was_right_only_with_the_key():
    own = match.own_html(ELEMENTS, "1,0,4", "")
    assert own == (
        '<ul class="own"><li class="correct"><bdi>Oxygen = O</bdi></li>'
        "<li><bdi>Iron = –</bdi> <bdi>(right: Fe)</bdi></li><li><bdi>Tin = Fe</bdi> <bdi>(right: Sn)</bdi></li></ul>"
    )
    assert match.own_html(match.keyless(ELEMENTS), "1,0,4", "") == "A · – · D"
