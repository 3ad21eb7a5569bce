"""Short text: what is forgiven and what is not."""

import pytest

from live.kinds import Bar, Content, Counts, kind
from live.refusal import Refused
from tests.support.kind_forms import faults, form, refusal, tried

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
    assert marks(CAPITAL, "brasilia", "NOVA  YORK", "Brasilia!", "Rio") == [1, 1, 1, 0]


def marks(content: Content, *typed: str) -> list[float]:
    """How right each answer is."""
    values = [short.parse(content, form(text=text))[0] for text in typed]
    return [short.fraction(content, value, partial=True) for value in values]


@pytest.mark.parametrize(
    ("accepted", "right", "wrong"),
    [
        ("photosynthesis", ["photosynthesis.", "“Photosynthesis”", "(photosynthesis)", "photosynthesis…"], ["photo"]),
        ("1945", ["1945.", "١٩٤٥", "۱۹۴۵", "१९४५", "１９４５", "1945 !"], ["194", "1945#", "-1945"]),
        ("٢٠٢٤", ["2024", "۲۰۲۴"], ["202"]),
        ("C#", ["c#", "C#.", "“C#”"], ["C", "C##", "#C", "C."]),
        ("C", ["C.", "c"], ["C#", "C++"]),
        ("C++", ["c++", "C++!"], ["C", "C+"]),
        (".NET", [".net", ".NET.", "“.NET”"], ["NET", "NET.", ". N"]),
        ("NET", ["NET", ".NET"], ["NE"]),
        ("Hello!", ["hello!", "“Hello!”", "Hello!!"], ["Hello", "Hello?", "!Hello"]),
        ("?", ["?"], ["!", "??"]),
        ("5", ["5.", "5!"], [".5", "-5", "5%", "+5"]),
        ("f(x)", ["f(x)", "F(X).", "“f(x)”"], ["f(x", "fx"]),
        ("A", ["a.", "(A)"], ["A-", "A+"]),
        ("Hawai'i", ["Hawaiʻi", "Hawai’i", "hawai′i", "Hawaiʹi", "Hawai´i", "HAWAI`I"], ["Hawaii", "Hawai i"]),
        ("کتاب", ["كتاب", "كِتاب", "كـتاب", "كتاب."], ["كتب"]),
        ("Müller", ["Mueller", "Muller", "MUELLER", "Müller."], ["Mller", "Muler", "Mülleer"]),
        ("Grüße", ["Gruesse", "Gruße", "GRÜSSE"], ["Gruse", "Gruess"]),
        ("Über Ärger", ["Ueber Aerger", "Uber Aerger", "Über  Arger"], ["UeberAerger", "Ueber  Eerger"]),
        ("Århus", ["Aarhus", "Arhus"], ["Aaarhus"]),
        ("Søren", ["Soeren", "Soren"], ["Seren"]),
        ("Mueller", ["Mueller"], ["Muller", "Müller"]),
        ("queue", ["Queue"], ["que", "quee"]),
        ("“Über”", ["“Ueber”"], ["Über", "Ueber"]),
    ],
)
def test_an_answer_is_right_however_it_is_written(accepted, right, wrong):
    content = short.validate({"accepted": [accepted]})
    assert marks(content, accepted, *right, *wrong) == [1.0] * (1 + len(right)) + [0.0] * len(wrong)


def test_of_several_accepted_answers_each_has_its_own_ends():
    content = {"accepted": ["C#", "C.", "net", ".NET"]}
    assert marks(content, "C", "C.", "C..", "C#", "NET", ".NET", "net!") == [0, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("accepted", "right", "wrong"),
    [
        ("Er", ["Er", "Er.", "  Er ", "“Er”"], ["er", "ER", "Ér"]),
        ("año", ["año", "an\u0303o", "año!"], ["ano", "Año"]),
        ("Hawai'i 1945", ["Hawaiʻi ١٩٤٥"], ["hawai'i 1945"]),
        ("کتاب", ["كتاب", "كـتاب"], ["كِتاب"]),
        ("Müller", ["Müller"], ["Mueller", "Muller"]),
        ("Straße", ["Straße"], ["Strasse"]),
    ],
)
def test_where_capitals_and_accents_count_the_rest_is_still_forgiven(accepted, right, wrong):
    content = short.clean(form(accepted=accepted, exact="1"))
    assert content == {"accepted": [accepted], "exact": True}
    assert marks(content, accepted, *right, *wrong) == [1.0] * (1 + len(right)) + [0.0] * len(wrong)


def test_without_the_tick_nothing_of_it_is_kept():
    assert short.clean(form(accepted="Er\ner\nEr.")) == {"accepted": ["Er", "Er."]}
    assert short.clean(form(accepted="Er\ner", exact="1")) == {"accepted": ["Er", "er"], "exact": True}
    assert short.keyless({"accepted": ["Er"], "exact": True}) == {"accepted": [], "exact": True}


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("letter", ["ß", "æ", "ǆ", "ΐ", "ᾷ", "½", "É", "ﬃ", "ẖ", "ŉ"])
def test_a_value_is_never_cut(exact, letter):
    content = {"accepted": [], "exact": exact}
    came = tried(lambda: short.parse(content, form(text=letter * 100)))
    assert isinstance(came, Refused) or len(came[0]) <= 400
    came = tried(lambda: kind("cloud").parse({"words": 5}, form(word=[letter * 29 + end for end in "abcde"])))
    assert isinstance(came, Refused) or len(came[0]) <= 400


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


def test_a_row_says_what_most_have_typed_and_never_the_folded_form():
    counts = Counts(
        {
            **{("sao paulo", "São Paulo"): 2, ("sao paulo", "SAO PAULO"): 2, ("sao paulo", "sao paulo"): 1},
            **{("sao paulo.", "São Paulo."): 1, ("lima", "LIMA"): 1, ("c#", "C#"): 1, ("c", "C"): 1},
        }
    )
    assert short.tally(POLL, counts) == [
        Bar("sao paulo", "São Paulo", 6),
        *(Bar("c", "C", 1), Bar("c#", "C#", 1), Bar("lima", "LIMA", 1)),
    ]
    assert short.spelt(POLL, counts) == {
        **{"sao paulo": "São Paulo", "sao paulo.": "São Paulo"},
        **{"lima": "LIMA", "c": "C", "c#": "C#"},
    }


def test_answers_that_differ_at_their_ends_share_a_row_unless_the_key_parts_them():
    counts = Counts({(".net", ".NET"): 2, ("net", "NET"): 1, ("net.", "Net."): 1})
    content = {"accepted": [".NET"]}
    assert short.tally(short.keyless(content), counts) == [Bar("net", ".NET", 4)]
    assert short.tally(content, counts) == [Bar("net", ".NET", 2, right=True), Bar("net", "Net.", 2)]


def test_where_capitals_count_each_spelling_has_its_row_and_all_are_hidden_with_one():
    content = {"accepted": ["Er"], "exact": True}
    counts = Counts({("Er", "Er"): 2, ("er", "er"): 3, ("ER.", "ER."): 1})
    assert short.tally(content, counts) == [*(Bar("er", "er", 3), Bar("er", "Er", 2, right=True), Bar("er", "ER.", 1))]


def test_beyond_eighty_rows_the_rest_is_one_row_so_that_no_answer_is_lost():
    bars = short.tally(POLL, {f"{n:03}": 1 for n in range(100)} | {"top": 5})
    assert (len(bars), bars[0], bars[-1]) == (80, Bar("top", "top", 5), Bar("", "22 other answers", 22))


def test_the_key_is_every_accepted_answer_and_a_value_in_words_does_not_tell_it():
    told = (short.key_text(CAPITAL), short.value_text(CAPITAL, "brasilia"), short.graded(CAPITAL), short.graded(POLL))
    assert told == ("Brasília / Nova York", "brasilia", True, False)
