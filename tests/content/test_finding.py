"""Finding by words: what is typed into a search is forgiven like an answer is."""

import pytest

from live.content.finding import MOST_WORDS, found_by, sought, tag_mark, words

FOLDED = [
    ("Water and Rivers", ["water", "and", "rivers"]),
    ("Brüche kürzen", ["bruche", "kurzen"]),
    ("L’eau, l'air – élève", ["l", "eau", "air", "eleve"]),
    ("Straße STRASSE", ["strasse"]),
    ("H₂O ≠ CO₂ (5 €)", ["h2o", "≠", "co2", "5", "€"]),
    ("**bold**\n$x^2$", ["bold", "$x^2$"]),
    ("مَاء وأنهار", ["ماء", "وانهار"]),
    ("हिन्दी", ["हिन्दी"]),
    ("日本の川", ["日本の川"]),
    ("🧪 Test", ["🧪", "test"]),
    ("?! — “”", []),
    ("\x00\u202e\u200b", []),
    ("50 % _x_ a\\b", ["50", "x", "a", "b"]),
]


@pytest.mark.parametrize(("text", "found"), FOLDED)
def test_a_text_is_its_words_without_case_accents_and_punctuation(text: str, found: list[str]):
    assert words(text) == found


def test_a_word_is_kept_once_and_tags_stand_behind_all_words():
    assert found_by(["Rivers", "Which rivers?"], ["8 B", "rivers"]) == "rivers which 8 b #8 b# #rivers#"


@pytest.mark.parametrize(
    ("tag", "mark"), [("8b", "#8b#"), ("Klasse 8 B", "#klasse 8 b#"), ("!?", ""), ("a#b", "#a b#")]
)
def test_a_tag_is_told_from_a_word_by_a_sign_that_no_word_holds(tag: str, mark: str):
    assert tag_mark(tag) == mark


def test_a_search_has_a_limit_that_a_database_can_read():
    assert sought("a " * 5 + "b") == ["a", "b"]
    assert len(sought(" ".join(map(str, range(900))))) == MOST_WORDS
