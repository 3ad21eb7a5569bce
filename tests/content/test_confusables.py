"""How the list of characters that look alike is made of Unicode's."""

from pathlib import Path

from tools.confusables import MADE, made

SOURCE = """
0430 ;\t0061 ;\tMA\t# ( а → a ) CYRILLIC SMALL LETTER A
0410 ;\t0041 ;\tMA\t# ( А → A ) CYRILLIC CAPITAL LETTER A
041D ;\t0048 ;\tMA\t# ( Н → H ) CYRILLIC CAPITAL LETTER EN
03BD ;\t0076 ;\tMA\t# ( ν → v ) GREEK SMALL LETTER NU
039D ;\t004E ;\tMA\t# ( Ν → N ) GREEK CAPITAL LETTER NU
006D ;\t0072 006E ;\tMA\t# ( m → rn ) LATIN SMALL LETTER M
0049 ;\t006C ;\tMA\t# ( I → l ) LATIN CAPITAL LETTER I
FF41 ;\t0061 ;\tMA\t# ( ａ → a ) what no cleaned nickname has
"""


def keys(text: str) -> dict[str, str]:
    """Each character of a list, and its key."""
    rows = [row.partition(" ") for row in text.splitlines()[1:]]
    return {char: key for key, _, chars in rows for char in chars}


def test_letters_have_the_key_of_what_they_look_like_small_and_capital():
    found = keys(made(SOURCE))
    assert {char: found[char] for char in "аАНнνΝmMIi"} == {
        **dict.fromkeys("аА", "a"),
        **dict.fromkeys("Нн", "h"),
        "ν": "v",
        "Ν": "n",
        **dict.fromkeys("mM", "rn"),
        **dict.fromkeys("Ii", "l"),
    }


def test_what_no_nickname_has_is_left_out_and_a_key_is_its_own_key():
    found = keys(made(SOURCE))
    assert "ａ" not in found
    assert [key for key in found.values() if "".join(found.get(char, char) for char in key) != key] == []


def test_the_list_that_is_kept_is_made_so():
    text = Path(MADE).read_text("utf-8")
    found = keys(text)
    assert (len(found) > 2000, text.startswith("# Made by tools/confusables.py")) == (True, True)
    assert {char: found[char] for char in "аНmIЁ" if char in found} == {"а": "a", "Н": "h", "m": "rn", "I": "l"}
