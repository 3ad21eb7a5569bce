"""Long text: what is taken, what is one answer, and what hangs on the wall."""

import pytest

from live.kinds import Bar, Counts, kind
from live.kinds.charts.card_wall import CardWall
from live.kinds.text import LENGTH
from tests.support.kind_forms import form, refusal

text = kind("text")
WALL = {"wall": True}
EMPTY = ("Please type an answer first.", 422)
TOO_LONG = ("That answer is too long: 300 characters at most.", 422)


@pytest.mark.parametrize(
    ("sent", "value", "typed"),
    [
        ("Because rivers\r\nwere  roads.", "because rivers were roads", "Because rivers were roads."),
        ("« Ça va ? »", "ca va", "« Ça va ? »"),
        ("?!", "?!", "?!"),
        ("👍", "👍", "👍"),
        ("\u202eabc\x00", "abc", "abc"),
        ("لأن الأنهار كانت طرقًا.", "لان الانهار كانت طرقا", "لأن الأنهار كانت طرقًا."),
        ("x" * 300, "x" * 300, "x" * 300),
    ],
)
def test_an_answer_is_one_line_and_is_compared_without_what_does_not_matter(sent, value, typed):
    assert text.parse(WALL, form(text=sent)) == (value, typed)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([], EMPTY),
        (["", "late"][:1], EMPTY),
        ([" \n\u200b"], EMPTY),
        (["x" * 301], TOO_LONG),
        (["x" * 10**6], TOO_LONG),
        (["ß" * 250], TOO_LONG),
        (["word " * 10_000], TOO_LONG),
    ],
)
def test_nothing_and_too_much_are_refused(sent, said):
    assert refusal(lambda: text.parse(WALL, form(text=sent))) == said


def test_a_teacher_is_asked_for_nothing_but_the_question():
    assert [text.clean(form()), text.clean(form(wall="x", text="Why?")), text.blank()] == [WALL] * 3
    assert (text.graded(WALL), text.keyless(WALL), text.key_text(WALL), text.scores) == (False, WALL, "", False)
    assert text.context(WALL)["longest"] == LENGTH


def given(*answers: str) -> Counts:
    """Counts of answers that came one after the other."""
    typed: dict[tuple[str, str], int] = {}
    for value, way in (text.parse(WALL, form(text=answer)) for answer in answers):
        typed[value, way] = typed.get((value, way), 0) + 1
    return Counts(typed)


def test_the_most_frequent_answers_come_first_and_of_these_the_newest():
    counts = given("Trade", "Water!", "Mills", "water", "Roads", "Water!")
    bars = [Bar("water", "Water!", 3), Bar("roads", "Roads", 1), Bar("mills", "Mills", 1), Bar("trade", "Trade", 1)]
    assert text.tally(WALL, counts) == bars
    assert text.every_row(WALL, counts) == bars
    assert text.spelt(WALL, counts) == {"water": "Water!", "roads": "Roads", "mills": "Mills", "trade": "Trade"}


def test_nobody_has_an_empty_wall():
    assert (text.tally(WALL, {}), text.chart(WALL, {})) == ([], None)


def test_beyond_eighty_rows_a_last_one_counts_the_rest():
    counts = given(*(f"Answer {number}" for number in range(1000)))
    bars = text.tally(WALL, counts)
    assert (len(bars), bars[0].label, bars[-1]) == (80, "Answer 999", Bar("", "921 other answers", 921))
    assert len(text.every_row(WALL, counts)) == 1000


def wall(counts: Counts, *hidden: str) -> CardWall:
    found = text.chart(WALL, counts, hidden)
    assert isinstance(found, CardWall)
    return found


def said(found: CardWall) -> tuple[list[str], str]:
    return [card.bar.label for card in found.cards], found.more


def test_without_a_star_the_wall_shows_nine_answers_that_are_not_hidden():
    counts = given(*(f"Answer {number}" for number in range(50)), "Answer 7")
    names = [f"Answer {number}" for number in (7, 48, 47, 46, 45, 44, 43, 42, 41)]
    assert said(wall(counts, "answer 49")) == (names, "and 40 more")


def test_with_stars_it_shows_these_alone():
    counts = given(*(f"Answer {number}" for number in range(50))).put_together({}, ["answer 3", "answer 9", "gone"])
    assert said(wall(counts)) == (["Answer 9", "Answer 3"], "")
    assert said(wall(counts, "answer 9")) == (["Answer 3"], "")
    assert [bar.label for bar in text.every_row(WALL, counts) if bar.starred] == ["Answer 9", "Answer 3"]


def test_a_group_is_counted_under_its_leader_in_the_leaders_words():
    counts = given("Trade.", "trading with others", "Mills", "Trade.")
    together = counts.put_together({"trading with others": "trade"})
    assert text.tally(WALL, together) == [Bar("trade", "Trade.", 3, gathered=1), Bar("mills", "Mills", 1)]


def test_a_group_whose_leader_nobody_gives_falls_apart():
    counts = given("Trade", "Mills").put_together({"trade": "commerce", "mills": "trade", "gone": "mills"})
    assert text.tally(WALL, counts) == [Bar("trade", "Trade", 2, gathered=1)]
