"""Suggested nicknames: friendly, different, and in the language of the room."""

import unicodedata
from random import Random

import pytest
from django.conf import settings

from live.content.nicknames import NICKNAME_LENGTH, clean_nickname, nickname_key
from live.content.suggested_names import NAMES, suggest

languages = pytest.mark.parametrize("language", NAMES)


def all_names(language: str) -> list[str]:
    names = NAMES[language]
    pairs = [(ending, animal) for ending, animals in names.animals.items() for animal in animals]
    both = [(each + ending, animal) for ending, animal in pairs for each in names.adjectives]
    return [names.pattern.format(adjective=adjective, animal=animal) for adjective, animal in both]


def test_every_language_of_the_program_has_its_names():
    assert list(NAMES) == [code for code, _name in settings.LANGUAGES]


@languages
def test_there_are_three_thousand_of_them_and_no_two_look_the_same(language):
    found = all_names(language)
    assert len(found) == len({nickname_key(name) for name in found}) > 3000


@languages
def test_nearly_all_fit_as_they_are(language):
    found = all_names(language)
    assert [clean_nickname(name) for name in found if len(name) <= NICKNAME_LENGTH] == [
        name for name in found if len(name) <= NICKNAME_LENGTH
    ]
    assert sum(len(name) > NICKNAME_LENGTH for name in found) < len(found) / 50


def test_arabic_names_are_in_arabic_letters():
    letters = {unicodedata.name(char).split()[0] for name in all_names("ar") for char in name if char != " "}
    assert letters == {"ARABIC"}


def test_an_adjective_agrees_with_its_animal():
    assert {"Kluger Fuchs", "Kluge Eule"} <= set(all_names("de"))
    assert {"ثعلب ذكي", "بومة ذكية"} <= set(all_names("ar"))
    assert {"Kluge Fuchs", "Kluger Eule", "بومة ذكي"} & {*all_names("de"), *all_names("ar")} == set()


def test_a_suggestion_is_of_the_rooms_language():
    assert {suggest(set(), Random(7), language=each) in all_names(each) for each in NAMES} == {True}
    assert suggest(set(), Random(7), language="xx") in all_names("en")


def test_a_suggestion_is_the_same_for_the_same_dice():
    assert suggest(set(), Random(7)) == suggest(set(), Random(7))


def test_a_whole_hall_gets_different_friendly_names():
    taken: set[str] = set()
    dice, names = Random(1), []
    for _seat in range(5000):
        names.append(suggest(taken, dice))
        taken.add(nickname_key(names[-1]))
    assert (len(taken), max(map(len, names)) <= 24) == (5000, True)
    assert [clean_nickname(name) for name in names] == names


def test_a_suggestion_can_ask_whether_a_key_is_taken():
    first = suggest(set(), Random(3))
    assert suggest(lambda key: key == nickname_key(first), Random(3)) != first
