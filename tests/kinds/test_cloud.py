"""Word clouds: words in, counted words out."""

import pytest

from live.kinds import Bar, kind
from live.kinds.charts.word_cloud import WordCloud
from tests.support.kind_forms import faults, form, refusal

cloud = kind("cloud")
THREE = {"words": 3}


def test_words_are_folded_and_each_counts_once_for_a_person():
    assert cloud.parse(THREE, form(word=["Zebra", " ", "  zebra ", "Café\x00  noir"])) == (
        "café noir\nzebra",
        "Zebra, zebra, Café noir",
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Please type a word first."),
        (["", " \u200b"], "Please type a word first."),
        (["a", "b", "c", "d"], "That is more words than this question takes: 3."),
        (["fine", "x" * 31], "That is too long: each word has 30 characters at most."),
        (["x"] * 10_000, "That is more words than this question takes: 3."),
    ],
)
def test_what_is_no_set_of_words_is_refused(words, sentence):
    assert refusal(lambda: cloud.parse(THREE, form(word=words))) == (sentence, 422)


def test_a_word_cannot_hold_the_sign_that_separates_words():
    assert cloud.parse(THREE, form(word=["one\ntwo\u2028three"]))[0] == "one two three"


def test_a_word_keeps_to_its_own_line_however_many_marks_are_piled_on_it():
    assert cloud.parse(THREE, form(word=["Z" + "\u0301" * 20]))[1] == "\u0179\u0301\u0301"


def test_the_tally_counts_people_by_word():
    assert cloud.tally(THREE, {"cat\ndog": 3, "cat": 2, "ant\ndog": 1}) == [
        Bar("cat", "cat", 5),
        Bar("dog", "dog", 4),
        Bar("ant", "ant", 1),
    ]


def test_the_tally_shows_eighty_words_at_most():
    bars = cloud.tally(THREE, {f"word {n:03}": 1 for n in range(90)} | {"top": 200})
    assert (len(bars), bars[0], bars[1]) == (80, Bar("top", "top", 200), Bar("word 000", "word 000", 1))


def test_its_chart_has_the_words_that_the_host_has_not_hidden():
    chart = cloud.chart(THREE, {"cat\ndog": 3, "cat": 2, "ant\ndog": 1}, hidden=["dog"])
    assert isinstance(chart, WordCloud)
    assert {word.text: word.count for word in chart.words} == {"cat": 5, "ant": 1}
    assert chart.keyless() == chart
    assert [cloud.chart(THREE, {}), cloud.chart(THREE, {"dog": 1}, hidden=["dog"])] == [None, None]


@pytest.mark.parametrize("words", ["", "0", "6", "-1", "two", "9" * 5000])
def test_each_person_sends_one_to_five_words(words):
    assert faults(lambda: cloud.clean(form(words=words))) == [("words", "Each person can send 1 to 5 words.")]


def test_the_editor_keeps_the_number():
    assert [cloud.clean(form(words=str(n))) for n in range(1, 6)] == [{"words": n} for n in range(1, 6)]


def test_nothing_is_right_or_wrong():
    told = (cloud.graded(THREE), cloud.key_text(THREE), cloud.fraction(THREE, "cat", partial=True))
    assert told == (False, "", 0)


def test_a_value_is_told_with_commas():
    assert cloud.value_text(THREE, "cat\ndog") == "cat, dog"


def test_the_phone_shows_one_field_for_each_word():
    assert list(cloud.context(THREE)["fields"]) == [1, 2, 3]
