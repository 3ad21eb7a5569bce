"""Questions from elsewhere: seen before they are kept, and imported as they were seen."""

import re
from html import unescape
from typing import Any

import lxml.html
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from live import clock
from live.formats.lists import listed
from live.forms.import_preview import ImportPreview
from live.models import Brought, Question, Quiz
from live.models.brought import LASTS, MOST
from live.models.deletion import REGRET
from live.retention import purge
from live.views import found
from tests.formats.test_tables import spreadsheet
from tests.support.teacher_pages import alert, box, brings, imports, page_of, texts

TWO = """Capital of France?
A) Lyon
B) Paris
ANSWER: B

Legs of a spider?
A. Six
B. Eight
C. Ten
ANSWER: B
"""


NOTHING = "No question was ticked, so nothing was imported."
SLOW = "These questions take too long to draw. Paste fewer of them at once."
BANK = """$CATEGORY: $course$/Rivers

River of Paris? {=Seine ~Loire}

$CATEGORY: $course$/Hills

Highest? {=Blanc ~Etna}
"""


def said(part: Any) -> str:
    return " ".join(part.text_content().split())


def shown(body: str) -> list[tuple[str, bool, list[str]]]:
    """Each question of the page: its place and kind, whether it is ticked, and its remarks."""
    page = lxml.html.fromstring(body)
    return [
        (
            " · ".join(said(part) for part in each.xpath(".//label/span[@class='about']/span[position()<3]")),
            bool(each.xpath(".//input[@checked]")),
            [remark.text_content() for remark in each.find_class("remark")],
        )
        for each in page.xpath("//ol[@class='incoming']/li")
    ]


def puts(browser: Client, quiz: Quiz, *files: tuple[str, bytes], text: str = "") -> str:
    """The page that follows when something was put into the box."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    answer = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": text, "file": uploads}, follow=True)
    assert answer.status_code == (200 if answer.redirect_chain else 422)
    return answer.content.decode()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_example_can_be_pasted_in_every_language(browser: Client, quiz: Quiz, language: str):
    page = browser.get(f"/quizzes/{quiz.pk}/paste/", headers={"accept-language": language}).content.decode()
    [example] = re.findall(r'<pre class="example"[^>]*>(.*?)</pre>', page, re.DOTALL)
    found = listed.read(unescape(example)).found
    assert [(each.kind, each.fields["right"], each.remarks) for each in found] == [("single", ["2"], [])] * 2


def test_nothing_is_kept_before_it_was_seen(browser: Client, quiz: Quiz, questions: list[Question]):
    body = puts(browser, quiz, text=TWO.replace("\n", "\r\n"))
    assert shown(body) == [("Line 1 · Single choice", True, []), ("Line 6 · Single choice", True, [])]
    assert texts(quiz) == ["One", "Two", "Three"]
    answer = imports(browser, body)
    assert answer.headers["Location"] == f"/quizzes/{quiz.pk}/"
    assert texts(quiz) == ["One", "Two", "Three", "Capital of France?", "Legs of a spider?"]
    last = quiz.questions.all()[4]
    assert (last.kind_slug, last.content, last.weight, last.seconds) == (
        "single",
        {"choices": ["Six", "Eight", "Ten"], "right": [2]},
        1,
        None,
    )


def test_what_is_not_ticked_stays_away(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text=TWO)
    imports(browser, body, take=["2", "7", "x"])
    assert texts(quiz) == ["Legs of a spider?"]


def test_several_files_and_a_text_come_together_and_one_that_cannot_be_read_costs_no_other(browser: Client, quiz: Quiz):
    table = spreadsheet(["Question", "Answer 1", "Answer 2", "Correct"], ["River?", "Seine", "Loire", 1])
    body = puts(browser, quiz, ("a.xlsx", table), ("b.pdf", b"%PDF-1.7"), text=TWO)
    assert [line[0].split(" · ")[0] for line in shown(body)] == ["Row 2", "Line 1", "Line 6"]
    assert alert(body) == "b.pdf: A PDF cannot be read. Copy its text, and paste it here."
    imports(browser, body)
    assert texts(quiz) == ["River?", "Capital of France?", "Legs of a spider?"]


def test_what_a_kind_would_refuse_says_so_and_costs_no_neighbour(browser: Client, quiz: Quiz):
    twins = f"Why?\nA) {'x' * 201}\nB) x\nANSWER: A\n"
    long = f"{'a' * 2001}\nA) One\nB) Two\nANSWER: A\n"
    body = puts(browser, quiz, text=f"{twins}{long}{TWO}")
    assert shown(body) == [
        ("Line 1", False, ["Choice A is too long: 200 characters at most."]),
        ("Line 5", False, ["This question is too long: 2000 characters at most."]),
        ("Line 9 · Single choice", True, []),
        ("Line 14 · Single choice", True, []),
    ]
    imports(browser, body, take=["1", "2", "3"])
    assert texts(quiz) == ["Capital of France?"]


def test_what_is_there_already_is_not_ticked(browser: Client, quiz: Quiz):
    brings(browser, quiz, TWO)
    twice = "Legs of a cat?\nA) Four\nB) Six\nANSWER: A\n"
    there = ["This question is already there."]
    assert [line[1:] for line in shown(puts(browser, quiz, text=TWO + twice + twice))] == [
        (False, there),
        (False, there),
        (True, []),
        (False, ["This question comes twice."]),
    ]


def test_hostile_text_is_shown_as_text(browser: Client, quiz: Quiz):
    hostile = "<script>alert(1)</script>"
    body = puts(browser, quiz, text=f"{hostile}\nA) {hostile}\nB) y\nANSWER: {hostile}")
    assert ("<script>alert" in body, hostile in unescape(body)) == (False, True)
    assert "<script" not in puts(browser, quiz, (f"{hostile}.pdf", b"%PDF"))


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Choose a file, or paste some questions."),
        ([("a.txt", b" \n")], "a.txt: This file is empty. Save it once more in its program, and bring it again."),
        (
            [("a", b"x" * (10 << 20) + b"x")],
            "a: This file is too large: 10 MB at most. Split it, or take out pictures.",
        ),
    ],
)
def test_nothing_and_far_too_much_are_refused(browser: Client, quiz: Quiz, files: list[Any], sentence: str):
    assert alert(puts(browser, quiz, *files)) == sentence


def test_a_pasted_text_has_a_largest_size_and_is_shown_once_more_while_it_is_short(browser: Client, quiz: Quiz):
    here = f"/quizzes/{quiz.pk}/paste/"
    pasted = {length: browser.post(here, {"text": "%PDF" + "x" * length}) for length in (1000, 600_000, 3_000_000)}
    assert {length: answer.status_code for length, answer in pasted.items()} == {
        1000: 422,
        600_000: 422,
        3_000_000: 413,
    }
    assert ["x" * 1000 in answer.content.decode() for answer in pasted.values()] == [True, False, False]
    assert (
        "This text is too long. Nothing was changed: go back, and send less at once."
        in pasted[3_000_000].content.decode()
    )


def test_a_text_without_a_question_says_so(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text="Hello.")
    assert shown(body) == [("Line 1", False, ["This question has no choices and no answer."])]
    assert "Import" not in body


def test_what_was_found_for_another_teacher_or_long_ago_says_that_it_is_gone(browser: Client, quiz: Quiz, ben: User):
    others = Brought.add(ben, None, ImportPreview().packed())
    where = page_of(puts(browser, quiz, text=TWO))
    purge.purge_deleted()
    assert browser.get(where).status_code == 200
    with clock.at(clock.now() + LASTS):
        purge.purge_deleted()
    gone = "What was found here is gone. What was imported is in your quizzes; for the rest, bring the file again."
    for page in (where, f"/quizzes/bring/{others.pk}/", "/quizzes/bring/0/"):
        for answer in (browser.get(page), browser.post(page, {"take": ["1"]}), browser.post(f"{page}undo/")):
            assert (answer.status_code, gone in answer.content.decode()) == (410, True)
    assert texts(quiz) == []


def test_a_second_press_imports_nothing_more_and_leads_to_the_same_place(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text=TWO)
    answers = [imports(browser, body), imports(browser, body), imports(browser, body, take=[])]
    assert [each.headers["Location"] for each in answers] == [f"/quizzes/{quiz.pk}/"] * 3
    assert texts(quiz) == ["Capital of France?", "Legs of a spider?"]


def test_going_back_shows_what_was_imported_and_offers_no_second_import(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text=TWO)
    imports(browser, body, take=["2"])
    back = browser.get(page_of(body)).content.decode()
    assert [ticked for _place, ticked, _remarks in shown(back)] == [False, True]
    assert ("Imported:" in back, "Import the ticked" in back, "undo/" in back) == (True, False, True)


def test_an_import_is_undone_as_a_whole_and_can_be_done_again(browser: Client, quiz: Quiz, questions: list[Question]):
    body = puts(browser, quiz, text=TWO)
    imports(browser, body)
    shown_there = browser.get(f"/quizzes/{quiz.pk}/").content.decode()
    assert ("Imported:" in shown_there, "from question 4" in shown_there) == (True, True)
    undo = f"{page_of(body)}undo/"
    assert [browser.post(undo).headers["Location"] for _press in range(2)] == [page_of(body)] * 2
    assert texts(quiz) == ["One", "Two", "Three"]
    imports(browser, browser.get(page_of(body)).content.decode())
    assert texts(quiz) == ["One", "Two", "Three", "Capital of France?", "Legs of a spider?"]


def test_what_an_undo_took_away_comes_back_together(browser: Client, quiz: Quiz, questions: list[Question]):
    body = puts(browser, quiz, text=TWO)
    imports(browser, body)
    first = quiz.questions.all()[3]
    browser.post(f"{page_of(body)}undo/")
    page = " ".join(browser.get(f"/quizzes/{quiz.pk}/").content.decode().split())
    assert page.count("/restore/") == 1
    assert "Capital of France?</bdi></b>and 1 more" in page
    browser.post(f"/quizzes/questions/{first.pk}/restore/")
    assert texts(quiz) == ["One", "Two", "Three", "Capital of France?", "Legs of a spider?"]


def test_an_undo_takes_the_new_quizzes_away_but_none_with_questions_of_others(browser: Client):
    body = browser.post("/quizzes/bring/", {"text": BANK}, follow=True).content.decode()
    ticked(browser, body, each="on")
    hills = Quiz.objects.get(title="Hills")
    Question.append(hills, kind_slug="slide", text="Mine", content={})
    assert "Imported:" in browser.get("/quizzes/").content.decode()
    browser.post(f"{page_of(body)}undo/")
    assert {each.title: texts(each) for each in Quiz.objects.all()} == {"Hills": ["Mine"]}


def test_an_undo_that_comes_too_late_takes_nothing_away(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text=TWO)
    imports(browser, body)
    with clock.at(clock.now() + REGRET):
        assert "Imported:" not in browser.get(f"/quizzes/{quiz.pk}/").content.decode()
        told = browser.post(f"{page_of(body)}undo/", follow=True).content.decode()
    assert ("It is too late to undo this." in told, len(texts(quiz))) == (True, 2)


def test_of_what_waits_to_be_imported_a_teacher_has_the_latest_twenty(ada: User, ben: User):
    first, bens = Brought.add(ada, None, b""), Brought.add(ben, None, b"")
    kept = [Brought.add(ada, None, b"").pk for _again in range(MOST)]
    assert sorted(Brought.objects.values_list("pk", flat=True)) == sorted([bens.pk, *kept])
    assert first.pk not in kept


def test_questions_that_take_too_long_to_draw_are_not_imported(browser: Client, quiz: Quiz, monkeypatch):
    monkeypatch.setattr(found, "DRAWING", 0.0)
    answer = brings(browser, quiz, TWO)
    assert (answer.status_code, alert(answer.content.decode())) == (422, SLOW)
    assert not quiz.questions.exists()


def test_files_beyond_twenty_are_named(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, *((f"{number}.txt", b"Go?\nA) Yes\nB) No") for number in range(1, 23)))
    told = "20 files are the most at a time. Bring these afterwards: 21.txt, 22.txt"
    assert (alert(body), len(shown(body))) == (told, 20)


def test_nothing_ticked_says_so_and_the_page_stays(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text=TWO)
    answer = imports(browser, body, take=[])
    told = answer.content.decode()
    assert (answer.status_code, alert(told), texts(quiz)) == (422, NOTHING, [])
    assert shown(told) == [(place, False, remarks) for place, _ticked, remarks in shown(body)]


def test_a_refusal_keeps_the_page_with_its_ticks_its_title_and_all_that_it_said(browser: Client, monkeypatch):
    files = [SimpleUploadedFile("bank.gift", BANK.encode()), SimpleUploadedFile("b.pdf", b"%PDF-1.7")]
    body = browser.post("/quizzes/bring/", {"file": files, "text": "Hello."}, follow=True).content.decode()
    monkeypatch.setattr(found, "DRAWING", 0.0)
    answer = imports(browser, body, take=["2"], title="Hilly", each="on")
    told = answer.content.decode()
    assert (answer.status_code, alert(told)) == (
        422,
        "These questions take too long to draw. Paste fewer of them at once.",
    )
    assert shown(told) == [
        ("Line 3 · Single choice", False, []),
        ("Line 7 · Single choice", True, []),
        ("Line 1", False, ["This question has no choices and no answer."]),
    ]
    page = lxml.html.fromstring(told)
    assert page.xpath("//input[@name='title']/@value") == ["Hilly"]
    assert page.xpath("//input[@name='each']/@checked") == ["checked"]
    assert page.find_class("read")[0].text_content() == lxml.html.fromstring(body).find_class("read")[0].text_content()
    assert "b.pdf: A PDF cannot be read." in told
    monkeypatch.undo()
    assert ticked(browser, told, each="on")[1] == {"Hills": ["Highest?"]}


def test_tables_with_more_questions_than_can_be_sent_are_imported_as_far_as_they_are_shown(browser: Client):
    table = "Question;Answer 1;Answer 2;Correct\n" + "".join(f"{{0}} {number}?;Yes;No;1\n" for number in range(500))
    files = [SimpleUploadedFile(f"{name}.csv", table.replace("{0}", name).encode()) for name in "abcd"]
    body = browser.post("/quizzes/bring/", {"file": files}, follow=True).content.decode()
    assert len(shown(body)) == 1000
    for name in "cd":
        assert f"{name}.csv: This is too much at a time. Bring this file by itself." in body
    _location, quizzes = ticked(browser, body, each="on")
    assert [(title, len(several)) for title, several in quizzes.items()] == [("a", 500), ("b", 500)]


def test_what_was_brought_is_imported_again_once_nothing_of_it_is_left(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text=TWO)
    imports(browser, body)
    for each in quiz.questions.all():
        each.put_away()
    imports(browser, body)
    assert texts(quiz) == ["Capital of France?", "Legs of a spider?"]


def ticked(browser: Client, body: str, **more: str) -> tuple[str, dict[str, list[str]]]:
    """Where an import without a quiz leads, and then each quiz with its questions."""
    answer = imports(browser, body, **more)
    assert answer.status_code == 302, alert(answer.content.decode())
    return answer.headers["Location"], {each.title: texts(each) for each in Quiz.objects.order_by("pk")}


def test_a_file_becomes_a_quiz_of_its_own(browser: Client):
    body = browser.post("/quizzes/bring/", {"file": SimpleUploadedFile("two things.txt", TWO.encode())}, follow=True)
    told = lxml.html.fromstring(body.content.decode()).xpath("//input[@name='title']/@value")
    assert told == ["two things"]
    location, quizzes = ticked(browser, body.content.decode(), title=" Mixed  things ")
    assert quizzes == {"Mixed things": ["Capital of France?", "Legs of a spider?"]}
    assert location == f"/quizzes/{Quiz.objects.get().pk}/"


def test_a_bank_becomes_one_quiz_or_one_for_each_of_its_titles(browser: Client, ada: User):
    body = browser.post("/quizzes/bring/", {"text": BANK}, follow=True).content.decode()
    assert ticked(browser, body, each="on", title="x") == (
        "/quizzes/",
        {"Rivers": ["River of Paris?"], "Hills": ["Highest?"]},
    )
    Quiz.objects.all().delete()
    [(_location, quizzes)] = [ticked(browser, body, title="All")]
    assert quizzes == {"All": ["River of Paris?", "Highest?"]}
    assert {quiz.owner for quiz in Quiz.objects.all()} == {ada}


def test_nothing_ticked_makes_no_quiz(browser: Client):
    body = browser.post("/quizzes/bring/", {"text": TWO}, follow=True).content.decode()
    answer = imports(browser, body, take=[])
    assert (answer.status_code, alert(answer.content.decode()), Quiz.objects.count()) == (422, NOTHING, 0)


def test_a_pasted_text_can_be_changed_after_it_was_seen(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text="A question alone")
    back = browser.get(f"{page_of(body)}again/")
    assert (back.status_code, box(back.content.decode(), "text")) == (200, "A question alone")
    assert "Change the text" not in puts(browser, quiz, ("a.txt", TWO.encode()))


def test_letters_that_came_out_wrong_are_read_again_without_choosing_the_file_again(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, ("a.txt", "Świdnica?\nA) ż\nB) ó\nANSWER: A".encode("cp1250")))
    assert "Œwidnica?" in body
    read = browser.post(f"{page_of(body)}again/", {"encoding": "cp1250"}, follow=True).content.decode()
    assert ("Świdnica?" in read, "Œwidnica?" in read) == (True, False)
    imports(browser, read)
    assert texts(quiz) == ["Świdnica?"]


def test_a_text_that_was_taken_for_another_format_is_read_as_the_chosen_one(browser: Client, quiz: Quiz):
    body = puts(browser, quiz, text="::std:: is what {=in C}?\nA) a set\nB) a block\nANSWER: B")
    assert "read as <bdi>GIFT</bdi>" in body
    read = browser.post(f"{page_of(body)}again/", {"form": "list"}, follow=True).content.decode()
    assert shown(read) == [("Line 1 · Single choice", True, [])]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (
            {"file": [SimpleUploadedFile(f"{n}.txt", b"?") for n in range(101)]},
            "These are too many files at once. Nothing was changed: go back, and choose fewer.",
        ),
        ({"x": ["1"] * 2001}, "This form has too many fields. Nothing was changed: go back, and send less at once."),
        ({"text": "x" * (13 << 20)}, "This text is too long. Nothing was changed: go back, and send less at once."),
    ],
    ids=["files", "fields", "text"],
)
def test_a_form_with_too_much_says_what_to_do(browser: Client, quiz: Quiz, form: Any, sentence: str):
    page = f"/quizzes/{quiz.pk}/paste/"
    answer = browser.post(page, form, headers={"referer": f"http://testserver{page}"})
    told = answer.content.decode()
    assert (answer.status_code, sentence in told, f'href="http://testserver{page}"' in told) == (413, True, True)


def test_a_form_that_did_not_arrive_whole_says_so(browser: Client, quiz: Quiz):
    form = "multipart/form-data"
    answer = browser.generic("POST", f"/quizzes/{quiz.pk}/paste/", b"--x\r\nbroken", content_type=form)
    told = "This did not arrive whole. Nothing was changed: go back, and send it again."
    assert (answer.status_code, told in answer.content.decode()) == (400, True)
