"""Short text: what is forgiven and what is not."""

import pytest

from live.kinds import Bar, Content, kind
from tests.support.kind_forms import faults, form, refusal

short = kind("short")
CAPITAL = {"accepted": ["Brasília", "Nova York"]}
POLL: Content = {"accepted": []}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Paris", "paris"),
        ("  PARIS\t", "paris"),
        ("new   york", "new york"),
        ("Éléphant", "elephant"),
        ("E\u0301le\u0301phant", "elephant"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("smørrebrød", "smorrebrod"),
        ("don’t", "don't"),
        ("don´t", "don't"),
        ("ﬁsh", "fish"),
        ("ＡＢＣ", "abc"),
        ("القَاهِرَة", "القاهرة"),
        ("北京", "北京"),
        ("Αθήνα", "αθηνα"),
        ("Москва\u0301", "москва"),
        ("서울", "서울"),
        ("が", "が"),
        ("कुत्ता", "कुत्ता"),
        ("👍", "👍"),
        ("x²", "x2"),
    ],
)
def test_case_spaces_and_accents_are_forgiven_in_every_script(typed, value):
    assert short.parse(POLL, form(text=typed))[0] == value


def test_letters_of_other_scripts_are_not_mistaken_for_accents():
    values = {short.parse(POLL, form(text=typed))[0] for typed in ("か", "が", "कु", "क", "กิ", "ก")}
    assert len(values) == 6


def test_what_was_typed_is_kept_as_it_looked():
    assert short.parse(CAPITAL, form(text="  BRASÍLIA\u202e ")) == ("brasilia", "BRASÍLIA")


@pytest.mark.parametrize("typed", ["", "   ", "\x00\x01", "\u200b\u2060", "\u3164", "\u0301", "ـ"])
def test_an_answer_with_nothing_to_see_is_refused(typed):
    assert refusal(lambda: short.parse(CAPITAL, form(text=typed))) == ("Please type an answer first.", 422)


@pytest.mark.parametrize("typed", ["x" * 101, "ﷺ" * 6, "x" * 1_000_000])
def test_a_long_answer_is_refused(typed):
    told = ("That answer is too long: 100 characters at most.", 422)
    assert refusal(lambda: short.parse(CAPITAL, form(text=typed))) == told


def test_any_accepted_answer_is_right_and_nothing_else():
    typed = ["brasilia", "NOVA  YORK", "Brasilia!", "Rio"]
    values = [short.parse(CAPITAL, form(text=text))[0] for text in typed]
    assert [short.fraction(CAPITAL, value, partial=True) for value in values] == [1, 1, 0, 0]


def test_the_editor_keeps_one_accepted_answer_per_line_and_each_once():
    assert short.clean(form(accepted=" Brasília \r\n\r\nbrasilia\nH₂O")) == {"accepted": ["Brasília", "H₂O"]}


def test_the_editor_refuses_too_many_and_too_long_answers():
    told = [
        faults(lambda: short.clean(form(accepted="\n".join(f"answer {n}" for n in range(21))))),
        faults(lambda: short.clean(form(accepted="x" * 101))),
        faults(lambda: short.clean(form(accepted="fine\nـ"))),
    ]
    assert told == [
        [("accepted", "At most 20 accepted answers, please.")],
        [("accepted", "Each accepted answer has 1 to 100 characters.")],
        [("accepted", "Each accepted answer has 1 to 100 characters.")],
    ]


def test_the_tally_is_sorted_by_count_then_text_and_its_labels_do_not_tell_the_key():
    assert short.tally(CAPITAL, {"rio": 2, "brasilia": 2, "lima": 7}) == [
        Bar("lima", "lima", 7),
        Bar("brasilia", "brasilia", 2, right=True),
        Bar("rio", "rio", 2),
    ]


def test_beyond_eighty_rows_the_rest_is_one_row_so_that_no_answer_is_lost():
    bars = short.tally(POLL, {f"{n:03}": 1 for n in range(100)} | {"top": 5})
    assert (len(bars), bars[0], bars[-1]) == (80, Bar("top", "top", 5), Bar("", "22 other answers", 22))


def test_the_key_is_every_accepted_answer_and_a_value_in_words_does_not_tell_it():
    told = (short.key_text(CAPITAL), short.value_text(CAPITAL, "brasilia"), short.graded(CAPITAL), short.graded(POLL))
    assert told == ("Brasília / Nova York", "brasilia", True, False)
