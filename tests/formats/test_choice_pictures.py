"""Choices with pictures: one rule in all formats that have them."""

from base64 import b64encode

import pytest

from live.formats.found import Found
from live.formats.readers import Asked, read
from tests.formats.test_hostile import zipped

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FLAG, GONE = '<img src="{}flag.png" alt="A flag">', '<img src="{}gone.png" alt="A tower">'


def moodle(kind: str, *choices: str) -> bytes:
    file = f'<file name="flag.png" encoding="base64">{b64encode(PNG).decode()}</file>'
    answers = "".join(
        f'<answer fraction="{100 * (number == 0)}" format="html"><text><![CDATA[{choice.format("@@PLUGINFILE@@/")}]]>'
        f"</text>{file}</answer>"
        for number, choice in enumerate(choices)
    )
    asked = "<questiontext><text>Which?</text></questiontext>"
    return f'<quiz><question type="{kind}">{asked}{answers}</question></quiz>'.encode()


def qti12(*choices: str) -> bytes:
    labels = "".join(
        f'<response_label ident="{number}"><material><mattext texttype="text/html"><![CDATA[{choice.format("")}]]>'
        "</mattext></material></response_label>"
        for number, choice in enumerate(choices)
    )
    right = '<conditionvar><varequal respident="r">0</varequal></conditionvar><setvar>1</setvar>'
    asked = "<material><mattext>Which?</mattext></material>"
    body = f'{asked}<response_lid ident="r"><render_choice>{labels}</render_choice></response_lid>'
    scored = f"<resprocessing><respcondition>{right}</respcondition></resprocessing>"
    item = f'<item ident="a"><presentation>{body}</presentation>{scored}</item>'
    return zipped(**{"a.xml": f"<questestinterop>{item}</questestinterop>".encode(), "flag.png": PNG})


def qti2(*choices: str) -> bytes:
    simple = "".join(
        f'<simpleChoice identifier="c{number}">{choice.format("").replace(">", "/>")}</simpleChoice>'
        for number, choice in enumerate(choices)
    )
    declared = (
        '<responseDeclaration identifier="RESPONSE" cardinality="single"><correctResponse><value>c0</value>'
        "</correctResponse></responseDeclaration>"
    )
    asked = f'<choiceInteraction responseIdentifier="RESPONSE"><prompt>Which?</prompt>{simple}</choiceInteraction>'
    item = f'<assessmentItem identifier="a">{declared}<itemBody>{asked}</itemBody></assessmentItem>'
    return zipped(**{"a.xml": item.encode(), "flag.png": PNG})


def kprime(*choices: str) -> bytes:
    asked = moodle("kprime", *choices).decode()
    rows = [f'<row number="{number}"><optiontext' for number in range(1, len(choices) + 1)]
    for row in rows:
        asked = asked.replace("<answer", row, 1).replace("</answer>", "</optiontext></row>", 1)
    weight = '<weight rownumber="1" columnnumber="1"><value>1</value></weight>'
    return asked.replace("</question>", f"{weight}</question>").encode()


FILES = {
    "Moodle": lambda *choices: moodle("multichoice", *choices),
    "Moodle's sets": lambda *choices: moodle("multichoiceset", *choices),
    "Kprim": kprime,
    "QTI 1.2": qti12,
    "QTI 2": qti2,
}


def only(name: str, *choices: str) -> Found:
    reading = read(Asked(FILES[name](*choices)))
    assert set(reading.pictures) <= {PNG}
    [found] = reading.found
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_choice_that_is_a_picture_alone_comes_with_it_and_has_its_letter_as_text(name):
    found = only(name, FLAG, "", "Paris", GONE)
    assert (found.fields["choice"], found.fields["right"]) == (["A", "Paris", "A tower"], ["1"])
    assert (found.choice_pictures, found.choice_alts) == ([0, None, None], ["A flag", "", ""])
    assert sorted(each.words for each in found.remarks) == [
        "A picture could not come along.",
        "Empty choices were left out.",
    ]


@pytest.mark.parametrize("name", FILES)
def test_pictures_stay_with_their_choices_when_others_come_once_or_are_left_out(name):
    found = only(name, "Rome", "Paris", "Paris", f"Lyon {FLAG}")
    assert (found.fields["choice"], found.choice_pictures) == (["Rome", "Paris", "Lyon"], [None, None, 0])


@pytest.mark.parametrize("name", ["QTI 1.2", "QTI 2"])
def test_true_and_false_have_no_pictures_and_say_so(name):
    found = only(name, f"True {FLAG}", "False")
    assert (found.kind, found.choice_pictures) == ("truefalse", [])
    assert [each.words for each in found.remarks] == ["A picture could not come along."]
