"""Moodle XML in, with its pictures."""

import base64
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats.found import LOST, REFUSED, Reading, Unreadable, choice_fields
from live.formats.moodle.moodle_xml import looks_like, read
from tests.support.judging import judged

PNG = b"\x89PNG\r\n\x1a\n..."


def question(kind, inside, text="<p>Q?</p>", files=""):
    return (
        f'<question type="{kind}"><name><text>Named</text></name><questiontext format="html">'
        f"<text><![CDATA[{text}]]></text>{files}</questiontext>{inside}</question>"
    )


def quiz(*questions):
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<quiz>{''.join(questions)}</quiz>".encode()


def only(kind, inside="", **more):
    (found,) = read(quiz(question(kind, inside, **more))).found
    return found


def answer(text, share, more="", form="html"):
    return f'<answer fraction="{share}" format="{form}"><text>{text}</text>{more}</answer>'


def told(found):
    return [remark.words for remark in found.remarks]


ONE_OF_THREE = answer("&lt;b&gt;a&lt;/b&gt;", 100) + answer("10<sup>2</sup>", 0) + answer("c", 0)
OPTIONS = "".join(
    f"<selectoption><text>{word}</text><group>{group}</group></selectoption>"
    for word, group in ("a1", "b1", "c2", "d2")
)


@pytest.mark.parametrize(
    ("kind", "inside", "made", "fields"),
    [
        ("multichoice", ONE_OF_THREE, "single", choice_fields(["a", "10²", "c"], [1])),
        ("multichoice", answer("a", 33.3) + answer("b", 66.6), "several", choice_fields(["a", "b"], [1, 2])),
        ("multichoice", "<single>0</single>" + ONE_OF_THREE, "several", choice_fields(["a", "10²", "c"], [1])),
        ("truefalse", answer("false", 100) + answer("true", 0), "truefalse", {"truth": ["false"]}),
        ("truefalse", answer("wahr", 100) + answer("falsch", 0), "truefalse", {"truth": ["true"]}),
        ("shortanswer", answer("a &amp;amp; b", 100) + answer("c", 100), "short", {"accepted": ["a & b\nc"]}),
        ("shortanswer", "<usecase>1</usecase>" + answer("A", 100), "short", {"accepted": ["A"], "exact": ["1"]}),
        (
            "matching",
            "<subquestion format='html'><text>&lt;i&gt;H&lt;/i&gt;</text><answer><text>1</text></answer></subquestion>"
            "<subquestion><text></text><answer><text>2</text></answer></subquestion>",
            "match",
            {"pairs": ["H\t1\n\t2"]},
        ),
        ("ordering", answer("b", 2) + answer("a", "1.0"), "order", {"items": ["a\nb"], "ordered": ["1"]}),
        ("essay", "", "text", {}),
        ("description", "", "slide", {}),
        (
            "kprime",
            "<row number='1'><optiontext><text>x</text></optiontext></row>"
            "<row number='2'><optiontext><text>y</text></optiontext></row>"
            "<weight rownumber='1' columnnumber='1'><value>0.000</value></weight>"
            "<weight rownumber='2' columnnumber='1'><value>1.000</value></weight>",
            "several",
            choice_fields(["x", "y"], [2]),
        ),
    ],
)  # fmt: skip
def test_each_type_is_read(kind, inside, made, fields):
    found = only(kind, inside)
    assert (found.kind, found.fields, found.text, found.notes) == (made, fields, "Q?", "Named")


def test_a_number_has_its_tolerance_and_unit():
    inside = answer("3.140", 100, "<tolerance>0.005</tolerance>") + answer("*", 0)
    found = only("numerical", inside + "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>")
    assert (found.kind, found.fields["right"], found.fields["tolerance"]) == ("number", ["3.14"], ["0.005"])
    assert (found.fields["unit"], found.fields["known"]) == (["m"], ["3.14", "0.005"])


def test_missing_words_refer_to_words_by_number():
    found = only("gapselect", OPTIONS, text="<p>First [[2]], <b>then</b> [[3]] [x].</p>")
    assert (found.kind, found.text) == ("cloze", "")
    assert found.fields == {"source": ["First [b ~ a], then [c ~ d] \\[x]."]}
    assert only("ddwtos", OPTIONS, text="[[9]]").kind == ""


def test_questions_within_a_text_are_gaps():
    found = only("cloze", text=r"<p>{1:SA:=Paris~%100%Paname~%50%Lyon#no} {2:MCV:a\}~=b#yes} {:NM:=5.170:0.1}</p>")
    assert found.fields == {"source": ["[Paris|Paname] [b ~ a}] [5.17]"]}
    assert found.notes == "Lyon: no\nb: yes\nNamed"
    assert told(found) == [
        "Answers that give part of the points are lost.",
        "Feedback for single answers went into the notes.",
        "The tolerance of a number in a gap is lost.",
    ]
    assert only("cloze", text="{1:MULTIRESPONSE:=a~b}").remarks[-1].values == {"type": "MULTIRESPONSE"}


def test_what_stands_before_the_first_gap_is_the_question():
    text = "<p>Fill <b>in</b>:</p><p>2*3 is {1:NM:=6}<br><br>l'eau: {1:SA:=l&#39;eau &amp; co}</p><p><i>End.</i></p>"
    found = only("cloze", text=text)
    assert (found.text, found.asked) == ("Fill **in**:", "Fill in the gaps.")
    assert found.fields == {"source": ["2*3 is [6]\n\nl'eau: [l'eau & co]\n\nEnd."]}
    odd = r"C:\ {1:SA:=a&#124;b&#126;\*} \{1:MC:=[x]~y\\}"
    assert only("cloze", text=odd).fields == {"source": ["C:\\ [a\\|b\\~*] \\ [\\[x\\] ~ y\\ ]"]}
    [found] = judged(Reading("", found=[only("cloze", text="It is {1:SA:=x}.")]))
    assert (found.text, found.fields is not None) == ("Fill in the gaps.", True)


def test_letters_by_which_gaps_are_marked_do_no_harm():
    for number in ("0", "7", "9" * 5000):
        assert only("cloze", text=f"\ue000{number}\ue001 {{1:SA:=x}}").kind in {"cloze", ""}


def test_pairs_that_share_a_right_side_are_groups():
    pair = "<subquestion><text>%s</text><answer><text>even</text></answer></subquestion>"
    assert only("matching", pair % 2 + pair % 4).fields == {"pairs": ["2\teven\n4\teven"], "groups": ["1"]}


def test_the_first_picture_comes_along_with_its_description():
    packed = base64.b64encode(PNG).decode()
    file = f'<file name="a b.png" path="/" encoding="base64">{packed}</file>'
    text = '<img src="@@PLUGINFILE@@/a%20b.png" alt="A map"><img src="https://x.example/2.png">Q?'
    reading = read(
        quiz(
            question("essay", "", text=text, files=file),
            question("essay", "", text="<img src='@@PLUGINFILE@@/n.png'>x"),
        )
    )
    first, second = reading.found
    assert (reading.pictures, first.picture, first.alt, first.text) == ([PNG], 0, "A map", "Q?")
    assert first.notes == "https://x.example/2.png\nNamed"
    assert (second.picture, told(second)) == (None, ["A picture could not come along."])


def test_a_drawing_and_an_old_picture():
    svg = base64.b64encode(b"<svg xmlns='x'/>").decode()
    assert told(only("essay", text=f'<img src="data:image/svg+xml;base64,{svg}">x')) == [
        "An SVG picture could not come along. Save it as PNG."
    ]
    old = f"<image>pic.gif</image><image_base64>{base64.b64encode(PNG).decode()}</image_base64>"
    assert read(quiz(question("essay", old))).pictures == [PNG]


def test_feedback_points_tags_and_hidden_questions():
    inside = (
        "<generalfeedback format='html'><text>&lt;p&gt;Because&lt;/p&gt;</text></generalfeedback>"
        "<defaultgrade>3.0000000</defaultgrade><hidden>1</hidden><tags><tag><text>my tag</text></tag></tags>"
    )
    found = only("multichoice", inside + answer("a", 100, "<feedback><text>Yes</text></feedback>") + answer("b", 0))
    assert (found.explanation, found.weight, found.ticked) == ("Because", 3, False)
    assert found.notes == "a: Yes\nNamed\n#my_tag"
    assert told(only("multichoice", "<defaultgrade>2.5</defaultgrade>" + ONE_OF_THREE)) == [
        "It counts once: its points are not a whole number up to 5."
    ]


def test_categories_belong_to_what_follows():
    category = '<question type="category"><category><text>$course$/top/Sums</text></category></question>'
    assert [f.category for f in read(quiz(question("essay", ""), category, question("essay", ""))).found] == [
        "",
        "Sums",
    ]


@pytest.mark.parametrize("kind", ["calculatedmulti", "random", "stack", "coderunner", "ddmarker"])
def test_what_cannot_come_is_named_and_costs_no_other(kind):
    one, other = read(quiz(question(kind, ""), question("essay", ""))).found
    assert (one.kind, one.remarks[-1].level, one.remarks[-1].values) == ("", REFUSED, {"type": kind})
    assert other.kind == "text"


def test_encodings_and_slips_of_real_files_are_read():
    latin = quiz(question("essay", "", text="Où ?")).decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert read(latin).found[0].text == "Où ?"
    assert read(quiz(question("essay", "", text="Où ?")).decode().encode("utf-16")).found[0].text == "Où ?"
    assert read(quiz(question("essay", "<x>&eacute;\x0b&#11;</x>", text="a\x00b"))).found[0].text == "ab"
    unescaped = quiz(question("essay", "", text="]]><p>2<sup>3</sup></p><![CDATA["))
    assert read(unescaped).found[0].text == "2³"


def test_xml_that_is_broken_in_one_question_costs_no_other():
    whole = question("essay", "", text="Où ?")
    broken = '<question type="essay"><questiontext><text><b>x</text></questiontext></question>'
    found = read(quiz(whole, broken, whole, "<question type='essay'><name>")).found
    assert [(each.kind, each.text) for each in found] == [("text", "Où ?"), ("", ""), ("text", "Où ?"), ("", "")]
    assert told(found[1]) == ["Its XML is broken."]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<quiz>",
        b"<quiz></quiz>",
        b"<other><question type='essay'/></other>",
        b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz><question type="essay"><name>&a;</name></question></quiz>',
        b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="essay">&x;</question></quiz>',
    ],
)
def test_what_is_no_moodle_xml_is_unreadable(content):
    with pytest.raises(Unreadable):
        read(content)


def test_it_is_told_by_its_root():
    assert looks_like(quiz(question("essay", "")))
    assert looks_like(b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><quiz><!-- y --><question type = 'essay'/></quiz>")
    assert not looks_like(b"<quiz xmlns='http://canvas.instructure.com/xsd/cccv1p0'><title>x</title></quiz>")
    assert not looks_like(b"<!---->" * 5000)


PIECES = ["<answer fraction='100'>", "</answer>", "<text>", "</text>", "&lt;b", "a", "]]", "<single>0</single>"]
PIECES += ["<subquestion>", "</subquestion>", "{1:SA:=a}", "[[1]]", "<dragbox>", "</dragbox>"]
KINDS = ["multichoice", "truefalse", "matching", "cloze", "gapselect", "numerical", "ordering", "mtf", "x"]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(KINDS))
@settings(max_examples=200, deadline=None)
def test_nothing_but_a_sentence_comes_of_any_file(parts, kind):
    try:
        found = read(quiz(question(kind, "".join(parts)), question("essay", ""))).found
    except Unreadable:
        return
    assert found[-1].kind == "text"
    assert all(each.kind or each.remarks for each in found)


def test_deep_nesting_and_many_questions_take_linear_time():
    started = process_time()
    with pytest.raises(Unreadable):
        read(b"<quiz>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</quiz>")
    reading = read(quiz(*[question("multichoice", ONE_OF_THREE)] * 501))
    assert (len(reading.found), reading.remarks[0].level) == (500, LOST)
    assert process_time() - started < 3
