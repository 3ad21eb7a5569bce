"""Particify's CSV, Quizlet's pairs, Kahoot's report and Kahoot's own JSON."""

import io
import json
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from live.formats.found import Found
from live.formats.lists import quizlet
from live.formats.readers import Asked, read

HEADINGS = "format,body,additionalText,options,correctOptions,multiple,abstentionsAllowed,duration"


def told(found: Found) -> tuple[str, str, dict[str, list[str]]]:
    return found.kind, found.text, found.fields


def particify(*lines: str) -> list[Found]:
    reading = read(Asked("\n".join([HEADINGS, *lines]).encode()))
    assert reading.format == "Particify"
    return reading.found


def test_particifys_formats_become_kinds():
    assert [told(each) for each in particify(
        'CHOICE,Capital?,So.,"Paris\nLyon",Paris,false,true,20',
        'CHOICE,Two?,,"x\ny\nz","x\nz",true,true,',
        'BINARY,Yes?,,"Yes\nNo",,false,true,',
        "SCALE,Agree?,,AGREEMENT (5),,false,true,",
        "SCALE,Strong?,,EMOJI (4),,false,true,",
        'NUMERIC,How many?,,-5−10,"3.5±0.5",false,true,',
        "WORDCLOUD,Words,,3,,false,true,",
        'SORT,Sort,,"x\ny\nz",,false,true,',
        'PRIORITIZATION,Share,,"x\ny",,false,true,',
        "TEXT,Say,,,,false,true,",
        "SLIDE,**Look**,,,,false,true,",
        "FLASHCARD,Front,Back,,,false,true,",
        "GRID,No,,,,false,true,",
    )] == [
        ("single", "Capital?", {"choice": ["Paris", "Lyon"], "right": ["1"]}),
        ("several", "Two?", {"choice": ["x", "y", "z"], "right": ["1", "3"]}),
        ("single", "Yes?", {"choice": ["Yes", "No"], "right": []}),
        ("scale", "Agree?", {"statements": [""], "points": ["5"], "preset": ["agreement"]}),
        ("scale", "Strong?", {"statements": [""], "points": ["4"], "preset": [""]}),
        ("number", "How many?", {"right": ["3.5"], "tolerance": ["0.5"], "unit": [""], "known": ["3.5", "0.5"]}),
        ("cloud", "Words", {"words": ["3"]}),
        ("order", "Sort", {"items": ["x\ny\nz"], "ordered": ["1"]}),
        ("points", "Share", {"choices": ["x\ny"]}),
        ("text", "Say", {}),
        ("slide", "**Look**", {}),
        ("slide", "Front", {}),
        ("", "No", {}),
    ]  # fmt: skip


def test_what_particify_has_and_we_have_not_is_told():
    choice, card, number, scale = particify(
        'CHOICE,Capital?,So.,"Paris\nLyon",Rome,false,true,900', "FLASHCARD,Front,Back,,,false,true,",
        "NUMERIC,How many?,,0−10,many,false,true,", "SCALE,?,,LEVEL (5),,false,true,",
    )  # fmt: skip
    assert (choice.explanation, choice.seconds, card.explanation) == ("So.", 300, "Back")
    assert [[each.words % each.values for each in found.remarks] for found in (choice, card, number, scale)] == [
        [
            "The time limit is now 300 seconds, as 5 to 300 can be.",
            "“Rome” is none of the choices: please mark what is right.",
        ],
        ["This flashcard comes as a slide; its back is the explanation."],
        ["From where to where numbers can be is lost.", "“many” is no number."],
        ["The words of the scale “LEVEL” are lost; its points come along."],
    ]


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_particifys_separator_is_told_from_the_records(sign):
    text = "\n".join(["format,body,options".replace(",", sign), f"TEXT{sign}Say{sign}", f"SLIDE{sign}Look{sign}"])
    assert [each.kind for each in read(Asked(text.encode())).found] == ["text", "slide"]


def test_a_few_pairs_of_quizlet_are_one_question_and_many_are_short_ones():
    few = read(Asked(b"dog\tHund\ncat\tKatze\nbug\tKatze\n", language="de"))
    assert [(told(each), [r.values for r in each.remarks]) for each in few.found] == [
        (
            (
                "match",
                "Was gehört zusammen?",
                {"pairs": ["dog\tHund\ncat\tKatze\nbug\tKatze"], "groups": ["1"]},
            ),
            [{"pairs": 3}],
        )
    ]
    many = read(Asked("".join(f"word {n}\ta long <definition> {n}\n" for n in range(9)).encode()))
    assert [told(each) for each in many.found[:1]] == [("short", "a long <definition> 0", {"accepted": ["word 0"]})]
    assert (len(many.found), [each.words for each in many.remarks]) == (
        9,
        ["Each pair comes as a question with a short answer."],
    )


@pytest.mark.parametrize(
    "text", ["a\tb", "a\tb\tc\nd\te\tf", "1.\tOne?\n2.\tTwo?", "What?\na)\tx\nb)\ty", "A.\tx\nB.\ty", "a\t\nb\t"]
)
def test_what_only_has_tabs_is_not_quizlets(text):
    assert not quizlet.looks_like(text)


def report(**sheets: list[list[Any]]) -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Overview"
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(kept)
    return kept.getvalue()


def sheet(asked: str, options: list[Any], marks: list[Any]) -> list[list[Any]]:
    """A question's sheet, with a player below whose name is nobody's business."""
    return [["My Kahoot"], ["Q1", asked], ["Correct answers", "Paris"], ["Question duration", "20 seconds"], [],
            ["Answer options", None, *options], ["Is answer correct?", None, *marks], [], ["Player", "Answer"],
            ["Secret Name", "Paris"]]  # fmt: skip


def test_a_kahoot_report_gives_its_questions_and_no_players():
    content = report(
        **{
            "1_Quiz": sheet("Capital?", ["▲", "Lyon", "◆", "Paris"], ["✘", 1, "✔︎", 5]),
            "2_True_or_False": sheet("Sure?", ["◆", "True", "▲", "False"], ["✔︎", 1, "✘", 0]),
            "3_Type_answer": [["T"], ["Q3", "Which?"], ["Correct answers", "Paris"]],
            "4_Pin": [["T"], ["Q4", "Where?"]],
            "RawReportData Data": [["Secret Name"]],
        }
    )
    reading = read(Asked(content))
    assert (reading.format, [(each.number, each.seconds, *told(each)) for each in reading.found]) == (
        "Kahoot",
        [
            (1, 20, "single", "Capital?", {"choice": ["Lyon", "Paris"], "right": ["2"]}),
            (2, 20, "single", "Sure?", {"choice": ["True", "False"], "right": ["1"]}),
            (3, None, "short", "Which?", {"accepted": ["Paris"]}),
            (4, None, "", "Where?", {}),
        ],
    )
    assert "Secret" not in json.dumps(reading.message()[0])


def test_kahoots_json_has_milliseconds_and_a_little_html():
    def choices(*texts: str, right: tuple[int, ...] = (0,)) -> list[dict[str, Any]]:
        return [{"answer": text, "correct": place in right} for place, text in enumerate(texts)]

    quiz = {"title": "T", "questions": [
        {"type": "quiz", "question": "<b>One</b>&nbsp;&lt; 2?", "time": 20000, "choices": choices("x", "<i>y</i>")},
        {"type": "multiple_select_quiz", "question": "Two?", "time": 5000, "choices": choices("x", "y", right=(0, 1))},
        {"type": "survey", "question": "Poll?", "choices": choices("x", "y", right=(0, 1))},
        {"type": "jumble", "question": "Sort", "choices": choices("x", "y", "z")},
        {"type": "open_ended", "question": "Type", "choices": choices("Paris", "Paname")},
        {"type": "slider", "question": "Slide", "choiceRange": {"correct": 5, "tolerance": 0.5}},
        {"type": "content", "title": "Look", "image": "https://example.org/x.png"},
        {"type": "drop_pin", "question": "Pin"},
        {"type": "quiz", "question": 5, "choices": choices("x")},
    ]}  # fmt: skip
    reading = read(Asked(json.dumps(quiz).encode()))
    assert (reading.format, [told(each) for each in reading.found]) == (
        "Kahoot",
        [
            ("single", "**One**\xa0< 2?", {"choice": ["x", "y"], "right": ["1"]}),
            ("several", "Two?", {"choice": ["x", "y"], "right": ["1", "2"]}),
            ("single", "Poll?", {"choice": ["x", "y"], "right": []}),
            ("order", "Sort", {"items": ["x\ny\nz"], "ordered": ["1"]}),
            ("short", "Type", {"accepted": ["Paris\nPaname"]}),
            ("number", "Slide", {"right": ["5"], "tolerance": ["0.5"], "unit": [""], "known": ["5", "0.5"]}),
            ("slide", "Look", {}),
            ("", "Pin", {}),
            ("", "", {}),
        ],
    )
    assert ([each.seconds for each in reading.found[:2]], reading.found[6].notes) == (
        [20, 5],
        "https://example.org/x.png",
    )
