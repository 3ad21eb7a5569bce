"""Word clouds: words in, counted words out."""

import pytest

from live.kinds import Bar, Counts, kind
from live.kinds.charts.word_cloud import WordCloud
from live.kinds.cloud import counted
from tests.support.kind_forms import faults, form, refusal

cloud = kind("cloud")
THREE = {"words": 3}


def test_words_are_folded_and_each_counts_once_for_a_person():
    assert cloud.parse(THREE, form(word=["Zebra", " ", "  zebra ", "Café\x00  noir"])) == (
        "cafe noir\nzebra",
        "Zebra, zebra, Café noir",
    )


@pytest.mark.parametrize(
    ("fields", "typed"),
    [
        (["freedom, equality, fraternity"], "freedom, equality, fraternity"),
        (["freedom; equality ;fraternity"], "freedom, equality, fraternity"),
        (["freedom,equality", "fraternity,"], "freedom, equality, fraternity"),
        (["الحرية، المساواة؛ الإخاء"], "الحرية, المساواة, الإخاء"),
        (["自由、平等，博爱"], "自由, 平等, 博爱"),
        ([" , ; ،", "joy"], "joy"),
        (["3,14", "1,000"], "3,14, 1,000"),
        (["3, 14"], "3, 14"),
        (["C#", ".NET"], "C#, .NET"),
        (["x" * 30 + ", " + "y" * 30], "x" * 30 + ", " + "y" * 30),
    ],
)
def test_a_field_with_commas_is_several_words(fields, typed):
    value, kept = cloud.parse(THREE, form(word=fields))
    assert (kept, value) == (typed, "\n".join(sorted(map(counted, typed.split(", ")))))
    assert cloud.parse(THREE, form(word=cloud.sent(THREE, value, kept)["word"])) == (value, kept)


def test_the_words_of_all_fields_fit_into_one():
    assert [cloud.context({"words": most})["longest"] for most in (1, 3)] == [30, 94]


def test_a_word_is_counted_as_short_text_is_compared():
    words = ["don't", "don’t", "Don't", "donʻt!", "Straße", "STRASSE", "١٩٤٥", "1945.", "کتاب", "كتاب", "C#", "C", ":)"]
    assert [counted(word) for word in words] == [
        *("don't", "don't", "don't", "don't", "strasse", "strasse", "1945", "1945"),
        *("كتاب", "كتاب", "c#", "c", ":)"),
    ]


def test_a_word_is_shown_as_most_wrote_it():
    counts = Counts({("dont\nyes", "Dont, yes"): 2, ("dont", "DONT"): 3, ("yes", "Yes!"): 1, ("dont", "Dont"): 2})
    assert cloud.tally(THREE, counts) == [Bar("dont", "Dont", 7), Bar("yes", "yes", 3)]
    assert [bar.label for bar in chart(counts).bars] == ["Dont", "yes"]
    assert cloud.spelt(THREE, counts) == {"dont": "Dont", "dont\nyes": "Dont, yes", "yes": "yes"}


def chart(counts: dict[str, int], hidden: tuple[str, ...] = ()) -> WordCloud:
    found = cloud.chart(THREE, counts, hidden)
    assert isinstance(found, WordCloud)
    return found


def test_words_that_there_is_no_place_for_are_counted():
    counts = {f"word {n:03}": 1 for n in range(120)} | {"top": 200}
    assert cloud.tally(THREE, counts)[-1] == Bar("", "and 42 more", 42)
    picture = chart(counts, hidden=("word 000",))
    assert (len(picture.bars), picture.beyond) == (80, 40)
    assert picture.more == f"and {120 - len(picture.words)} more"
    assert chart({"top": 2}).more == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Please type a word first."),
        (["", " \u200b"], "Please type a word first."),
        (["a", "b", "c", "d"], "That is more words than this question takes: 3."),
        (["fine", "x" * 31], "That is too long: each word has 30 characters at most."),
        (["x"] * 10_000, "That is more words than this question takes: 3."),
        (["a, b, c, d"], "That is more words than this question takes: 3."),
        (["a,b;c", "d"], "That is more words than this question takes: 3."),
        ([", ;" * 400 + "a;" * 1000] * 100, "That is more words than this question takes: 3."),
        ([",;،"], "Please type a word first."),
        (["ـ", "\u0301"], "Please type a word first."),
        (["fine, " + "x" * 31], "That is too long: each word has 30 characters at most."),
    ],
)
def test_what_is_no_set_of_words_is_refused(words, sentence):
    assert refusal(lambda: cloud.parse(THREE, form(word=words))) == (sentence, 422)


def test_of_many_different_words_the_last_row_counts_the_rest():
    bars = cloud.tally(THREE, {f"word {n:03}": 1 for n in range(80)})
    assert (len(bars), bars[-1]) == (80, Bar("word 079", "word 079", 1))


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
