"""Faces: one for every nickname, always the same, and that of its animal where it has one."""

from collections import Counter

import pytest

from live.content.faces import DRAWINGS, DRAWN_AS, GROUNDS, Face, face
from live.content.suggested_names import NAMES
from tests.content.test_suggested_names import all_names, languages
from tools.animals import ANIMALS


def _animals(language: str) -> set[str]:
    return {animal for animals in NAMES[language].animals.values() for animal in animals}


def test_every_drawing_is_in_the_sprite_and_stands_for_somebody():
    assert set(DRAWINGS) == set(ANIMALS)


def test_every_suggested_animal_of_every_language_has_one_drawing_and_no_other_word_has_one():
    drawn = Counter(word for words in DRAWN_AS.values() for word in words.split())
    assert drawn == dict.fromkeys(set().union(*map(_animals, NAMES)), 1)


@languages
def test_a_suggested_name_has_the_face_of_its_animal_and_a_ground_of_its_adjective(language):
    drawings = {word: drawing for drawing, words in DRAWN_AS.items() for word in words.split()}
    names = all_names(language)
    animals = {name: next(drawings[word] for word in name.split() if word in drawings) for name in names}
    assert {name: face(name).animal for name in names} == animals
    grounds = {
        (adjective, face(name).ground) for name in names for adjective in name.split() if adjective not in drawings
    }
    assert len(grounds) == len({adjective for adjective, _ground in grounds})
    assert {ground for _adjective, ground in grounds} == set(GROUNDS)


@pytest.mark.parametrize(
    ("nickname", "animal"),
    [
        ("Sonniger Gecko", "gecko"),
        ("sonniger  GECKO", "gecko"),
        ("Sonniger Gecko 17", "gecko"),
        ("Kluge Eule", "owl"),
        ("Renard Rapide", "fox"),
        ("Búho Ágil", "owl"),
        ("بومة ذكية", "owl"),
    ],
)
def test_a_name_is_known_however_it_is_typed_and_with_its_number(nickname, animal):
    assert face(nickname).animal == animal


def test_an_adjective_has_one_ground_whatever_the_animals_gender():
    assert face("Kluger Fuchs").ground == face("Kluge Eule").ground
    assert face("ثعلب ذكي").ground == face("بومة ذكية").ground


@pytest.mark.parametrize("nickname", ["Ana", "Tom Wolf", "Fuchs", "Sonniger", "Big Bad Wolf", "😀", "", "17"])
def test_ones_own_name_has_a_face_too(nickname):
    animal, ground = face(nickname)
    assert (animal in DRAWINGS, ground in GROUNDS) == (True, True)


def test_names_that_look_the_same_have_the_same_face():
    assert face("Ana") == face("ANA") == face("  ana ") == face("Аna")


def test_own_names_have_all_faces_about_as_often():
    names = [f"{first} {last}" for first in ("Ana", "Ben", "Cem", "Dora", "Elif", "Finn") for last in range(1000)]
    faces = Counter(map(face, names))
    assert len(faces) == len(DRAWINGS) * len(GROUNDS)
    assert max(faces.values()) < 3 * len(names) / len(faces)


def test_a_face_is_the_same_in_every_process_and_version():
    """Python's own hash of a text differs from process to process."""
    assert face("Ana") == Face("parrot", GROUNDS[6])
    assert face("Kluger Fuchs") == Face("fox", GROUNDS[4])
