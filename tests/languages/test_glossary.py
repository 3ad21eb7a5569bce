"""The fixed words of each language: docs/languages.md lists them, and the translations keep to them."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import polib
import pytest

from tools.translations import catalogue

PAGE = catalogue.ROOT / "docs/languages.md"
NO_WORDS = re.compile(r"%\(\w+\)[sd]|</?\w+>|\S+\.\w\S*|\b[A-Z]{2,}\b")
"In an English text: what is filled in, tags, addresses, and the words of a format (ANSWER)."
CLOSED = "Answers are closed. Look at the screen."
OTHER_PAGE = "If that was you a moment ago, close the other page, wait %(here_seconds)s seconds and try again."
LOST = 'Are you <b><bdi translate="no">%(nickname)s</bdi></b>, and lost your place? The teacher can let you back in.'
OTHERWISE = {
    ("answer", "de", CLOSED): "is shorter on a phone",
    ("answer", "es", CLOSED): "is shorter on a phone",
    ("answer", "fr", CLOSED): "is shorter on a phone",
    ("close", "fr", OTHER_PAGE): "means a page of the browser, no question",
    ("close", "fr", "This room has ended. You can close this page."): "means a page of the browser, no question",
    ("join", "de", "I am here to join a room"): "is what a student would say",
    ("join", "de", "Nobody has joined this room."): "says that nobody was there",
    ("join", "es", "Join in"): "calls a whole class to take part",
    ("open", "ar", "%(count)s more, opened before"): "has no verb in the form for none",
    ("place", "ar", LOST): "means the seat",
}
"Translations that are right without the fixed word, each with the reason."


class Word(NamedTuple):
    """A fixed word: its English forms, the longest first, and in each language what a translation has one of."""

    english: list[str]
    said: dict[str, list[str]]


def fold(text: str) -> str:
    """A text without capitals, accents and vowel signs."""
    parts = unicodedata.normalize("NFD", text).casefold()
    return "".join(each for each in parts if unicodedata.category(each) != "Mn")


def cells(line: str) -> list[str]:
    """The cells of a table's row."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def stems(cell: str) -> list[str]:
    """What a translation has to have one of: what is in brackets, else the words themselves."""
    match = re.fullmatch(r"[^(]*\((.+)\)", cell)
    return [fold(each.strip()) for each in (match[1] if match else cell).split(",")]


def glossary(page: str) -> tuple[list[str], list[Word]]:
    """The languages of the table under "Fixed words", and its words, the longest first."""
    table = [line for line in page.partition("## Fixed words")[2].splitlines() if line.startswith("|")]
    languages = cells(table[0])[1:]
    rows = [cells(line) for line in table[2:]]
    words = [
        Word(
            sorted((form.strip() for form in first.split(",")), key=len, reverse=True),
            dict(zip(languages, map(stems, rest), strict=True)),
        )
        for first, *rest in rows
    ]
    return languages, sorted(words, key=lambda word: len(word.english[0].split()), reverse=True)


LANGUAGES, WORDS = glossary(PAGE.read_text())


def fixed(text: str) -> Iterator[Word]:
    """The fixed words that an English text uses; what one has matched is no part of another."""
    text = NO_WORDS.sub(" ", text)
    for word in WORDS:
        text, found = re.subn(rf"\b(?:{'|'.join(word.english)})\b", " ", text, flags=re.IGNORECASE)
        if found:
            yield word


def missed(entry: polib.POEntry, language: str) -> list[str]:
    """The fixed words of an entry that one of its translations does without."""
    said = [fold(each) for each in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])]
    return [
        word.english[-1]
        for word in fixed(entry.msgid_plural or entry.msgid)
        if not all(any(stem in each for stem in word.said[language]) for each in said)
    ]


def test_the_table_has_every_language_and_each_word_once():
    assert LANGUAGES == catalogue.LANGUAGES
    forms = [form for word in WORDS for form in word.english]
    assert [form for form in forms if forms.count(form) > 1] == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_translation_uses_the_fixed_words(language):
    found = {(word, language, entry.msgid) for entry in catalogue.read(language) for word in missed(entry, language)}
    assert found == {each for each in OTHERWISE if each[1] == language}


def test_every_fixed_word_is_used_by_the_program():
    used = {word.english[0] for text in catalogue.texts() for word in fixed(text.plural or text.singular)}
    assert [word.english for word in WORDS if word.english[0] not in used] == []


@pytest.mark.parametrize(
    ("language", "english", "said", "found"),
    [
        ("de", "End the room", "Zimmer beenden", ["room"]),
        ("de", "Rooms and rounds", "Räume und Runden", []),
        ("de", "The host page shows it.", "Die Steuerung zeigt es.", []),
        ("de", "Show the tally on the screen", "Stand auf dem Bildschirm zeigen", ["screen", "tally"]),
        ("fr", "Show the tally", "Montrer le DÉCOMPTE", []),
        ("ar", "Answers are closed.", "أُغلقت الإجابات.", []),
        ("es", "%(place)s of %(points)s at room.example: <b>ANSWER</b>", "%(place)s %(points)s", []),
    ],
)
def test_a_word_that_is_not_the_fixed_one_would_be_seen(language, english, said, found):
    assert missed(polib.POEntry(msgid=english, msgstr=said), language) == found
