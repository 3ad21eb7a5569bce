"""What item analysis says, against figures that were published and figures made by hand."""

import math

import pytest

from live.results.items import (
    Item,
    Taken,
    alpha,
    discrimination,
    is_doubtful,
    is_rare,
    items,
    reliability,
    rests,
    taken,
)

WORKED = ["1111", "1110", "1100", "1010", "1000", "0001"]
"Six people and four questions."
LSAT = "3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298"
"""How many of 1,000 people answered the five questions of section 6 of the Law School Admission Test in each of the 32
ways, from 00000 to 11111 (Bock & Lieberman 1970, Psychometrika 35, table 1)."""


def columns(rows: list[str]) -> list[dict[int, float]]:
    """Return the marks by question from lines with a digit for each."""
    return [{person: float(row[at]) for person, row in enumerate(rows)} for at in range(len(rows[0]))]


def lsat() -> list[dict[int, float]]:
    """Return the marks of the thousand."""
    return columns([f"{way:05b}" for way, people in enumerate(LSAT.split()) for _each in range(int(people))])


def test_the_worked_example_of_six_people() -> None:
    questions = columns(WORKED)
    assert [round(item.p or 0, 3) for item in items(questions)] == [0.833, 0.5, 0.5, 0.333]
    found = [discrimination(marks, rests(questions, at)) for at, marks in enumerate(questions)]
    assert [round(r or 0, 3) for r in found] == [0.158, 0.447, 0.447, -0.221]
    kr20 = alpha(questions, range(6))
    assert kr20 is not None
    assert round(kr20.alpha, 3) == 0.325


def test_published_figures_of_a_public_test_come_out_to_the_last_digit() -> None:
    """As R's ltm prints them by descript(LSAT) (Rizopoulos 2006, Journal of Statistical Software 17(5))."""
    questions = lsat()
    found = items(questions)
    assert [item.p for item in found] == [0.924, 0.709, 0.553, 0.763, 0.87]
    assert [round(item.r or 0, 4) for item in found] == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    whole = reliability(questions)
    assert whole is not None
    assert (whole.people, whole.questions, round(whole.alpha, 3)) == (1000, 5, 0.295)


def test_the_standard_error_of_measurement() -> None:
    """SD sqrt(1 - alpha), from the totals 4 3 2 2 1 1, whose standard deviation is 1.169."""
    whole = alpha(columns(WORKED), range(6))
    assert whole is not None
    assert (round(whole.alpha, 4), round(whole.sem, 4)) == (0.3252, 0.9603)


def test_few_people_say_only_how_easy_it_was() -> None:
    assert items([dict.fromkeys(range(9), 1.0), dict.fromkeys(range(9), 0.0)]) == [Item(9, 1.0), Item(9, 0.0)]
    assert items([{}]) == [Item(0)]


def test_from_ten_people_there_is_a_hint_of_discrimination_and_from_thirty_on_it_is_sure() -> None:
    ten, thirty = (items(columns(["11", "00"] * (people // 2)))[0] for people in (10, 30))
    said = [(round(item.r or 0, 6), item.is_sure, round(item.margin or 0, 2)) for item in (ten, thirty)]
    assert said == [(1, False, 0.67), (1, True, 0.37)]


def test_without_differences_there_is_no_discrimination() -> None:
    everybody_right, alike_elsewhere = items(columns(["10", "11"] * 10))
    assert (everybody_right.r, alike_elsewhere.r) == (None, None)


def test_a_single_question_has_no_discrimination() -> None:
    assert items([{person: float(person % 2) for person in range(40)}]) == [Item(40, 0.5)]


def test_whoever_was_not_there_is_not_wrong() -> None:
    first, second = {1: 1.0, 2: 0.0}, {1: 1.0}
    assert [item.p for item in items([first, second])] == [0.5, 1.0]
    assert rests([first, second], 0) == {1: 1.0}


def test_the_rest_is_a_mean_so_that_a_missed_question_costs_nothing() -> None:
    questions = [{1: 1.0, 2: 0.0}, {1: 1.0, 2: 1.0}, {1: 0.5}]
    assert rests(questions, 0) == {1: 0.75, 2: 1.0}


def test_the_best_and_the_weakest_are_compared_from_forty_people_on() -> None:
    """Of 40 people 27 % are 11; the strong half is right, the weak half is wrong."""
    halves = columns(["11"] * 20 + ["00"] * 20)
    assert [item.d for item in items(halves)] == [1.0, 1.0]
    assert items(columns(["11"] * 19 + ["00"] * 20))[0].d is None


def test_who_is_level_at_the_edge_of_a_group_counts_by_an_equal_share() -> None:
    """All 40 are level elsewhere, so both groups are all of them, and differ by nothing."""
    level = [{person: float(person % 4 == 0) for person in range(40)}, dict.fromkeys(range(40), 1.0)]
    assert items(level)[0].d == pytest.approx(0)


def test_reliability_wants_five_questions_and_twenty_people_who_missed_none() -> None:
    many = [{person: float((person + at) % 3 == 0) for person in range(20)} for at in range(5)]
    assert reliability(many) is not None
    assert reliability(many[:4]) is None
    assert reliability([{**marks} for marks in many[:4]] + [dict(list(many[4].items())[1:])]) is None
    assert reliability([]) is None


def test_reliability_is_silent_when_all_had_the_same_total() -> None:
    assert reliability([dict.fromkeys(range(20), 1.0) for _each in range(5)]) is None


def test_a_choice_is_told_by_those_who_took_it() -> None:
    assert taken({1: [1, 2], 2: [3], 3: []}, 3, {1: 1.0, 2: 0.5, 3: 0.0}) == {
        1: Taken(2, 2 / 3, 0.75),
        2: Taken(1, 1 / 3, 0.0),
        3: Taken(0, 0.0, None),
    }


def test_a_wrong_choice_that_nobody_took_is_rare_when_many_answered() -> None:
    assert [is_rare(Taken(people, people / 40, None), 40) for people in (0, 1, 2)] == [True, True, False]
    assert not is_rare(Taken(0, 0, None), 19)


def test_the_key_is_doubtful_when_the_strong_took_another_choice() -> None:
    wrong, right = Taken(5, 0.2, 0.8), Taken(20, 0.8, 0.6)
    assert is_doubtful(wrong, right)
    assert not is_doubtful(right, wrong)
    assert not is_doubtful(Taken(4, 0.2, 0.8), right)
    assert not is_doubtful(Taken(5, 0.2, None), right)


def test_half_marks_count_as_halves() -> None:
    marks = [{person: person / 20 for person in range(21)}, {person: person / 20 for person in range(21)}]
    assert [(item.p, round(item.r or 0, 6)) for item in items(marks)] == [(0.5, 1.0), (0.5, 1.0)]
    assert math.isclose(rests(marks, 0)[10], 0.5)
