"""Which long answers are counted as one once the question is closed."""

from itertools import combinations
from random import Random

from live.kinds.text_alike import MOST_COMPARISONS, alike

RIVERS = "because rivers were the first roads"


def in_order(*values: str) -> dict[str, int]:
    return dict.fromkeys(values, 1)


def test_answers_with_three_fifths_of_their_words_in_common_are_one():
    four_of_six, five_of_nine = (
        "rivers were the first roads then",
        "because rivers were the first streets for all boats",
    )
    assert alike(in_order(RIVERS, four_of_six, five_of_nine)) == {four_of_six: RIVERS}
    assert alike(in_order("a b c", "a b c d e")) == {"a b c d e": "a b c"}
    assert alike(in_order("a b c", "a b c d e f")) == {}


def test_order_repeats_and_punctuation_of_words_do_not_matter():
    assert alike(in_order("trade, and ships", "ships and (and) trade!")) == {
        "ships and (and) trade!": "trade, and ships"
    }


def test_the_most_frequent_one_leads_and_of_these_the_first():
    assert alike({"a b c d": 1, "a b c d e": 3, "a b c d f": 3}) == {"a b c d": "a b c d e", "a b c d f": "a b c d e"}


def test_each_is_compared_with_the_first_of_a_group_alone():
    chain = ["a b c d e", "b c d e f", "c d e f g"]
    assert alike(in_order(*chain)) == {"b c d e f": "a b c d e"}


def test_single_words_and_signs_are_alike_only_when_they_are_the_same():
    assert alike(in_order("water", "waters", "👍", "?!", "水", "水路")) == {}


def answers(many: int, vocabulary: int, seed: int = 1) -> dict[str, int]:
    """Different answers of three to twelve words, of which some are much more usual than others."""
    chance = Random(seed)
    words = [f"w{number}" for number in range(vocabulary)]
    weights = [1 / (number + 1) for number in range(vocabulary)]
    found: dict[str, int] = {}
    while len(found) < many:
        found[" ".join(chance.choices(words, weights, k=chance.randint(3, 12)))] = 1
    return found


def test_looking_at_rare_words_alone_misses_nobody():
    values = answers(300, 60)
    leaders: list[set[str]] = []
    names: dict[frozenset[str], str] = {}
    slow: dict[str, str] = {}
    for value in values:
        has = set(value.split())
        leader = next((each for each in leaders if 5 * len(each & has) >= 3 * len(each | has)), None)
        if leader is None:
            leaders.append(has)
            names[frozenset(has)] = value
        else:
            slow[value] = names[frozenset(leader)]
    assert alike(values) == slow
    assert len(slow) > 30


def test_after_a_hundred_thousand_comparisons_the_rest_stays_as_it_is():
    first, again = "a b c d e", "e d c b a"
    many = [" ".join(each) for each in combinations("abcdefghijklmnop", 5)]
    assert alike(in_order(first, again)) == {again: first}
    found = alike(in_order(*many, again))
    assert (many[0], again in found, len(found) > 1000) == (first, False, True)
    assert MOST_COMPARISONS == 100_000
