"""The wall: how many cards hang on it, in how many columns, and how large."""

import pytest

from live.kinds import Bar
from live.kinds.charts.card_wall import MOST, SIZES, CardWall, card_wall
from live.rendering import fit

SENTENCE = "Water to drink and for the fields, both next door."


def wall(many: int, letters: int = 50, starred: int = 0) -> CardWall:
    text = (SENTENCE * 6)[:letters]
    bars = [Bar(f"{number}", text, 1, starred=number < starred) for number in range(many)]
    found = card_wall(bars)
    assert found is not None
    return found


def wall_of(text: str, many: int) -> CardWall:
    found = card_wall([Bar(f"{number}", text, 1) for number in range(many)])
    assert found is not None
    return found


def test_it_writes_in_the_sizes_that_the_screen_has_down_to_what_everybody_reads():
    expected = {number: fit.SIZES[number - 1] for number in range(len(fit.SIZES), fit.READ - 1, -1)}
    assert list(SIZES.items()) == list(expected.items())


@pytest.mark.parametrize(
    ("many", "columns"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (7, 3), (8, 3), (9, 3), (50, 3)]
)
def test_short_answers_hang_in_up_to_three_columns(many, columns):
    found = wall(many)
    assert (len(found.cards), found.columns) == (min(many, MOST), columns)
    assert found.more == (f"and {many - 9} more" if many > 9 else "")


def test_fewer_and_shorter_answers_are_written_larger():
    sizes = [wall(many, letters).size for many, letters in ((1, 50), (4, 120), (9, 50), (9, 80), (9, 120))]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], len(set(sizes))) == (max(SIZES), 4)


def test_what_has_no_place_at_a_size_that_is_read_is_counted():
    found = wall(20, 120)
    assert (found.size, len(found.cards), found.more) == (5, 6, "and 14 more")
    found = wall(20, 300, starred=9)
    assert (found.size, len(found.cards), found.more) == (5, 3, "and 6 more")


def test_of_many_cards_the_long_ones_are_cut_at_a_word_but_not_starred_ones():
    texts = {len(card.text) for found in (wall(3, 300), wall(9, 300, starred=9), wall(9, 120)) for card in found.cards}
    assert texts == {300, 120}
    assert {card.text[-20:] for card in wall(9, 300).cards} == {"Water to drink and …"}
    [endless] = {card.text for card in wall_of("x" * 300, 9).cards}
    assert endless == "x" * 120 + " …"


def test_the_wall_has_two_heights_so_that_the_question_keeps_its_size():
    assert [wall(many).height for many in (1, 2, 3, 4, 9, 50)] == [14, 14, 14, 22.5, 22.5, 22.5]
    assert wall(3, 300).height == 22.5


def test_stars_come_instead_of_all_others_and_beyond_nine_they_are_counted():
    assert (len(wall(30, starred=2).cards), wall(30, starred=2).more) == (2, "")
    assert (len(wall(30, starred=11).cards), wall(30, starred=11).more) == (9, "and 2 more")


def test_chinese_letters_are_wide_and_words_without_end_are_broken():
    narrow, wide, endless = (card_wall([Bar("1", text, 1)] * 9) for text in ("ab cd " * 5, "水路" * 14, "x" * 300))
    assert narrow
    assert wide
    assert endless
    assert narrow.size > wide.size
    assert len(endless.cards) < 9


def test_no_two_cards_beside_each_other_have_one_colour_and_nothing_of_them_is_a_key():
    found = wall(9)
    colours = [card.colour for card in found.cards]
    rows = [colours[at : at + 3] for at in (0, 3, 6)]
    assert all(row[0] != row[1] != row[2] for row in rows)
    assert all(above != below for above, below in zip(colours, colours[3:], strict=False))
    assert (colours == [card.colour for card in wall(9).cards], found.keyless() is found) == (True, True)


def test_nobody_has_no_wall():
    assert card_wall([]) is None
