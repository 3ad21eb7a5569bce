"""Hostile strings in every text that people read are shown as they were typed, and are never more than text (T32)."""

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from unicodedata import normalize

import pytest
from lxml.html import HtmlElement, fromstring

from live.content.folding import bare, folded
from live.content.lines import limit_marks, line
from live.content.nicknames import clean_nickname
from live.content.safe_html import formulas, plain
from live.models import Move, Room
from live.refusal import Refused
from tests.support.hostile import HOSTILE
from tests.support.live_lesson import Classroom, in_loop, quiet
from tests.support.page import Page

pytestmark = pytest.mark.usefixtures("in_process")

QUIET = "a quiet text"
EIGHT = [HOSTILE[at : at + 8] for at in range(0, len(HOSTILE), 8)]


@dataclass(frozen=True)
class Texts:
    """What is written into one lesson: eight of each, and a title."""

    title: str
    choices: list[str]
    nicknames: list[str]
    typed: list[str]

    @classmethod
    def of(cls, title: str, texts: list[str]) -> "Texts":
        """As our rules keep them; what is refused gives way to something plain."""
        texts = texts + [f"{QUIET} {n}" for n in range(8 - len(texts))]
        choices = [line(f"{text} {n}", "NFC") for n, text in enumerate(texts)]
        names = [_nickname(text, f"Student {n}") for n, text in enumerate(texts)]
        return cls(line(title, "NFC"), choices, names, [line(f"{text[:80]} {n}") for n, text in enumerate(texts)])


def _nickname(text: str, instead: str) -> str:
    try:
        return clean_nickname(text[:24])
    except Refused:
        return instead


def shape(element: HtmlElement) -> list[Any]:
    """Elements and the names of their attributes; the text between them does not matter.

    Without code in choices. Of those who share a place so many are named as have room: what names them is told once.
    """
    named = {*element.xpath("//*[contains(concat(' ', @class, ' '), ' who ')]//*")}
    found = [_shape(each) for each in element.iter() if each not in named]
    return [each for each in found if each != ("code", ())] + sorted({_shape(each) for each in named} - {COUNTED})


def _shape(element: HtmlElement) -> Any:
    return (element.tag, tuple(sorted(element.attrib))) if isinstance(element.tag, str) else "comment"


COUNTED = ("small", ())
"How many more share a place."


def shown(text: str) -> str:
    """As a page's text is compared: spaces folded, and composed as Django's truncating does."""
    return normalize("NFC", " ".join(text.split()))


def drawn(choice: str) -> str:
    """As a page shows a choice: what stands between backticks is code."""
    return shown(fromstring(f"<p>{formulas(choice)}</p>").text_content())


def asked(page: Page) -> str:
    """The id of the question's element, which is another one with each round."""
    [found] = {*page.root.xpath("//*[starts-with(@id, 'question-')]/@id")}
    return str(found)


def lesson_with(texts: Texts) -> Classroom:
    """A room whose quiz is made of these."""
    single = {"kind_slug": "single", "text": QUIET, "content": {"choices": texts.choices, "right": [1]}}
    short = {"kind_slug": "short", "text": QUIET, "content": {"accepted": texts.choices}}
    lesson = Classroom(single, short)
    lesson.room.title = texts.title
    lesson.room.save()
    return lesson


async def play(lesson: Classroom, texts: Texts) -> dict[str, Page]:
    """The lesson to its end: what host, screen and the first student see, and the results."""
    students = [await lesson.joins(name) for name in texts.nicknames]
    seen: dict[str, Page] = {}

    async def look(phase: str) -> None:
        host = f"/host/{lesson.pk}/"
        seen[f"{phase} play"] = (await students[0].get(f"/play/{lesson.pk}/")).page
        seen[f"{phase} screen"] = (await lesson.screen.get(lesson.screen_url)).page
        seen[f"{phase} host"] = (await lesson.host.get(host)).page
        seen[f"{phase} present"] = (await lesson.host.get(f"{host}present/")).page

    await look("lobby")
    await lesson.do(Move.OPEN)
    for number, student in enumerate(students, start=1):
        mine = await lesson.answers(student, choice=str(number))
        assert f"Your answer: {drawn(texts.choices[number - 1])}" in shown(Page(mine.text).root.text_content())
    await lesson.do(Move.CLOSE, Move.REVEAL)
    await look("revealed")
    await lesson.do(Move.OPEN)
    for student, typed in zip(students, texts.typed, strict=True):
        mine = await lesson.answers(student, text=typed)
        assert f"Your answer: {shown(limit_marks(typed))}" in shown(Page(mine.text).root.text_content())
    await lesson.do(Move.CLOSE)
    await look("typed")
    await lesson.do(Move.REVEAL, Move.STANDINGS)
    await look("standings")
    await lesson.do(Move.END)
    await look("ended")
    seen["results"] = (await lesson.host.get(f"/rooms/{lesson.pk}/results/")).page
    return seen


def test_it_is_text_on_every_page():
    calm = Texts.of(QUIET, [QUIET] * 8)
    calm = replace(calm, nicknames=[f"Student {n}" for n in range(8)])
    wild = [Texts.of(texts[0], texts) for texts in EIGHT]
    lessons = [(lesson_with(texts), texts) for texts in [calm, *wild]]

    async def story():
        expected = await play(*lessons[0])
        for lesson, texts in lessons[1:]:
            seen = await play(lesson, texts)
            everything = {name: shown(page.root.text_content()) for name, page in seen.items()}
            for name, page in seen.items():
                assert shape(page.root) == shape(expected[name].root), (name, texts)
            for choice in texts.choices:
                assert drawn(choice) in everything["revealed screen"]
                assert drawn(choice) in everything["revealed host"]
            for nickname in texts.nicknames:
                assert shown(nickname) in everything["lobby screen"]
                assert shown(nickname) in everything["lobby host"]
                assert shown(nickname) in everything["results"]
            for name in ("lobby play", "lobby host", "lobby screen", "results"):
                assert shown(texts.title) in everything[name]

    in_loop(story())


def test_a_title_of_each_is_text():
    lesson = Classroom()

    async def story():
        ana = await lesson.joins("Ana")
        for text in filter(None, (line(text, "NFC")[:120] for text in HOSTILE)):
            room = Room.objects.filter(pk=lesson.pk)
            await lesson.change(partial(room.update, title=text))
            for browser, url in [(ana, f"/play/{lesson.pk}/"), (lesson.screen, f"/join/{lesson.room.key}/")]:
                page = (await browser.follow(await browser.get(url))).page
                assert shown(text) in shown(page.root.findtext(".//title"))
                assert not page.root.xpath("//main//script | //main//img | //main//iframe | //*[@onerror]")

    in_loop(story())


ALLOWED = {"p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
ALLOWED |= {"em", "strong", "s", "code", "a"}


def harmless(page: Page, name: str, root: int = 1) -> None:
    """Nothing but the elements that Markdown may make, links to http(s) alone, no attributes that act."""
    element = page.find(name)
    assert element is not None
    for each in list(element.iter())[root:]:
        assert each.tag in ALLOWED
        assert set(each.attrib) <= {"href", "rel", "target", "start"}
        assert each.get("href", "http://").startswith(("http://", "https://"))


def test_questions_explanations_and_notes_are_harmless_markdown():
    written = [*HOSTILE[:3], *("\n\n".join(eight) for eight in EIGHT)]
    texts = [text.replace("\0", "") for text in written]  # which no form takes and PostgreSQL does not keep
    common = {"kind_slug": "cloud", "content": {"words": 1}}
    lesson = Classroom(*({**common, "text": text, "explanation": text, "notes": text} for text in texts))

    async def story():
        ana = await lesson.joins("Ana")
        socket = await lesson.watches("screen")
        for text in texts:
            await lesson.do(Move.OPEN)
            await quiet()
            asking = [frame for frame in socket.frames if "question-" in frame][-1]  # counts may follow it
            page = Page(f'<main><section id="stage"></section></main>{asking}')
            page.apply(asking)
            harmless(page, asked(page))
            assert shown(plain(text)) == shown(page.words(asked(page))), text
            phone = (await ana.get(f"/play/{lesson.pk}/")).page
            harmless(phone, asked(phone))
            key = (await lesson.host.get(f"/host/{lesson.pk}/key/")).page
            assert not key.root.xpath("//main//script | //main//img | //main//iframe | //main//*[@onerror]")
            await lesson.do(Move.CLOSE, Move.REVEAL)
        jump = (await lesson.host.get(f"/host/{lesson.pk}/")).page
        listed = [each.text_content() for each in jump.root.xpath("//*[@id='jump']//button/span[1]")]
        assert [shown(text)[:80] for text in listed] == [shown(plain(text))[:80] for text in texts]

    in_loop(story())


def test_quick_questions_and_words_are_text():
    lesson = Classroom()
    parts = [part for text in HOSTILE for part in re.split("[,;،؛、]", line(text))]
    typed = [line(limit_marks(line(part[:30].strip()))) for part in parts]
    words = list({bare(folded(word)): word for word in typed if folded(word)}.values())

    async def story():
        ana = await lesson.joins("Ana")
        for at in range(0, len(words), 3):
            await lesson.press(quick="cloud", quick_text="\n\n".join(HOSTILE[at : at + 3]))
            assert (await lesson.answers(ana, word=words[at : at + 3])).status == 200
            await lesson.do(Move.CLOSE)
            page = (await lesson.screen.get(lesson.screen_url)).page
            harmless(page, asked(page))
            for word in words[at : at + 3]:
                assert shown(word) in shown(page.words("tally"))
            drawn = {each.tag for each in page.root.xpath("//*[@id='tally']//*")}
            assert drawn <= {"div", "ul", "li", "bdi", "small", "svg", "text"}
            await lesson.do(Move.REVEAL)

    in_loop(story())
