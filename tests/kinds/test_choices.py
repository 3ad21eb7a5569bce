"""Single and several choices."""

from random import Random

import pytest

from live.kinds import Bar, Choice, kind
from tests.support.kind_forms import faults, form, refusal

CITIES = {"choices": ["Paris", "Lyon", "Lille"], "right": [2]}
PRIMES = {"choices": ["2", "9", "11", "15"], "right": [1, 3]}
POLL = {"choices": ["Yes", "No"], "right": []}
single, several = kind("single"), kind("several")
UNKNOWN = ("That choice is not part of this question. Please choose again.", 422)


def test_all_ten_choices_carry_a_letter_and_a_shape():
    content = {"choices": [str(n) for n in range(10)], "right": [10]}
    assert single.choices(content) == [
        Choice(1, "A", "circle", "0"),
        Choice(2, "B", "triangle", "1"),
        Choice(3, "C", "square", "2"),
        Choice(4, "D", "diamond", "3"),
        Choice(5, "E", "star", "4"),
        Choice(6, "F", "hexagon", "5"),
        Choice(7, "G", "plus", "6"),
        Choice(8, "H", "dome", "7"),
        Choice(9, "I", "pentagon", "8"),
        Choice(10, "J", "chevron", "9", right=True),
    ]


@pytest.mark.parametrize("texts", [["1", "2", "3", "4", "5"], ["A", "B", "C", "D"], [str(n) for n in range(1, 11)]])
def test_digits_and_letters_get_no_letter_beside_them_but_in_the_editor(texts):
    content = {"choices": texts, "right": []}
    drawn = [(each.letter, each.text, bool(each.shape)) for each in single.choices(content)]
    counted = [(bar.letter, bar.label, bool(bar.shape)) for bar in single.tally(content, {})]
    assert drawn == counted == [("", text, True) for text in texts]
    assert [each.letter for each in single.editor(content, form())["slots"]][: len(texts)] == list(
        "ABCDEFGHIJ"[: len(texts)]
    )


@pytest.mark.parametrize("texts", [["2", "1"], ["0", "1"], ["1", "2", "many"]])
def test_digits_that_are_not_the_choices_own_numbers_keep_their_letters(texts):
    assert [each.letter for each in single.choices({"choices": texts, "right": []})] == list("ABCDEFG"[: len(texts)])


@pytest.mark.parametrize("of", [single, several], ids=["single", "several"])
def test_the_editor_tidies_lines_drops_empty_choices_and_keeps_formulas(of):
    posted = form(choice=["  H₂O ", "", "x²\u202e", " ", ""], right=["3"])
    assert of.clean(posted) == {"choices": ["H₂O", "x²"], "right": [2]}


@pytest.mark.parametrize("of", [single, several], ids=["single", "several"])
@pytest.mark.parametrize(
    ("choices", "right", "told"),
    [
        ([], [], [("choice", "Please give at least two choices.")]),
        (["Paris", ""], [], [("choice", "Please give at least two choices.")]),
        (["Paris", " Paris"], [], [("choice", "Choices A and B are the same.")]),
        (["Paris", "x" * 201], [], [("choice", "Choice B is too long: 200 characters at most.")]),
        ([str(n) for n in range(11)], [], [("choice", "Ten choices are the most there can be.")]),
        (["Paris", "Lyon", ""], ["3"], [("right", "A choice that is marked as right is empty.")]),
        (["Paris", "Lyon"], ["12"], [("right", "A choice that is marked as right is empty.")]),
    ],
)
def test_the_editor_says_what_is_wrong_with_choices(of, choices, right, told):
    assert faults(lambda: of.clean(form(choice=choices, right=right))) == told


def test_single_choice_has_one_right_choice_at_most():
    assert faults(lambda: single.clean(form(choice=["Paris", "Lyon"], right=["1", "2"]))) == [
        ("right", "Mark one right choice, or none for a poll. For more, use several choices.")
    ]


def test_nonsense_among_the_marks_is_passed_over():
    posted = form(choice=["Paris", "Lyon"], right=["", "x", "-1", "0", "²", "9" * 5000])
    assert single.clean(posted) == {"choices": ["Paris", "Lyon"], "right": []}


def test_the_editor_shows_four_fields_at_least_two_spare_ones_and_ten_at_most():
    shown = {n: single.editor({"choices": ["x"] * n, "right": [1]}, form()) for n in (0, 2, 3, 9, 10)}
    assert {n: (len(context["slots"]), context["can_add"]) for n, context in shown.items()} == {
        0: (4, True),
        2: (4, True),
        3: (5, True),
        9: (10, False),
        10: (10, False),
    }
    assert shown[2]["slots"] == [
        Choice(1, "A", "circle", "x", right=True),
        Choice(2, "B", "triangle", "x"),
        Choice(3, "C", "square", ""),
        Choice(4, "D", "diamond", ""),
    ]


@pytest.mark.parametrize(
    ("sent", "more", "shown"),
    [(4, True, 6), (6, True, 8), (6, False, 6), (8, True, 10), (10, True, 10), (5000, True, 10)],
)
def test_more_fields_are_shown_than_were_sent_however_few_are_filled(sent, more, shown):
    posted = form(choice=["Paris", *[""] * (sent - 1)], **({"more": "1"} if more else {}))
    context = single.editor(single.draft(posted), posted)
    assert ([choice.text for choice in context["slots"]], context["can_add"]) == (
        ["Paris", *[""] * (shown - 1)],
        shown < 10,
    )


def test_one_tap_is_one_value():
    assert single.parse(CITIES, form(choice="2", round="7")) == ("2", "")


@pytest.mark.parametrize("pick", ["0", "4", "-1", "02", "1,2", "x", "", "²", "１", "1 ", "9" * 5000])
@pytest.mark.parametrize("of", [single, several], ids=["single", "several"])
def test_a_choice_that_is_not_there_is_refused(of, pick):
    assert refusal(lambda: of.parse(CITIES, form(choice=[pick]))) == UNKNOWN


def test_single_choice_takes_one_pick_only():
    assert refusal(lambda: single.parse(CITIES, form(choice=["1", "2"]))) == ("Please choose one answer only.", 422)


def test_nothing_chosen_is_refused():
    assert refusal(lambda: several.parse(PRIMES, form(text="2"))) == ("Please choose an answer first.", 422)


def test_several_picks_are_one_value_in_order_and_each_once():
    ten = {"choices": [str(n) for n in range(10)], "right": []}
    assert several.parse(ten, form(choice=["10", "2", "2", "1"])) == ("1,2,10", "")


def test_single_choice_is_right_or_wrong():
    assert [single.fraction(CITIES, value, partial=True) for value in ("1", "2", "3")] == [0, 1, 0]


@pytest.mark.parametrize(
    ("value", "whole", "partial"),
    [("1,3", 1, 1), ("1", 0, 0.5), ("1,2", 0, 0), ("1,2,3", 0, 0.5), ("1,2,3,4", 0, 0), ("2,4", 0, 0), ("2", 0, 0)],
)
def test_several_choices_are_all_or_nothing_or_earn_partial_credit(value, whole, partial):
    told = [several.fraction(PRIMES, value, partial=credit) for credit in (False, True)]
    assert told == [whole, partial]


def test_the_tally_has_a_bar_for_each_choice_chosen_or_not():
    assert single.tally(CITIES, {"1": 3, "2": 5}) == [
        Bar("1", "Paris", 3, False, "A", "circle"),
        Bar("2", "Lyon", 5, True, "B", "triangle"),
        Bar("3", "Lille", 0, False, "C", "square"),
    ]


def test_the_tally_of_several_choices_counts_each_pick():
    counted = [(bar.label, bar.count, bar.right) for bar in several.tally(PRIMES, {"1,3": 4, "1": 2, "2,3": 1})]
    assert counted == [("2", 6, True), ("9", 1, False), ("11", 5, True), ("15", 0, False)]


def test_answers_and_keys_are_told_in_words():
    assert (several.value_text(PRIMES, "1,4"), several.key_text(PRIMES), several.key_text(POLL)) == (
        "2, 15",
        "2, 11",
        "",
    )


def test_without_a_right_choice_it_is_a_poll():
    assert (single.graded(CITIES), single.graded(POLL), several.fraction(POLL, "1", partial=True)) == (True, False, 0)


# --- another order --------------------------------------------------------------------------------------------------

FLAGS = [{"name": f"{n:032}", "width": 9, "height": 6, "alt": f"Flag {n}"} for n in range(4)]


def told(content):
    """What belongs together: each choice's text and picture, and whether it is right; without the letters."""
    texts = ["" if text in "ABCD" else text for text in content["choices"]]
    shown = content.get("pictures") or [None] * len(texts)
    return {
        (text, picture and picture["alt"], n in content["right"])
        for n, (text, picture) in enumerate(zip(texts, shown, strict=True), 1)
    }


@pytest.mark.parametrize(
    "content",
    [
        {"choices": ["Paris", "Lyon", "Lille", "Nice"], "right": [2, 4]},
        {"choices": ["A", "B", "Lille", "D"], "right": [2], "pictures": [FLAGS[0], FLAGS[1], None, FLAGS[3]]},
        {"choices": ["A", "B", "C", "D"], "right": [4], "pictures": FLAGS},
    ],
    ids=["words", "words and pictures", "pictures"],
)
def test_in_another_order_each_choice_keeps_its_picture_and_whether_it_is_right(content):
    orders = [several.shuffled(content, Random(seed)) for seed in range(20)]
    assert [told(each) for each in orders] == [told(content)] * 20
    assert [several.validate(each) for each in orders] == orders
    assert len({str(each) for each in orders}) > 5
    assert several.shuffled(content, Random(3)) == orders[3]


def test_the_last_choice_stays_last_where_it_shall():
    content = several.clean(form(choice=["9", "15", "21", "None of these"], right=["4"], last="1"))
    assert content == {"choices": ["9", "15", "21", "None of these"], "right": [4], "last": True}
    orders = [several.shuffled(content, Random(seed)) for seed in range(20)]
    assert {(each["choices"][3], *each["right"], each["last"]) for each in orders} == {("None of these", 4, True)}
    assert len({tuple(each["choices"]) for each in orders}) == 6


@pytest.mark.parametrize("texts", [["1", "2", "3", "4", "5"], ["A", "B", "C", "D"]])
def test_what_is_a_scale_or_names_letters_keeps_its_order(texts):
    content = {"choices": texts, "right": [2]}
    assert [single.shuffled(content, Random(seed)) for seed in range(9)] == [content] * 9
