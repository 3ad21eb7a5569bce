"""The picture of a word cloud: all words in it, none over another, and each near its place while others come."""

from itertools import pairwise

import pytest

from live.kinds import Bar
from live.kinds.charts.word_cloud import COLOURS, HEIGHT, LARGEST, ONCE, RATIOS, SMALLEST, WIDTH, Word, WordCloud, cloud
from tests.support.screen_stages import words


def bars(**counts: int) -> list[Bar]:
    return [Bar(word, word, count) for word, count in counts.items()]


def places(drawn: list[Word]) -> dict[str, tuple[int, int]]:
    return {word.value: (word.x, word.y) for word in drawn}


def test_no_words_make_no_picture():
    assert cloud([]) == []


def test_every_word_is_drawn_once_with_its_count():
    drawn = cloud(bars(sun=3, rain=1, wind=2))
    assert sorted((word.text, word.count) for word in drawn) == [("rain", 1), ("sun", 3), ("wind", 2)]


def test_the_frequent_ones_are_larger_and_size_alone_tells_how_often_a_word_came():
    drawn = {word.value: word.size for word in cloud(bars(sun=30, rain=1, wind=8, snow=8))}
    assert (drawn["snow"], drawn["sun"]) == (drawn["wind"], int(LARGEST))
    assert drawn["sun"] == pytest.approx(RATIOS[0] * drawn["rain"], abs=RATIOS[0])


def test_where_nothing_is_frequent_all_are_as_large_as_each_other():
    assert {word.size for word in cloud(bars(sun=1, rain=1, wind=1))} == {int(ONCE)}


def test_fifty_words_are_large_enough_to_be_read():
    drawn = cloud([Bar(word, word, 1 + 40 // (at + 1)) for at, word in enumerate(words(50))])
    assert min(word.size for word in drawn) >= SMALLEST


def test_two_words_side_by_side_have_different_colours_and_a_word_keeps_its_own_while_others_grow():
    drawn = cloud([Bar(word, word, 1) for word in words(40)])
    assert [one for one, other in pairwise(drawn) if one.colour == other.colour] == []
    assert {word.colour for word in drawn} == set(COLOURS)
    counted = bars(sun=3, rain=1, wind=2, snow=1, ice=1)
    colours = [{word.value: word.colour for word in cloud(each)} for each in (counted, bars(**GROWN))]
    assert colours[0] == colours[1]


GROWN = {"sun": 9, "rain": 1, "wind": 2, "snow": 1, "ice": 1}


def test_eighty_words_stay_within_the_picture():
    drawn = cloud([Bar(word, word, 1 + 40 // (at + 1)) for at, word in enumerate(words(80))])
    assert len(drawn) == 80
    assert all(0 < word.x < WIDTH and 0 < word.y < HEIGHT for word in drawn)


def test_words_that_could_not_be_read_from_the_last_row_are_left_out_the_rarest_first_and_counted():
    counted = [Bar(word, word, 1 + 40 // (at + 1)) for at, word in enumerate(words(80))]
    picture = WordCloud(tuple(counted), beyond=10)
    drawn = {word.value: word.size for word in picture.words}
    assert 20 < len(drawn) < 80
    assert min(drawn.values()) >= SMALLEST
    assert set(drawn) == {bar.value for bar in counted[: len(drawn)]}
    assert min(word.size for word in cloud(counted[: len(drawn) + 1])) < SMALLEST
    assert picture.more == f"and {90 - len(drawn)} more"


def test_where_all_can_be_read_nothing_is_said_and_a_single_word_is_drawn_however_long():
    few = WordCloud(tuple(Bar(word, word, 1) for word in words(20)))
    assert (len(few.words), few.more) == (20, "")
    long = WordCloud((Bar("m", "m" * 300, 2), Bar("n", "n", 1)))
    assert ([word.value for word in long.words], long.more) == (["m"], "and 1 more")


def test_the_order_in_which_words_are_counted_does_not_move_them():
    counted = bars(sun=3, rain=1, wind=2, snow=1, ice=1)
    assert places(cloud(counted)) == places(cloud(counted[::-1]))


def test_one_more_answer_moves_no_word_far():
    few = [Bar(word, word, 1 + 20 // (at + 1)) for at, word in enumerate(words(30))]
    before = places(cloud(few))
    grown = [*few[:7], Bar(few[7].value, few[7].label, few[7].count + 1), *few[8:]]
    after = places(cloud([*grown, Bar("newcomer", "newcomer", 1)]))
    moved = sorted(abs(x - after[word][0]) + abs(y - after[word][1]) for word, (x, y) in before.items())
    assert moved[len(moved) // 2] < WIDTH / 10
    assert after.keys() - before.keys() == {"newcomer"}
