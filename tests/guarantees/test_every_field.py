"""Every field of every form that a page shows, with what is neither number nor text: never a server error (T2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import sub
from urllib.parse import urldefrag

import pytest
from lxml.html import HtmlElement

from live.models import Move
from tests.support.app_browser import Browser
from tests.support.lessons import ALL_KINDS
from tests.support.live_lesson import Classroom, application, in_loop

pytestmark = pytest.mark.usefixtures("in_process")

DIGITS = "9" * 5000
ALONE = [DIGITS, "1\0"]
"In one field, while all others are as the page has them."
TOGETHER = [f"-{DIGITS}", "\0", "²", "٣" * 5000, "\ud800", "\r\nX: 1", "1e999999999"]
"In all fields at once."
LAST = ("/logout/", "/remove/", "/delete/", "/leave/")
"What ends what the others need."


@dataclass
class Sheet:
    """A form as a browser would send it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where it is sent, whatever the ids and keys."""
        return sub(r"[\w-]{22,}|\d+", "N", self.action.partition("?")[0])


def sheets(root: HtmlElement, page: str) -> Iterator[Sheet]:
    """Each form by POST on a page, once for each of its buttons."""
    for form in root.xpath("//form[@method='post']"):
        fields = {name: form.fields[name] or "" for name in form.fields if name and name != "csrfmiddlewaretoken"}
        action = form.get("action") or page
        buttons = {button.get("name"): button.get("value", "") for button in form.xpath(".//button[@name]")}
        yield Sheet(action, {**{str(name): str(value) for name, value in fields.items()}, **buttons})


async def found(browser: Browser, *pages: str) -> list[Sheet]:
    """The forms of all pages that links lead to, each kind of form once; those that end something come last."""
    waiting, seen, forms = list(pages), set[str](), dict[tuple[str, ...], Sheet]()
    while waiting:
        page = waiting.pop()
        if (kind := sub(r"\d+", "N", page)) in seen:
            continue
        seen.add(kind)
        answer = await browser.follow(await browser.get(page))
        if not answer["content-type"].startswith("text/html"):
            continue
        for sheet in sheets(answer.page.root, page):
            forms.setdefault((sheet.place, *sorted(sheet.fields)), sheet)
        waiting += [urldefrag(str(link)).url for link in answer.page.root.xpath("//a/@href") if link.startswith("/")]
    return sorted(forms.values(), key=lambda sheet: sheet.action.endswith(LAST))


def bent(sheet: Sheet, names: Iterable[str]) -> Iterator[dict[str, str]]:
    """What is sent in place of what a form has; `names`: the fields that are tried alone."""
    for value in ALONE:
        yield from ({**sheet.fields, name: value} for name in names)
    for value in TOGETHER:
        yield dict.fromkeys(sheet.fields, value)


async def errors(browser: Browser, forms: list[Sheet], in_each: bool) -> list[tuple[str, dict[str, str]]]:
    """Send each form with hostile fields; those whose answer is a server error.

    `in_each`: what all forms at one place have (the text of a question, of whatever kind) alone in each of them, too,
    and not only in the first.
    """
    wrong, tried = [], set[tuple[str, str]]()
    for sheet in forms:
        common = set.intersection(*({*each.fields} for each in forms if each.place == sheet.place))
        names = [name for name in sheet.fields if in_each or (sheet.place, name) not in tried]
        tried |= {(sheet.place, name) for name in common}
        for number, fields in enumerate(bent(sheet, names)):
            answer = await browser.post(sheet.action, fields, htmx=number % 2 == 0)
            if answer.status >= 500:
                wrong.append((sheet.place, {name: value[:20] for name, value in fields.items()}))
    return wrong


def test_no_field_of_any_form_makes_a_server_error(request: pytest.FixtureRequest):
    in_each = bool(request.config.getoption("--long"))
    lesson = Classroom(*ALL_KINDS)
    lesson.room.host.is_superuser = True
    lesson.room.host.save()

    async def story():
        ana = await lesson.joins("Ana")
        await lesson.do(Move.OPEN)
        person = f"/host/{lesson.pk}/person/{(await lesson.person('Ana')).pk}/"
        quiz = f"/quizzes/{lesson.room.quiz_id}/"
        of_host = await found(
            lesson.host, "/quizzes/", quiz, f"/host/{lesson.pk}/", person, f"/host/{lesson.pk}/people/"
        )
        of_students = [
            *await found(Browser(application()), "/login/", f"/join/{lesson.room.key}/"),
            *await found(ana, f"/play/{lesson.pk}/"),
        ]
        assert {"/address/", "/quizzes/N/questions/new/", "/host/N/act/", "/password/"} <= {s.place for s in of_host}
        assert {"/play/N/answer/", "/join/N/", "/login/"} <= {s.place for s in of_students}
        assert await errors(ana, of_students, in_each) == []
        assert await errors(lesson.host, of_host, in_each) == []

    in_loop(story())
