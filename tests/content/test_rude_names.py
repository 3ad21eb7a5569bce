"""Nicknames that wait for the host's word, and those that do not, although they have a rude word's letters in them."""

import pytest

from live.content.rude_names import LISTS, waits

WAIT = [
    *(
        "Fuck",
        "fuck you",
        "FuCk99",
        "f.u.c.k",
        "f u c k",
        "fuuck",
        "fuuuuckyou",
        "MotherFucker",
        "Sh1t",
        "$hit",
        "a55h0le",
    ),
    *("Arschloch", "Scheiße", "SCHEISSE", "Schei$$e", "Wix3r", "hurensohn", "ficker", "Hure"),
    *("Connard", "enculé", "ENCULE", "Pute", "merde!", "b4tard"),
    *("Puta", "cabrón", "gilipollas", "coño", "Mierda"),
    *("كس", "شرموطة", "شَرموط", "طيز"),
    *("ѕhіt", "Fuсk", "Ｆｕｃｋ", "f\u00adu\u200dck", "Adolf Hitler", "Heil"),
    *("f!ck", "b!tch", "H!tler", "VVichser", "F|ck"),
]
SHOWN = [
    *("Ana", "Scunthorpe", "Dickens", "Cassandra", "Essex", "Assunta", "Shitake", "Cockburn", "Titus", "Analise"),
    *("Sautter", "Schwanzer", "Saul", "Nazim", "Spastik-AG", "Putin", "Computer", "Disputa", "Reputation"),
    *("Culture", "Bites", "Niketa", "Chatter", "Polland", "Penelope", "Zorro", "كسرى", "زبيدة", "كلبي"),
    *(
        "Peacock",
        "Grape",
        "Drapeau",
        "Matsushita",
        "Circum",
        "Mia 2008",
        "O'Brien",
        "李雷",
        "Zoë",
        "😀",
        "1337",
        "Minute",
        "Knute",
        "Swank",
        "Arnold Schwarzenegger",
        "Monique",
        "Pornchai",
        "Britten",
    ),
]


@pytest.mark.parametrize("nickname", WAIT)
def test_a_rude_word_waits_however_it_is_spelt(nickname):
    assert waits(nickname)


@pytest.mark.parametrize("nickname", SHOWN)
def test_a_name_that_only_looks_like_one_is_shown(nickname):
    assert not waits(nickname)


def test_the_host_adds_words_whole_or_with_a_star_also_within_others():
    added = ["Lehmann", "kartoffel*"]
    names = ["Lehmann", "frau lehmann", "L3hm4nn", "Lehmanns", "Kartoffelkopf", "Ana"]
    assert [waits(name, added) for name in names] == [True, True, True, False, True, False]
    assert [waits(name) for name in names] == [False] * len(names)


@pytest.mark.parametrize("added", [[""], ["*"], ["**"], [" "], ["."], ["9"]])
def test_a_word_without_letters_stops_nobody(added):
    assert not waits("Ana", added)


def test_every_language_has_its_list():
    from django.conf import settings

    assert {path.stem for path in LISTS.glob("*.txt")} == {code for code, _name in settings.LANGUAGES}
    assert all(len(path.read_text(encoding="utf-8").split()) >= 15 for path in LISTS.glob("*.txt"))
