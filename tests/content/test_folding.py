"""Which typed answers are the same, and which are not."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.content.folding import bare, ends, folded, typed_line

WRITTEN = st.text(max_size=40) | st.text(
    alphabet="aÀßİıſﬁ'’ʻ\"“«´.#!?،۔–٤۴４9½²°ºک كىیـ\u0301\u0654\u0670\u200cかが\u3099क्ण", max_size=20
)


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("Hawai'i", [f"Hawai{sign}i" for sign in "’‘‛ʼʻʽʾʿˈˊˋʹ′‵`´΄᾽᾿῾ꞌ՚׳‹›＇ߴ"]),
        ('a "b" c', ["a “b” c", "a „b‟ c", "a «b» c", "a ″b″ c", "a ''b'' c", "a ʺb˝ c", "a 「b」 c", "a ＂b＂ c"]),
        ("a-b", [f"a{dash}b" for dash in "–—−‐‑‒―⁃－־"]),
        ("a/b", ["a⁄b", "a∕b", "a／b"]),
        ("1/2", ["½", "1⁄2", "１／２", "١/٢"]),
        ("a, b; c?", ["a، b؛ c؟", "a、 b； c？"]),
        ("paral·lel", ["paraŀlel", "paral•lel", "paral⋅lel", "paral‧lel"]),
        ("90°", ["90º", "90˚"]),
        ("25 °C", ["25 ℃"]),
        ("50%", ["50٪", "50％", "٥٠٪"]),
        ("كتاب", ["کتاب", "كِتاب", "كـتـاب", "ڪتاب", "ﻛﺘﺎﺏ"]),
        ("علي", ["علی", "على", "عَلِيّ"]),
        ("ايران", ["ایران", "إيران", "أیران"]),
        ("هند", ["ہند", "هِند"]),
        ("مدرسة", ["مدرسۃ", "مدرسةٌ"]),
        ("رحمن", ["رحمٰن"]),
        ("الله", ["ﷲ", "اللّٰه", "ٱلله"]),
        ("می‌خواهم", ["ميخواهم"]),
        ("2024", ["٢٠٢٤", "۲۰۲۴", "२०२४", "２０２４", "২০২৪", "๒๐๒๔", "𝟐𝟎𝟐𝟒", "²⁰²⁴", "𞥒𞥐𞥒𞥔"]),
        ('צה"ל', ["צה״ל", "צה''ל"]),
        ("ייד", ["ײד"]),
        ("അവൻ", ["അവന്\u200d"]),
        ("São Paulo", ["sao paulo", "SÃO  PAULO", "Sa\u0303o\u00a0Paulo", "são\u200b paulo"]),
        ("Straße", ["STRASSE", "strasse", "STRAẞE"]),
        ("Łódź", ["lodz", "ŁÓDŹ"]),
        ("İzmir", ["izmir", "ızmir", "IZMIR"]),
        ("œuvre", ["OEUVRE", "Œuvre"]),
        ("όσος", ["ΟΣΟΣ", "οσοσ"]),
        ("ёлка", ["ЕЛКА"]),
        ("ﬁsh", ["FISH"]),
        ("5", ["5️⃣"]),
        ("❤", ["❤️"]),
        ("Ω", ["Ω", "ω"]),
        ("∆t", ["Δt"]),
        ("a ≤ b", ["a ⩽ b"]),
    ],
    ids=ascii,
)
def test_what_looks_the_same_is_the_same(one, others):
    assert {other: folded(other) for other in others} == dict.fromkeys(others, folded(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("C", "C#"), ("C", "C++"), ("C+", "C++"), ("5", "-5"), ("5", "+5"), ("5", "5%"), ("5", ".5"), ("A", "A-")],
        *[("cant", "can't"), ("Hawaii", "Hawai'i"), ("ab", "a b"), ("ab", "a-b"), ("1,5", "1.5"), ("15", "1,5")],
        *[("Müller", "Mueller"), ("o", "0"), ("l", "1"), ("3", "4"), ("10³", "106"), ("a/b", "a\\b"), ("<a", "a")],
        *[("か", "が"), ("कु", "क"), ("กิ", "ก"), ("は", "ぱ"), ("北京", "东京"), ("서울", "서월"), ("は", "ハ")],
        *[("كتاب", "كتب"), ("گل", "كل"), ("پدر", "بدر"), ("مدرسة", "مدرسه"), ("بھی", "بہی"), ("ء", "ا")],
        *[("и", "і"), ("ב", "כ"), ("ם", "מ"), ("α", "a"), ("не", "he"), ("👍", "👎"), ("x", "×"), ("", "a")],
    ],
    ids=ascii,
)
def test_what_differs_stays_different(one, other):
    assert bare(folded(one)) != bare(folded(other))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        *[("Er", "er", False), ("año", "ano", False), ("Straße", "Strasse", False), ("كِتاب", "كتاب", False)],
        *[("año", "an\u0303o", True), ("don't", "don’t", True), ("کتاب", "كتاب", True), ("١٩", "19", True)],
        *[("ﬁ", "fi", True), ("a–b", "a-b", True), ("أ", "ا", False), ("A  b", "A b", True), ("ﬁ", "FI", False)],
    ],
)
def test_where_capitals_and_accents_count_signs_digits_and_keyboards_do_not(one, other, same):
    assert (folded(one, exact=True) == folded(other, exact=True)) == same


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("paris", ("", "paris", "")),
        ("paris.", ("", "paris", ".")),
        ("« paris » !", ("«", "paris", "»!")),
        ("(a) b", ("(", "a) b", "")),
        (".net", (".", "net", "")),
        (".5", ("", ".5", "")),
        ("5.", ("", "5", ".")),
        ("c#", ("", "c#", "")),
        ("¿que?", ("¿", "que", "?")),
        ("नमस्ते।", ("", "नमस्ते", "।")),
        ("…", ("", "…", "")),
        (":)", ("", ":)", "")),
        ("", ("", "", "")),
    ],
)
def test_an_answer_is_parted_into_its_words_and_what_stands_at_its_ends(text, parts):
    assert ends(text) == parts


@given(WRITTEN)
@settings(max_examples=400)
def test_a_folded_line_stays_as_it_is_whatever_was_typed(written):
    for exact in (False, True):
        once = folded(written, exact)
        assert folded(once, exact) == once
        assert (once == once.strip(), bare(bare(once)) == bare(once), bool(bare(once)) == bool(once)) == (True,) * 3
    assert folded(folded(written, exact=True)) == folded(written)


@given(WRITTEN)
@settings(max_examples=400)
def test_capitals_accents_and_the_form_of_unicode_make_no_other_line(written):
    form = folded(written)
    assert folded(unicodedata.normalize("NFD", written)) == folded(unicodedata.normalize("NFC", written)) == form
    assert folded(written.casefold()) == form
    assert folded(f"  {written}\u200b ") == form


@given(WRITTEN)
@settings(max_examples=300)
def test_an_answer_is_folded_as_its_key_is(written):
    """A key is kept as NFC, an answer as NFKC."""
    typed = typed_line(written)
    assert typed_line(typed) == typed
    assert folded(typed) == folded(typed_line(unicodedata.normalize("NFC", written)))
