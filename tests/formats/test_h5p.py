"""H5P in: the contents of an .h5p file that ask something."""

import io
import json
import random
import zipfile
from contextlib import suppress
from time import process_time

import pytest

from live.formats import readers
from live.formats.found import CHANGED, LOST, REFUSED, Unreadable, choice_fields
from tests.support.picture_files import picture


def zipped(library, params, **parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("h5p.json", json.dumps({"title": "Berries", "mainLibrary": library}))
        packed.writestr("content/content.json", params if isinstance(params, str) else json.dumps(params))
        for name, content in parts.items():
            packed.writestr(f"content/images/{name}.png", content)
    return made.getvalue()


def opened(library, params, **parts):
    return readers.read(readers.Asked(zipped(library, params, **parts)))


def only(name, **params):
    (found,) = opened(f"H5P.{name}", params).found
    return found


def content(name, title="", **params):
    return {"library": f"H5P.{name} 1.14", "params": params, "metadata": {"title": title}}


def answers(**right):
    return [{"text": f"<div>{text}</div>\n", "correct": is_right} for text, is_right in right.items()]


ONE, TWO = answers(Plum=False, Cherry=True), answers(Plum=True, Cherry=True)


@pytest.mark.parametrize(
    ("name", "params", "made", "fields"),
    [
        ("MultiChoice", {"question": "<p>Q?</p>", "answers": ONE}, "single", choice_fields(["Plum", "Cherry"], [2])),
        ("MultiChoice", {"question": "Q?", "answers": ONE, "behaviour": {"type": "multi"}}, "several",
         choice_fields(["Plum", "Cherry"], [2])),
        ("MultiChoice", {"question": "Q?", "answers": TWO}, "several", choice_fields(["Plum", "Cherry"], [1, 2])),
        ("TrueFalse", {"question": "Q?", "correct": "false"}, "truefalse", {"truth": ["false"]}),
        ("Blanks", {"text": "Q?", "questions": ["<p>A *red/ crimson:Look!* &amp; <b>*b*</b></p>", "*c*"]}, "cloze",
         {"source": ["A [red|crimson] & [b]\n\n[c]"]}),
        ("DragText", {"taskDescription": "Q?", "textField": "A *red:tip*,\na *b\\+Yes*", "distractors": "*no:x*"},
         "cloze", {"source": ["A [red ~ b ~ no],\na [b ~ red ~ no]"]}),
        ("Essay", {"taskDescription": "Q?", "solution": {"sample": "<p>Well</p>"}}, "text", {}),
        ("AdvancedText", {"text": "<p>Q?</p>"}, "slide", {}),
    ],
)  # fmt: skip
def test_each_type_is_a_kind(name, params, made, fields):
    found = only(name, **params)
    assert (found.kind, found.fields, found.text, found.remarks) == (made, fields, "Q?", [])


def test_a_set_of_choices_has_the_right_one_first_in_the_file_and_sorted_here():
    reading = opened("H5P.SingleChoiceSet", {"choices": [{"question": "Q?", "answers": ["b", "a"]}] * 2})
    assert [(each.kind, each.fields) for each in reading.found] == [("single", choice_fields(["a", "b"], [2]))] * 2


def test_contents_are_found_wherever_they_are_and_what_cannot_come_is_named():
    column = content(
        "Column", content=[{"content": content("Image", file={})}, {"content": content("Flashcards", "F")}]
    )
    questions = [column, content("TrueFalse", "Is it so?", question="Is it so?", correct="true")]
    reading = opened("H5P.QuestionSet", {"questions": questions})
    assert (reading.format, reading.title) == ("H5P", "Berries")
    assert [(each.kind, each.number, each.notes) for each in reading.found] == [("", 1, "F"), ("truefalse", 2, "")]
    assert [(each.level, each.values) for each in reading.found[0].remarks] == [(REFUSED, {"type": "H5P.Flashcards"})]
    assert [each.level for each in reading.remarks] == [LOST]


def test_pictures_come_along_and_a_missing_one_is_told_of():
    def media(path):
        return {"type": {"library": "H5P.Image 1.1", "params": {"alt": "A plum", "file": {"path": path}}}}

    asked = [
        content("TrueFalse", question="Q?", correct="true", media=media(f"images/{name}.png")) for name in ("a", "b")
    ]
    png = picture()
    reading = opened("H5P.QuestionSet", {"questions": asked}, a=png)
    assert reading.pictures == [png]
    assert [(each.picture, each.alt) for each in reading.found] == [(0, "A plum"), (None, "")]
    assert [[remark.level for remark in each.remarks] for each in reading.found] == [[], [LOST]]
    film = content(
        "TrueFalse",
        question="Q?",
        correct="true",
        media={"params": {"sources": [{"path": "x.mp4"}]}, "library": "H5P.Video"},
    )
    assert [each.level for each in opened("H5P.Column", {"x": film}).found[0].remarks] == [LOST]


def test_tips_and_feedback_are_kept():
    said = [{"chosenFeedback": "<p>No.</p>", "tip": "<p>Think</p>"}, {"chosenFeedback": "Yes!"}]
    both = [{**answer, "tipsAndFeedback": told} for answer, told in zip(ONE, said, strict=True)]
    found = only("MultiChoice", question="Q?", answers=both)
    assert (found.explanation, found.notes) == ("Yes!", "Plum: Think\nPlum: No.")


def test_a_text_with_many_gaps_is_parted_between_its_blocks():
    blocks = [f"*a{at}* *b{at}*" for at in range(9)]
    reading = opened("H5P.Blanks", {"text": "Q?", "questions": blocks})
    assert [each.fields["source"][0].count("[") for each in reading.found] == [8, 8, 2]


def test_words_that_are_too_many_are_told_of_and_a_gap_without_words_is_refused():
    found = only("DragText", taskDescription="Q?", textField="*a*", distractors=" ".join(f"*x{at}*" for at in range(9)))
    assert (found.fields["source"][0].count("~"), [each.level for each in found.remarks]) == (7, [CHANGED])
    assert (
        only("Blanks", text="Q?", questions=["* *"]).kind == only("Blanks", text="Q?", questions=["no gap"]).kind == ""
    )


@pytest.mark.parametrize(
    "params", ["", "[]", "{}", "no JSON", "[" * 100_000, '{"library": 7, "params": {"library": "H5P.Video"}}']
)
def test_what_holds_no_question_is_unreadable(params):
    with pytest.raises(Unreadable):
        opened("H5P.Column", params)


@pytest.mark.parametrize("wrong", [None, 7, [], [7], {}, {"a": 1}, "x", True])
@pytest.mark.parametrize("name", ["MultiChoice", "TrueFalse", "Blanks", "DragText", "Essay", "SingleChoiceSet", "Odd"])
def test_fields_that_are_not_what_they_should_be_do_no_harm(name, wrong):
    fields = ("question", "answers", "questions", "textField", "choices", "correct", "behaviour", "media", "solution")
    try:
        found = opened("H5P.Column", {"c": content(name, **dict.fromkeys(fields, wrong)), "m": wrong}).found
    except Unreadable:
        return
    assert all(each.kind or each.remarks for each in found)


def test_mutated_files_give_a_sentence_or_questions():
    chance = random.Random(7)
    asked = [
        content("MultiChoice", question="Q?", answers=ONE, media={"type": {"params": {"file": {"path": "a"}}}}),
        content("DragText", textField="a *b:c* d", distractors="*e*"),
        content("Blanks", questions=["<p>a *b/c:d*</p>"]),
    ]
    whole, seen = json.dumps({"questions": asked}), set()
    for _each in range(200):
        text = list(whole)
        for _change in range(chance.randint(1, 8)):
            place = chance.randrange(len(text))
            text[place : place + chance.choice([0, 1, 9])] = chance.choice(
                ["", '"', "*", "[", "{", "9", "\\ue000", "/"]
            )
        try:
            seen |= {each.kind for each in opened("H5P.QuestionSet", "".join(text)).found}
        except Unreadable:
            seen.add("unreadable")
    assert seen >= {"unreadable", "single", "cloze", ""}


def test_bytes_of_a_zip_that_were_changed_do_no_harm():
    whole, chance = zipped("H5P.Column", {"c": content("TrueFalse", question="Q?" * 50)}, a=b"x"), random.Random(3)
    for _each in range(150):
        changed = bytearray(whole)
        for _change in range(chance.randint(1, 5)):
            changed[chance.randrange(4, len(changed))] = chance.randrange(256)
        with suppress(Unreadable):
            readers.read(readers.Asked(bytes(changed)))


def test_time_is_linear():
    started = process_time()
    opened("H5P.Column", {"c": [content("Blanks", questions=["*a* " * 50])] * 500})
    opened("H5P.DragText", {"textField": "*a" * 100_000})
    opened("H5P.MultiChoice", {"question": "Q?", "answers": [{"text": "<b>"}] * 20_000})
    assert process_time() - started < 4
