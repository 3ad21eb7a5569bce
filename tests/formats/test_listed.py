"""Lists of questions as people type and paste them, Aiken among them."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats.found import CHANGED, Found
from live.formats.lists.listed import looks_like, read

CAPITAL = "Capital of France?\nA) Paris\nB) Lyon\nANSWER: A\n"
FRANCE = ("single", "Capital of France?", {"choice": ["Paris", "Lyon"], "right": ["1"]})


def short(found: Found) -> tuple[str, str, dict[str, list[str]]]:
    return found.kind, found.text, found.fields


def asked(text: str) -> list[tuple[str, str, dict[str, list[str]]]]:
    return [short(each) for each in read(text).found]


def choices(text: str) -> list[tuple[list[str], list[str]]]:
    """The choices of each question, and which are right."""
    return [(each.fields["choice"], each.fields["right"]) for each in read(text).found]


@pytest.mark.parametrize(
    "text",
    [
        CAPITAL,
        "\ufeff" + CAPITAL,
        CAPITAL.replace("\n", "\r\n"),
        CAPITAL.replace("\n", "\r"),
        CAPITAL.replace("\n", "\u2028"),
        CAPITAL.replace("\n", "\v"),
        CAPITAL.rstrip(),
        "\n\n  \n" + CAPITAL + "\n\n",
        "Capital of France?\n\na. Paris\n\nb. Lyon\n\nanswer : a.\n",
        "Capital of France?\n  A) Paris\n  B)Lyon\n  Answer: a)\n",
        "Capital of France?\nA.Paris\nB.Lyon\nANSWERS: A\n",
        "Capital of France?\nA: Paris\nB: Lyon\nANSWER: (A)\n",
        "Capital of France?\n(A) Paris\n(B) Lyon\nCorrect Answer: A) Paris\n",
        "Capital of France?\n- A) Paris\n- B) Lyon\nRÉPONSE : A\n",
        "Capital of France?\nA）Paris\nB）Lyon\nANSWER：A\n",
        "Capital of France?\nA) Paris\nB) Lyon\nANTWORT: 1\n",
        "Capital of France?\nA) Paris\nB) Lyon\nAnswer: Paris\n",
        "\u200bCapital of France?\n\u200bA) Paris\n\u200bB) Lyon\n\u200bANSWER: A\n",
        "Capital of France?\x00\nA) Pa\x00ris\nB) Lyon\nANSWER: A",
        "1. Capital of France?\n*a) Paris\nb) Lyon\n",
        "Q1: Capital of France?\na) Paris ✓\nb) Lyon\n",
        "## Capital of France?\n- Paris (correct)\n- Lyon\n",
        "Capital of France?\n(x) Paris\n( ) Lyon\n",
        "Capital of France?\n* Paris\n- Lyon\n",
        "1) Capital of France?\na) Paris\nb) Lyon\n\n1. A\n",
        "Capital of France?\na) **Paris**\nb) Lyon\n",
        "Capital of France?\nA) Paris\vB) Lyon\fANSWER: A\n",
        *(
            f"Capital of France?\nA) Paris\nB) Lyon\n{word}: A\n"
            for word in ("RESPUESTA", "Odpowiedź", "ОТВЕТ", "الإجابة")
        ),
    ],
)
def test_a_question_is_read_however_it_was_written(text):
    assert asked(text) == [FRANCE]


@pytest.mark.parametrize(
    "text",
    [
        "1) Q?\nأ) x\nب) y\nج) z\nالإجابة: أ، ج",
        "١. Q?\n(أ) x\n(ب) y\n(ج) z\nالإجابة الصحيحة: أ و ج\n",
        "Q?\nأ- x\nب- y\nت- z\nالجواب: أ، ت",
        "1. Q?\nالف) x\nب) y\nج) z\nپاسخ صحیح: الف و ج",
        "1. Q?\n* أ) x\nب) y\n* ج) z",
        "\u200f1. Q?\n\u200fأ. x\n\u200fب. y (غير ذلك)\n\u200fج. z\n\u200fالإجابة: أ / ج".replace(" (غير ذلك)", ""),
    ],
)
def test_choices_may_have_arabic_and_persian_letters(text):
    assert choices(text) == [(["x", "y", "z"], ["1", "3"])]


def test_arabic_letters_count_in_a_key_and_are_text_elsewhere():
    assert choices("1. Q\nأ) x\nب) y\n\n2. R\nأ) x\nب) y\n\n1. ب 2. أ") == [(["x", "y"], ["2"]), (["x", "y"], ["1"])]
    [found] = read("د. أحمد زويل؟\nأ) د. كيمياء\nب) y\nالإجابة: أ) د. كيمياء").found
    assert (found.text, found.fields["choice"], found.fields["right"]) == ("د. أحمد زويل؟", ["د. كيمياء", "y"], ["1"])


def test_questions_need_no_blank_line_between_them_and_may_have_several_lines():
    text = CAPITAL + "Which gas\nis lighter?\nA. H₂\nB. CO₂\nC. O₂\nANSWER: A\n"
    gas = ("single", "Which gas\nis lighter?", {"choice": ["H₂", "CO₂", "O₂"], "right": ["1"]})
    assert asked(text) == [FRANCE, gas]


def test_blank_lines_between_all_lines_do_no_harm():
    assert asked((CAPITAL + CAPITAL).replace("\n", "\n\n")) == [FRANCE, FRANCE]


def test_before_the_first_choice_any_letter_but_a_is_text():
    assert asked("I. Newton was born in\nA) 1642\nB) 1700\nANSWER: A")[0][1] == "I. Newton was born in"
    assert asked("Consider:\nI. foo\nII. bar\nA. I only\nB. II only\nANSWER: A") == [
        ("single", "Consider:\nI. foo\nII. bar", {"choice": ["I only", "II only"], "right": ["1"]})
    ]


def test_listings_keep_their_lines():
    listing = "What prints?\n```python\nfor i in range(3):\n    print(i)\n\n```"
    assert asked(f"{listing}\nA. 0 1 2\nB. 1 2 3\nANSWER: A")[0][1] == listing
    assert asked("What?\nif (x) {\n}\nA. 1\nB. 2\nANSWER: A")[0][1] == "What?\nif (x) {\n}"


def test_several_right_ones_make_several_choices():
    for text in ("Q?\nA. x\nB. y\nC. z\nANSWER: A, C", "Q?\n[x] x\n[ ] y\n[X] z", "Q?\n*a) x\nb) y\n*c) z"):
        assert asked(text) == [("several", "Q?", {"choice": ["x", "y", "z"], "right": ["1", "3"]})]


def test_an_explanation_comes_along():
    found = read("Q?\nA. x\nB. y\nAnswer: B\nExplanation: It is.\nNext?\nA. x\nB. y\nAnswer: A\nFEEDBACK: So.").found
    assert [(each.text, each.explanation) for each in found] == [("Q?", "It is."), ("Next?", "So.")]


def test_numbers_texts_and_lines_to_write_on_need_no_choices():
    text = "Pi?\n= 3.14 +- 0.01\n\nHeight?\n= [3.1, 3.2]\n\nRiver?\nCorrect: Seine; La Seine\n\nTell us\n____\n"
    assert asked(text) == [
        ("number", "Pi?", {"right": ["3.14"], "tolerance": ["0.01"]}),
        ("number", "Height?", {"right": ["3.1..3.2"], "tolerance": ["0"]}),
        ("short", "River?", {"accepted": ["Seine\nLa Seine"]}),
        ("text", "Tell us", {}),
    ]


def test_a_key_at_the_end_counts_when_its_numbers_agree():
    two = "1. One?\na) x\nb) y\n2. Two?\na) x\nb) y\n\n"
    assert choices(f"{two}1. B  2. A") == [(["x", "y"], ["2"]), (["x", "y"], ["1"])]
    swapped = "2. Two?\na) x\nb) y\n1. One?\na) x\nb) y\n\n1. B  2. A"
    assert choices(swapped) == [(["x", "y"], ["1"]), (["x", "y"], ["2"])]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("1. One?\na) x\nb) y\n2. Two?\na) x\nb) y\n\n1. B", "B"),
        ("1. One?\na) x\nb) y\n1. Two?\na) x\nb) y\n\n1. B", "B"),
        ("1. One?\na) x\nb) y\n\n1. B 1. A", "B 1. A"),
        ("1. One?\nCorrect: x\n\n1. B", "B"),
        ("Which is a vowel?\n1) A\n2) B", "B"),
    ],
)
def test_lines_that_are_no_key_of_this_list_are_read_as_all_others(text, last):
    found = read(text).found
    assert (found[-1].text, [each.level for each in found[-1].remarks]) == (last, ["refused"])
    assert all(each.fields.get("right", []) == [] for each in found)


def test_a_key_marks_what_has_no_answer_of_its_own_and_leaves_all_other_remarks():
    text = "1. One?\na) x\nb) y\nANSWER: A\n2. Two?\na) x\nc) y\n3. Three?\na) x\nb) y\n\n1. B 2. B 3. D"
    found = read(text).found
    assert [(each.fields["right"], [each.words % each.values for each in each.remarks]) for each in found] == [
        (["1"], ["The key at the end says something else: please look at it."]),
        (["2"], ["The letters of its choices are not in order: please look at it."]),
        ([], ["“D” is none of the choices: please mark what is right."]),
    ]


def test_a_star_alone_is_an_answer_to_type():
    assert asked("River?\n* Seine") == [("short", "River?", {"accepted": ["Seine"]})]


def test_marks_that_all_choices_have_are_no_marks():
    assert choices("Q?\na) **x**\nb) **y**\nANSWER: B") == [(["**x**", "**y**"], ["2"])]
    assert choices("Q?\na) **x**\nb) **y**") == [(["**x**", "**y**"], [])]


def test_letters_that_are_not_in_order_are_told():
    found = read("Q?\nA. Venus\vB. Mars\vC. Moon\nB. Saturn\nANSWER: B").found[0]
    assert found.fields == {"choice": ["Venus", "Mars", "Moon", "Saturn"], "right": ["2"]}
    assert [each.words for each in found.remarks] == ["The letters of its choices are not in order: please look at it."]
    assert (
        read("Q?\n" + "".join(f"{letter}) {letter}x\n" for letter in "ABCDEFGHIJK") + "ANSWER: A").found[0].remarks
        == []
    )


def test_where_every_bullet_is_a_star_none_marks():
    assert choices("Q?\n* x\n* y") == [(["x", "y"], [])]


def test_what_is_wrong_is_told_and_costs_no_neighbour():
    wrong = "Why?\nA) x\nB) y\nANSWER: Q\n"
    found = read(f"{CAPITAL}\n{wrong}\n{CAPITAL}\nANSWER: A\n\nAlone.\n").found
    assert [(each.number, each.kind, [(r.level, r.words % r.values) for r in each.remarks]) for each in found] == [
        (1, "single", []),
        (6, "single", [(CHANGED, "“Q” is none of the choices: please mark what is right.")]),
        (11, "single", []),
        (16, "", [("refused", "These answers have no question before them.")]),
        (18, "", [("refused", "This question has no choices and no answer.")]),
    ]


def test_nothing_is_no_question():
    assert [read(text).found for text in ("", "\n \n", "\ufeff")] == [[]] * 3
    assert [looks_like(text) for text in ("", "Some words.", CAPITAL, "Q?\n[ ] x")] == [False, False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        *("ANSWER" + " " * 200_000 + "x", "A)" + " " * 200_000, "A\n" * 100_000, ")" * 200_000),
        *("1. A " * 40_000, "Q\n" + "A) x\n" * 40_000),
    ],
)
def test_a_hostile_text_is_read_in_no_more_than_seconds(text):
    """What looks back at each character takes hours."""
    began = process_time()
    read(text)
    assert process_time() - began < 5


LINES = [
    "Q",
    "A) x",
    "B) y",
    "C)",
    "ANSWER: B",
    "ANSWER",
    "",
    "```",
    "1. A",
    "* x",
    "[x] y",
    "= 3",
    "____",
    "Feedback: z",
]


@given(st.text(max_size=200) | st.lists(st.sampled_from(LINES)).map("\n".join))
@settings(max_examples=200)
def test_whatever_is_pasted_gives_questions_and_remarks(text):
    for each in read(text).found:
        assert each.kind or each.remarks


def test_a_choice_all_in_bold_is_right_unless_all_are():
    one = asked("Capital?\na) Lyon\nb) **Paris**\nc) a **bold** one")
    all_of_them = asked("Capital?\na) **Lyon**\nb) __Paris__")
    assert (one, all_of_them) == (
        [("single", "Capital?", {"choice": ["Lyon", "Paris", "a **bold** one"], "right": ["2"]})],
        [("single", "Capital?", {"choice": ["**Lyon**", "__Paris__"], "right": []})],
    )


def test_digits_stand_for_letters_below_a_question_without_a_number():
    assert asked("Capital?\n1) Lyon\n2) Paris\nANSWER: 2.\n\nLegs?\n1. Spider\n2. Ant\n3. Man\nCorrect: 1, 2") == [
        ("single", "Capital?", {"choice": ["Lyon", "Paris"], "right": ["2"]}),
        ("several", "Legs?", {"choice": ["Spider", "Ant", "Man"], "right": ["1", "2"]}),
    ]
    assert asked("1. What is 1+1?\nCorrect: 2\n2. What is 2+2?\nANSWER: 4") == [
        ("short", "What is 1+1?", {"accepted": ["2"]}),
        ("short", "What is 2+2?", {"accepted": ["4"]}),
    ]


def test_a_lone_star_is_what_is_accepted():
    assert asked("Capital?\n* Paris") == [("short", "Capital?", {"accepted": ["Paris"]})]
