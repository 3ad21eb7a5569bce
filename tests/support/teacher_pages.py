"""What a teacher sees on a page of the editor, for the tests."""

import re
from html import unescape
from typing import Any

import lxml.html
from django.test import Client

from live.models import Question, Quiz

CAPITALS = {"choices": ["Lyon", "Paris", "Nice"], "right": [2]}
CAPITAL: dict[str, Any] = {
    "kind": "single",
    "text": "Capital of France?",
    "seconds": "30",
    "weight": "2",
    "explanation": "Since 987.",
    "notes": "Ask Zoë.",
    "choice": ["Lyon", "Paris", "Nice"],
    "right": ["2"],
}
KEPT = {
    "kind_slug": "single",
    "text": "Capital of France?",
    "seconds": 30,
    "weight": 2,
    "explanation": "Since 987.",
    "notes": "Ask Zoë.",
    "content": CAPITALS,
}


def errors(body: str) -> dict[str, str]:
    """What stands beside the fields: {"text": "Please write the question."}."""
    return dict(re.findall(r'<p class="error" id="error-(\w+)">(.*?)</p>', unescape(body)))


def summary(body: str) -> list[str]:
    """The list of problems above the form."""
    return re.findall(r'<li><a href="#error-\w+">(.*?)</a></li>', unescape(body))


def alert(body: str) -> str:
    """The sentence above the page, "" without one."""
    found = re.search(r'role="alert">(?:<h2>[^<]*</h2>)?(?:<p>)?(.*?)<', unescape(body))
    return found[1] if found else ""


def box(body: str, name: str) -> str:
    """What stands in a text box, exactly."""
    found = re.search(rf'<textarea id="field-{name}"[^>]*>\n(.*?)</textarea>', body, re.DOTALL)
    return unescape(found[1]) if found else f"no box {name}"


def line(body: str, name: str) -> str:
    """What stands in a line of a form."""
    found = re.search(rf'<input id="field-{name}"[^>]* value="([^"]*)"', body)
    return unescape(found[1]) if found else f"no line {name}"


def lines(body: str, name: str) -> list[str]:
    """What stands in all lines of one name."""
    return [unescape(value) for value in re.findall(rf'<input[^>]* name="{name}" value="([^"]*)"[^>]*>', body)]


def link(body: str) -> str:
    """The link that is shown once, without the server's address; "" without one."""
    found = re.search(r'id="welcome-link" value="http://[^/]+([^"]*)"', body)
    return found[1] if found else ""


def texts(quiz: Quiz) -> list[str]:
    """The questions of a quiz, in their order."""
    return list(quiz.questions.values_list("text", flat=True))


def kept(question: Question) -> dict[str, Any]:
    """What the database has of a question."""
    return {name: getattr(Question.objects.get(pk=question.pk), name) for name in KEPT}


def signed_in(browser: Client) -> bool:
    """Whether the dashboard opens."""
    return browser.get("/quizzes/").status_code == 200


def sent(body: str) -> dict[str, list[str]]:
    """What a browser would send of the editor's form, without the button that is pressed."""
    form: dict[str, list[str]] = {}
    for name, value in lxml.html.fromstring(body).get_element_by_id("writing").form_values():
        form.setdefault(name, []).append(value)
    return form


def focused(body: str) -> str:
    """The id of what has the focus when the page comes, "" for nothing."""
    found = lxml.html.fromstring(body).xpath("//*[@autofocus]")
    assert len(found) <= 1
    return found[0].get("id", found[0].get("class", "")) if found else ""


def kept_texts(quiz: Quiz) -> list[str]:
    """All questions that are in the database, also those that were deleted a moment ago."""
    return list(Question.every.filter(quiz=quiz).values_list("text", flat=True))


def found_in(body: str) -> dict[str, Any]:
    """The form with which the questions of a file are imported, as it stands on the page: all that are ticked."""
    ticked = lxml.html.fromstring(body).xpath("//input[@name='take'][@checked]/@value")
    return {"take": [str(each) for each in ticked]}


def page_of(body: str) -> str:
    """The address of the page that shows what was found."""
    return str(lxml.html.fromstring(body).xpath("//form[@class='import']/@action")[0])


def imports(browser: Client, body: str, **form: Any) -> Any:
    """Import what is ticked on the page that shows what was found, or as `form` says; the answer."""
    return browser.post(page_of(body), {**found_in(body), **form})


def brings(browser: Client, quiz: Quiz, text: str) -> Any:
    """Paste a text, and import what is ticked; the last answer."""
    shown = browser.post(f"/quizzes/{quiz.pk}/paste/", {"text": text}, follow=True)
    return imports(browser, shown.content.decode())
