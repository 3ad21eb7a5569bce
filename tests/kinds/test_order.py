"""Order: things in places, graded by the pairs that are in the right order."""

from itertools import permutations

import pytest

from live.kinds import Content, kind
from live.kinds.charts.strip import Cell, Strip
from live.kinds.order import shuffled
from tests.support.kind_forms import faults, form, refusal

order = kind("order")
CITIES: Content = {"items": ["Rome", "Oslo", "Bern"], "order": [2, 3, 1]}
SIX: Content = {"items": list("ABCDEF"), "order": [1, 2, 3, 4, 5, 6]}
EVERY = "Each place is taken once: please put every item in its place."
TWICE = "Each place is taken once: please take one back."


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        ({"at1": "3", "at2": "1", "at3": "2"}, "2,3,1"),
        ({"at1": "1", "at3": "2"}, "1,3,2"),
        ({"at2": "3", "at3": "1"}, "3,1,2"),
        ({"at1": ["2", "2"], "at2": "1"}, "2,1,3"),
    ],
)
def test_an_answer_names_the_items_by_place_and_the_last_one_needs_no_tap(boxes, value):
    assert order.parse(CITIES, form(**boxes)) == (value, "")


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({}, EVERY),
        ({"at1": "1"}, EVERY),
        ({"at1": "1", "at2": "1"}, TWICE),
        ({"at1": ["1", "2"], "at2": "3"}, TWICE),
        ({"at1": "4", "at2": "1", "at3": "2"}, TWICE),
        ({"at1": "²", "at2": "1", "at3": "2"}, TWICE),
        ({"at1": "", "at2": "1", "at3": "2"}, TWICE),
        ({"at4": "1", "at5": "2"}, EVERY),
        ({"at1": [str(n) for n in range(10_000)]}, TWICE),
    ],
)
def test_a_place_or_an_item_that_is_missing_or_taken_twice_is_refused(boxes, sentence):
    assert refusal(lambda: order.parse(CITIES, form(**boxes))) == (sentence, 422)


def test_an_order_is_right_or_wrong_where_there_is_no_partial_credit():
    answers = ["2,3,1", "2,1,3", "1,3,2"]
    assert [order.fraction(CITIES, answer, partial=False) for answer in answers] == [1, 0, 0]


@pytest.mark.parametrize(
    ("answer", "fraction"),
    [
        ("1,2,3,4,5,6", 1),
        ("2,1,3,4,5,6", 13 / 15),
        ("2,3,4,5,6,1", 5 / 15),
        ("6,1,2,3,4,5", 5 / 15),
        ("3,2,1,6,5,4", 3 / 15),
        ("6,5,4,3,2,1", 0),
        ("4,5,6,1,2,3", 0),
    ],
)
def test_partial_credit_is_kendalls_tau_cut_at_nothing(answer, fraction):
    assert order.fraction(SIX, answer, partial=True) == fraction


def test_a_blind_guess_is_worth_a_seventh():
    guesses = [",".join(map(str, each)) for each in permutations(range(1, 7))]
    assert round(sum(order.fraction(SIX, each, partial=True) for each in guesses) / 720, 2) == 0.14


def test_rows_stand_by_their_mean_place_until_the_right_order_is_known():
    counts = {"1,2,3": 2, "2,1,3": 1}
    rome = Strip("1", "Rome", 0, said="1.3", cells=(Cell(67), Cell(33), Cell(0)))
    oslo = Strip("2", "Oslo", 0, said="1.7", cells=(Cell(33), Cell(67), Cell(0)))
    bern = Strip("3", "Bern", 0, said="3.0", cells=(Cell(0), Cell(0), Cell(100)))
    assert order.tally(order.keyless(CITIES), counts) == [rome, oslo, bern]
    told = order.tally(CITIES, counts)
    assert [(row.label, [cell.right for cell in row.cells]) for row in told if isinstance(row, Strip)] == [
        ("Oslo", [True, False, False]),
        ("Bern", [False, True, False]),
        ("Rome", [False, False, True]),
    ]


def test_the_rows_of_nobody_stand_as_they_are_shown():
    rows = order.tally(order.keyless(CITIES), {})
    assert rows == [
        Strip(str(number), city, 0, said="–", cells=(Cell(0),) * 3) for number, city in enumerate(CITIES["items"], 1)
    ]


def test_a_cell_is_darker_the_more_there_are_and_says_how_many_unless_they_are_few():
    assert [(Cell(n).shade, Cell(n).text) for n in (0, 4, 20, 21, 100)] == [
        ("0", ""),
        ("1", ""),
        ("1", "20 %"),
        ("2", "21 %"),
        ("5", "100 %"),
    ]
    assert Strip("1", "Rome", 0, cells=(Cell(96), Cell(4))).read_out == "1: 96 %, 2: 4 %"


def test_what_the_teacher_typed_in_order_is_shown_in_another_one_which_stays():
    posted = {"items": "Oslo\r\nBern\n\n Rome ", "ordered": "1"}
    kept = order.clean(form(**posted))
    assert [kept["items"][number - 1] for number in kept["order"]] == ["Oslo", "Bern", "Rome"]
    assert kept["order"] != [1, 2, 3]
    editor = order.editor(kept, form())
    assert (editor["lines"], editor["ordered"]) == ("Oslo\nBern\nRome", True)
    assert order.clean(form(items=editor["lines"], ordered="1")) == order.validate(kept) == kept


def test_how_the_items_are_shown_does_not_depend_on_the_key():
    shown = [shuffled(list(each))["items"] for each in permutations(["Rome", "Oslo", "Bern", "Nice"])]
    usual = max(shown, key=shown.count)
    assert shown.count(usual) == 23
    assert usual[1:] + usual[:1] in shown


def test_without_the_tick_it_is_a_poll_in_the_order_that_was_typed():
    poll = order.clean(form(items="Oslo\nBern\nRome"))
    assert poll == {"items": ["Oslo", "Bern", "Rome"], "order": []}
    assert (order.graded(poll), order.key_text(poll), order.editor(poll, form())["ordered"]) == (False, "", False)


def test_the_tick_is_set_for_a_new_question_and_stays_as_it_was_sent():
    sent = [form(), form(items=""), form(items="", ordered="1")]
    assert [order.editor(order.draft(each), each)["ordered"] for each in sent] == [True, False, True]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ({"items": ["Rome", "Oslo"], "order": []}, [("items", "Please give at least 3 lines.")]),
        ({"items": list("ABCDEFGHI"), "order": []}, [("items", "8 lines are the most there can be.")]),
        ({"items": ["A", "B", "x" * 121], "order": []}, [("items", "Line 3 is too long: 120 characters at most.")]),
        ({"items": ["A", "B", "A"], "order": []}, [("items", "Lines 1 and 3 are the same.")]),
        ({"items": ["A", "B", "C"], "order": [1, 2]}, [("items", "The right order names each line once.")]),
        ({"items": ["A", "B", "C"], "order": [1, 2, 2]}, [("items", "The right order names each line once.")]),
    ],
)
def test_what_is_no_order_is_refused(content, wrong):
    assert faults(lambda: order.validate(content)) == wrong


def test_a_mean_place_between_two_tenths_is_rounded_up_as_all_means_are():
    said = {row.label: row.said for row in order.tally(order.keyless(CITIES), {"1,2,3": 1, "2,1,3": 1, "3,2,1": 2})}
    assert said == {"Rome": "2.3", "Oslo": "1.8", "Bern": "2.0"}


def test_an_answer_is_said_in_the_order_of_its_places():
    assert order.value_text(CITIES, "1,3,2") == "1. Rome, 2. Bern, 3. Oslo"
    assert order.value_html(CITIES, "1,3,2") == "1. <bdi>Rome</bdi>, 2. <bdi>Bern</bdi>, 3. <bdi>Oslo</bdi>"
    assert order.key_text(CITIES) == "1. Oslo, 2. Bern, 3. Rome"
    assert order.key_html(CITIES) == "1. <bdi>Oslo</bdi>, 2. <bdi>Bern</bdi>, 3. <bdi>Rome</bdi>"


def test_ones_own_order_is_a_list_that_says_what_is_right_once_the_key_is_known():
    assert order.own_html(order.keyless(CITIES), "1,3,2", "") == order.value_html(CITIES, "1,3,2")
    assert order.own_html(CITIES, "1,3,2", "") == (
        '<ol class="own"><li><bdi>Rome</bdi> <span class="muted">(right: 3)</span></li>'
        '<li class="correct"><bdi>Bern</bdi></li>'
        '<li><bdi>Oslo</bdi> <span class="muted">(right: 1)</span></li></ol>'
        '<p class="own muted">Pairs in the right order: 0 of 3</p>'
    )


def test_texts_are_drawn_with_formulas_and_never_as_html():
    content = {"items": ["<b>", "$x^2$", "C"], "order": [2, 1, 3]}
    drawn = [order.value_html(content, "1,2,3"), order.own_html(content, "1,2,3", ""), *order.rows(content)]
    assert [("<b>" in each, "&lt;b&gt;" in each or "<math" in each or each == "C") for each in drawn] == [
        (False, True)
    ] * 5
