"""A teacher brings what she has elsewhere, reads the remarks, teaches with it, takes it away and brings it again."""

import io
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.support.people import Teacher

GIFT = """$CATEGORY: $course$/Rivers

::Seine::Through which city does the Seine flow? {=Paris#Yes. ~Lyon ~Nice}

::Length::How long is the Rhine, in km? {#1230:10}

::Mouth::The Nile flows into the Mediterranean. {T}

::Pairs::Match. {=Seine -> Paris =Thames -> London =Spree -> Berlin}
"""
ITEM = """<item ident="{number}" title="{title}"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">{text}</mattext></material>{response}</presentation>{key}
</item>"""
LABEL = '<response_label ident="{n}"><material><mattext>{text}</mattext></material></response_label>'


def kahoot(path: Path) -> Path:
    """Kahoot's spreadsheet with 40 questions, of which the last is too long."""
    book = openpyxl.Workbook()
    sheet = book.active
    for _line in range(7):
        sheet.append([])
    heads = [f"Answer {n} - max 75 characters" for n in (1, 2, 3, 4)]
    seconds = "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs"
    sheet.append(["", "Question - max 120 characters", *heads, seconds, "Correct answer(s) - choose at least one"])
    for number in range(1, 41):
        text = f"What is {number} + {number}?" if number < 40 else "?" * 2100
        sheet.append([number, text, number, 2 * number, 3 * number, 4 * number, 20, "2"])
    book.save(path)
    return path


def cartridge(path: Path) -> Path:
    """A Canvas export with a question that comes, and one that cannot."""
    choices = "".join(LABEL.format(n=n, text=text) for n, text in enumerate(("Elbe", "Oder")))
    single = ITEM.format(
        number=1,
        title="River",
        kind="multiple_choice_question",
        text="&lt;p&gt;Which river flows through &lt;b&gt;Hamburg&lt;/b&gt;?&lt;/p&gt;",
        response=f'<response_lid ident="r" rcardinality="Single"><render_choice>{choices}</render_choice>'
        "</response_lid>",
        key='<resprocessing><respcondition><conditionvar><varequal respident="r">0</varequal></conditionvar>'
        '<setvar action="Set">100</setvar></respcondition></resprocessing>',
    )
    upload = ITEM.format(
        number=2, title="Map", kind="file_upload_question", text="Hand in your map.", response="", key=""
    )
    quiz = (
        '<questestinterop><assessment title="Hamburg"><section ident="root">'
        f"{single}{upload}</section></assessment></questestinterop>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("imsmanifest.xml", "<manifest/>")
        packed.writestr("non_cc_assessments/1.xml.qti", quiz)
    path.write_bytes(kept.getvalue())
    return path


def test_what_a_teacher_has_elsewhere_comes_is_taught_goes_and_comes_again(teacher: Teacher, tmp_path: Path):
    page, complaints = teacher.page, list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{teacher.url}/quizzes/")
    gift = tmp_path / "rivers.gift"
    gift.write_text(GIFT)
    _drops(page, kahoot(tmp_path / "sums.xlsx"), gift, cartridge(tmp_path / "hamburg.imscc"))
    expect(page.locator("h1")).to_have_text("Questions that can come: 44 of 46")
    told = page.locator(".remark-refused").all_inner_texts()
    assert told == [
        "This question is too long: 2000 characters at most.",
        "A question of the type file_upload_question cannot come.",
    ]
    assert [each.is_visible() for each in page.locator(".remark").all()] == [True] * page.locator(".remark").count()
    page.locator("[name=take]").first.uncheck()
    page.fill("#field-title", "All that I have")
    page.click(".taking button")
    expect(page.locator(".questions > li")).to_have_count(43)
    page.go_back()
    expect(page.locator(".note b").first).to_have_text("43 questions")
    page.go_forward()
    teacher.start()
    teacher.ask(1)
    expect(page.locator("#stage .question").first).to_have_text("What is 2 + 2?")
    teacher.end()
    _goes_and_comes_again(teacher, tmp_path)
    assert complaints == []


def _drops(page: Page, *paths: Path) -> None:
    page.set_input_files("#field-file", list(paths))
    page.click("button:has-text('Show what is in it')")


def _goes_and_comes_again(teacher: Teacher, folder: Path) -> None:
    """What was taken as Moodle XML is, brought again, all there already."""
    page = teacher.page
    page.goto(f"{teacher.url}/quizzes/")
    page.click(".quizzes a:has-text('All that I have')")
    quiz = page.url
    page.click("text=Take away")
    with page.expect_download() as taking:
        page.click("#as-moodle a")
    taken = folder / taking.value.suggested_filename
    taking.value.save_as(taken)
    page.goto(f"{quiz}paste/")
    _drops(page, taken)
    expect(page.locator("h1")).to_have_text("Questions that can come: 43 of 43")
    expect(page.locator("[name=take]:checked")).to_have_count(0)
    assert set(page.locator(".remark").all_inner_texts()) == {"This question is already there."}
