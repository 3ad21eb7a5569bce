"""GIFT text in, as Moodle reads it."""

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats.found import LOST, REFUSED, Unreadable, choice_fields
from live.formats.moodle.gift import looks_like, read


def only(text):
    """The one question of a text."""
    (found,) = read(text).found
    return found


def brief(text):
    return [(found.number, found.kind, found.text) for found in read(text).found]


def told(found):
    return [remark.words for remark in found.remarks]


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("Q {=a ~b ~c}", "single", choice_fields(["a", "b", "c"], [1])),
        ("Q {~a ~=b}", "single", choice_fields(["a", "b"], [2])),
        ("Q {~%50%a ~%-100%b ~%50.0%c}", "several", choice_fields(["a", "b", "c"], [1, 3])),
        (r"Q {~\~ =\= ~\{\} ~ \ ~ \\ ~ a\:b\#}", "single", choice_fields(["~", "=", "{}", "\\", "a:b#"], [2])),
        ("[html]Q {=<b title='x=y'>a</b> ~2<sup>10</sup>}", "single", choice_fields(["a", "2¹⁰"], [1])),
        ("Q {T}", "truefalse", {"truth": ["true"]}),
        ("Q { False #wrong#right }", "truefalse", {"truth": ["false"]}),
        ("Q {=one =%50%two =three}", "short", {"accepted": ["one\nthree"]}),
        ("Q {=left -> 1 =mid -> 2 = -> 3}", "match", {"pairs": ["left\t1\nmid\t2\n\t3"]}),
        ("[html]Q {=<b>l</b> -> <i> =m -> 2}", "match", {"pairs": ["l\t<i>\nm\t2"]}),
        ("Q {}", "text", {}),
        ("Just words.", "slide", {}),
        ("The {=sky} is {~red =blue}.", "cloze", {"source": ["The [sky] is [blue ~ red]."]}),
        ("It is {1:MC:~a#no~=b} [x].", "cloze", {"source": ["It is [b ~ a] \\[x]."]}),
    ],
)
def test_each_kind_is_read(text, kind, fields):
    found = only(text)
    assert (found.kind, found.fields) == (kind, fields)


@pytest.mark.parametrize(
    ("body", "right", "tolerance"),
    [
        ("#3.14:0.005", "3.14", "0.005"),
        ("#-5..5", "-5..5", "0"),
        ("# =1822:0 =%50%1822:2", "1822", "0"),
        ("#=%0%5 =9 =%100%11", "9; 11", "0"),
        ("#3:2~#Wrong", "3", "2"),
        ("#2,5", "2.5", "0"),
    ],
)
def test_numbers_are_read_with_their_tolerance(body, right, tolerance):
    found = only(f"Q {{{body}}}")
    assert (found.kind, found.fields["right"], found.fields["tolerance"]) == ("number", [right], [tolerance])


def test_blank_lines_part_questions_but_not_within_braces():
    text = "// a comment\n::One::First?{\n=a\n\n~b}\n\nSecond\nline.{T}\r\n\r\n\r\n// {\nThird {=x}"
    assert brief(text) == [(2, "single", "First?"), (7, "truefalse", "Second\nline."), (12, "short", "Third")]


def test_a_brace_that_is_never_closed_costs_its_own_question_alone():
    text = "One {=a ~b\n\nTwo {=x}\n\nThree =a}\n\n::n::Four {T}"
    assert [(f.number, f.kind) for f in read(text).found] == [(1, ""), (3, "short"), (5, ""), (7, "truefalse")]
    assert read(text).found[0].remarks[0].level == REFUSED


def test_a_gap_in_the_text_is_seen_and_a_stray_end_is_not():
    assert only("Born in {~a =b} he {died}.").kind == ""
    assert only("Born in {~a =b} he died.").text == "Born in _____ he died."
    assert only('Born in {~a =b}";').text == "Born in"


def test_formats_are_inherited_by_answers():
    found = only("[html]<p>Is <b>it</b>?</p>{=<i>yes</i>#[plain]so ~[plain]<no> # <u>why</u>####<em>All</em>}")
    assert found.text == "Is **it**?"
    assert found.fields == choice_fields(["yes", "<no>"], [1])
    assert found.explanation == "*All*"
    assert found.notes == "yes: so\n<no>: why"


def test_line_ends_count_and_latex_commands_are_none():
    assert only(r"One\ntwo $a \neq b$ three {T}").text == "One\ntwo $a \\neq b$ three"
    assert only("[markdown]**x**\\n- a\\n- b {T}").text == "**x**\n- a\n- b"
    assert only(r"One $a \\neq b$ {T}").text == r"One $a \neq b$"


def test_the_name_goes_into_the_notes_and_the_category_to_its_questions():
    first, second = read("$CATEGORY: $course$/top/Maths/Sums\n\n::Sum 1::1+1? {#2}\n\n1+2? {#3}").found
    assert only("$CATEGORY: $course$/top/In // out\n\nQ {T}").category == "In / out"
    assert (first.category, first.notes, second.category) == ("Maths/Sums", "Sum 1", "Maths/Sums")
    assert only("::Is it so?::Is it so? {T}").notes == ""
    assert only("::Is it x so…::[html]Is <b>it</b> \\\\(x\\\\)<br>so or not? {T}").notes == ""


def test_what_is_lost_is_said():
    assert told(only("Q {=a ~%50%b}")) == ["Part of the points for other choices is lost."]
    assert told(only("Q {=a =b ~c}")) == ["More than one choice is right. Please look at it."]
    assert told(only("Q {~a ~b}")) == ["Nothing says what is right: it is a poll."]
    assert told(only("Q {=a*}")) == ["A * in an answer stood for any text; here it is a star."]
    assert only("Q {#1:0 =2:1}").fields["right"] == ["1; 1..3"]
    assert told(only("[html]<img src='http://x.example/a.png'>Q {T}")) == ["A picture could not come along."]
    assert only("[html]<img src='http://x.example/a.png'>Q {T}").notes == "http://x.example/a.png"


@pytest.mark.parametrize("body", ["=a ~", "#x", "words", "~a" * 11, "#1..x", "1:MR:=a~b", "=a} {"])
def test_what_cannot_come_says_why(body):
    found = only(f"Q {{{body}}}")
    assert (found.kind, [remark.level for remark in found.remarks][-1]) == ("", REFUSED)


def test_more_than_five_hundred_questions_are_told():
    reading = read("Q {T}\n\n" * 501)
    assert (len(reading.found), reading.remarks[0].level) == (500, LOST)


def test_a_text_without_questions_is_unreadable():
    with pytest.raises(Unreadable):
        read("// nothing\n\n")


def test_gift_is_told_from_other_texts():
    assert all(map(looks_like, ["::a::b", "$CATEGORY: x", "x {=a}", "x { T }", "x {}", "x {1:SA:=b}", "[html]x"]))
    assert not any(map(looks_like, ["A) x\nANSWER: A", "if (x) { y(); }", "f{x}", r"\{=a\}"]))


@given(st.text(st.sampled_from("ab {}=~#%50->:\\n.\n/$T*[]|<>"), max_size=60))
@settings(max_examples=300, deadline=None)
def test_nothing_but_a_sentence_comes_of_any_text(text):
    try:
        found = read(text).found
    except Unreadable:
        return
    assert all(question.kind or question.remarks for question in found)


@pytest.mark.parametrize("part", ["{", "}", "=a~", "::", "{=a}", "\\", "<a =", "$n", "%5%", "{1:MC:", "{=a}\n\n", "#"])
def test_time_is_linear(part):
    started = process_time()
    with suppress(Unreadable):
        read("Q " + part * 20_000)
    assert process_time() - started < 3


def test_what_gaps_in_several_braces_cannot_have_is_told():
    found = only("A {=red#yes ~%50%pink#nearly ~blue} and {=one}")
    assert (found.fields, found.notes) == ({"source": ["A [red ~ pink ~ blue] and [one]"]}, "red: yes\npink: nearly")
    assert told(found) == [
        "Answers that give part of the points are lost.",
        "Feedback for single answers went into the notes.",
    ]
