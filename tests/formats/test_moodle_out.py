"""Moodle XML out: what Moodle reads of it, and what comes in again."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats.found import REFUSED
from live.formats.given import Given, GivenQuiz
from live.formats.moodle import moodle_out, moodle_xml
from tests.support.examples import EXAMPLES
from tests.support.judging import judged
from tests.support.random_questions import FIELDS, questions
from tests.support.returned import OF_MOODLE, assert_same

CHOICES = {"choices": ["Paris", "Lyon"], "right": [1]}
CHANGES = OF_MOODLE | {
    "A range goes out as its middle with a tolerance.": {"right", "tolerance"},
    "Time limit and notes stay behind.": {"seconds", "notes", "quotations in the notes"},
}
SEEN, OTHER = "1" * 32, "2" * 32


def xml(*asked, **more):
    return fromstring(moodle_out.dump(GivenQuiz("Quiz", list(asked), **more)))


def only(kind, content, text="Q?", **more):
    """The element of one question."""
    _category, question = xml(Given(kind, text, content, **more))
    return question


def answers(question):
    return [(each.get("fraction"), each.findtext("text")) for each in question.iterfind("answer")]


def told(kind, content, text="Q?", **more):
    return [(each.level, each.words) for each in moodle_out.remarks(Given(kind, text, content, **more))]


@pytest.mark.parametrize(
    ("kind", "content", "slug", "made"),
    [
        ("single", CHOICES, "multichoice", [("100", "Paris"), ("0", "Lyon")]),
        ("several", {"choices": ["a", "2*3", "$x$"], "right": [1, 2]}, "multichoice",
         [("50", "a"), ("50", "2*3"), ("-50", r"\(x\)")]),
        ("truefalse", {"truth": False}, "truefalse", [("0", "true"), ("100", "false")]),
        ("short", {"accepted": ["Paris", "5*x"]}, "shortanswer", [("100", "Paris"), ("100", "5\\*x")]),
        ("number", {"right": "2; 10..20", "tolerance": "0", "unit": ""}, "numerical", [("100", "2"), ("100", "15")]),
        ("order", EXAMPLES["order"].content, "ordering", [("1", "Bern"), ("2", "Oslo"), ("3", "Rome")]),
        ("text", {"wall": True}, "essay", []),
        ("slide", {"ack": False}, "description", []),
    ],
)  # fmt: skip
def test_each_kind_has_its_type(kind, content, slug, made):
    question = only(kind, content)
    assert (question.get("type"), answers(question)) == (slug, made)


def test_the_particulars_of_types():
    assert only("single", CHOICES).findtext("single") == "true"
    assert only("several", CHOICES).findtext("single") == "false"
    assert only("single", {**CHOICES, "last": True}).findtext("shuffleanswers") == "false"
    assert only("short", {"accepted": ["A"], "exact": True}).findtext("usecase") == "1"
    number = only("number", {"right": "10", "tolerance": "5%", "unit": "m"})
    assert (number.findtext("answer/tolerance"), number.findtext("units/unit/unit_name")) == ("0.5", "m")
    match = [(each.findtext("text"), each.findtext("answer/text")) for each in
             only("match", EXAMPLES["match"].content).iterfind("subquestion")]  # fmt: skip
    assert match == [("Oxygen", "O"), ("Iron", "Fe"), ("", "Zn")]


def test_gaps_are_questions_within_the_text():
    text = only("cloze", EXAMPLES["cloze"].content, "Fill **in**.").findtext("questiontext/text")
    assert text == (
        "<p>Fill <strong>in</strong>.</p><p>The {1:SHORTANSWER:=Seine~=La Seine} flows through "
        "{1:MULTICHOICE:=Paris~Lyon~Nice}.</p>"
    )
    odd = only("cloze", {"source": "{1:SA:=a} [}\\~#<i>*]"}).findtext("questiontext/text")
    assert odd == "<p>Q?</p><p>&#123;1:SA:=a} {1:SHORTANSWER:=&#125;&#126;&#35;&#60;i&#62;&#92;&#42;}</p>"


def test_every_question_has_a_name_a_grade_and_an_id_of_its_own():
    asked = [Given("single", text, CHOICES, weight=3, explanation="**So**") for text in "AAB"]
    category, first, same, other = xml(*asked)
    assert category.findtext("category/text") == "$course$/top/Quiz"
    assert (first.findtext("name/text"), first.findtext("defaultgrade")) == ("A", "3")
    assert first.findtext("generalfeedback/text") == "<strong>So</strong>"
    assert first.findtext("idnumber") == same.findtext("idnumber") != other.findtext("idnumber")


def test_tags_are_those_of_the_quiz():
    _category, question = xml(Given("text", "Q?", {"wall": True}), tags=["biology", "class 7"])
    assert [each.text for each in question.iterfind("tags/tag/text")] == ["biology", "class 7"]


def test_pictures_lie_in_the_file_and_come_in_again():
    content = {**CHOICES, "pictures": [{"name": OTHER, "width": 8, "height": 8, "alt": "A <tower>"}, None]}
    asked = Given("single", "Which?", content, picture=SEEN, alt='Say "map"')
    quiz = GivenQuiz("Quiz", [asked], pictures={SEEN: b"one", OTHER: b"two"})
    reading = moodle_xml.read(moodle_out.dump(quiz))
    (found,) = reading.found
    assert (reading.pictures, found.picture, found.alt, found.text) == ([b"one", b"two"], 0, 'Say "map"', "Which?")
    assert (found.fields["choice"], found.choice_pictures) == (["Paris", "Lyon"], [1, None])
    assert (found.choice_alts, found.remarks) == (["A <tower>", ""], [])
    gone = fromstring(moodle_out.dump(GivenQuiz("Quiz", [asked])))
    assert gone.find(".//file") is None


def test_what_moodle_cannot_say_is_refused_and_what_it_says_otherwise_is_told():
    for slug in ("single", "several", "truefalse", "short", "number", "order"):
        assert told(slug, EXAMPLES[slug].bare) == [("refused", "Moodle has no polls: something must be right.")]
    for slug in ("ranking", "scale", "points", "plane", "pin", "cloud"):
        assert told(slug, EXAMPLES[slug].content) == [("refused", "Moodle has no questions of this kind.")]
    assert told("number", {"right": "1/3; 1..2", "tolerance": "5%", "unit": "m"}, seconds=20, notes="x") == [
        ("changed", "A fraction goes out as a decimal."),
        ("changed", "A number is written otherwise, with the same meaning."),
        ("changed", "A range goes out as its middle with a tolerance."),
        ("lost", "Time limit and notes stay behind."),
    ]
    assert [told(slug, EXAMPLES[slug].content) for slug in ("single", "cloze", "order")] == [[], [], []]


def test_what_xml_cannot_hold_is_left_out():
    assert only("text", {"wall": True}, "a\x0bb\ufffec").findtext("questiontext/text") == "abc"


@pytest.mark.parametrize("slug", FIELDS)
@given(st.data())
@settings(max_examples=10, deadline=None)
def test_what_goes_out_comes_in_again_but_for_what_was_said(slug, data):
    question = data.draw(questions(slug))
    said = moodle_out.remarks(question)
    if any(each.level == REFUSED for each in said):
        return
    [back] = judged(moodle_xml.read(moodle_out.dump(GivenQuiz("Quiz", [question]))))
    assert back.fields is not None
    assert_same(question, back.fields, said, CHANGES)
