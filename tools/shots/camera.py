"""Goes through all states with a real browser at a real server, and takes the pictures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from bench.programs import chromium
from live.access import identity
from tests.support.fixtures.browsers import ARGUMENTS
from tests.support.lessons import Student
from tests.support.program import Program
from tools.shots import still
from tools.shots.pages import beside_a_lesson
from tools.shots.rooms import MANY, STATES, Scene
from tools.shots.styleguide import ADDRESS, styleguide
from tools.shots.windows import LOOKS, Look

ALIKE = ["--disable-partial-raster", "--disable-skia-runtime-opts", "--force-color-profile=srgb"]
"The same pixels, whatever was painted before, and whatever processor and screen are there."
UNFOLDED = {"lobby 12", "single open"}
"Where the host's page is also seen with all of it unfolded."
STILL = """async () => {
    document.documentElement.style.caretAnimation = "manual"
    const moving = () => document.getAnimations().filter(each => each.playState == "running")
    const grows = each => each.effect.getComputedTiming().endTime < 6000
    const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    await Promise.allSettled([document.fonts.ready, ...[...document.images].map(each => each.decode())])
    while (moving().length) {
        await Promise.allSettled(moving().filter(grows).map(each => each.finished))
        for (const each of moving().filter(each => !grows(each))) { each.pause(); each.currentTime = 0 }
        await drawn()
    }
}"""
"""Letters and pictures are there, what grows has grown; what runs longer (the clock) stands where the server drew it.

The caret does not blink: Playwright hides it, but not where colours are forced."""


class Still(Program):
    """The program at a moment that does not pass."""

    command = ("-m", "tools.shots.server", "serve", "--local", "--port")

    @staticmethod
    def prepared(data: Path) -> Path:
        """Leave it to the first start, which is at that moment, too."""
        return data


@dataclass
class Camera:
    """One browser at one server; `taken`: the names of the pictures so far."""

    browser: Browser
    url: str
    host: User
    folder: Path
    only: list[str]
    taken: list[str] = field(default_factory=list)

    def wants(self, name: str) -> bool:
        """It was asked for."""
        return all(word in name.split() for word in self.only)

    def all_states(self) -> None:
        """Each state in each language, seen by everybody who is in it."""
        for state, build in STATES.items():
            for language in ("en", "ar"):
                views = [(view, look) for view, look in _views(language) if self._wants_some(view, state, look)]
                if views:
                    with still.lesson(f"{state} {language}"):
                        scene = build(self.host, views[0][1].words)
                    self.seat_all(scene)
                    for view, look in views:
                        self._state(view, state, look, scene)

    def _wants_some(self, view: str, state: str, look: Look) -> bool:
        words = {*f"{view} {state} {look.name}".split(), "answered", "other", "third", "silent", "first", "right",
                 "folds"}  # fmt: skip
        return all(word in words for word in self.only)

    def seat_all(self, scene: Scene) -> None:
        """Whoever is in the room looks at it once, and so is there."""
        people = list(scene.room.participants.all())
        with self.context(LOOKS["phone"][0]) as context:
            for participant in people if len(people) < MANY else []:
                context.clear_cookies()
                context.add_cookies([self.seat(Student(participant))])
                context.request.get(f"{self.url}/play/{scene.room.pk}/")

    def _state(self, view: str, state: str, look: Look, scene: Scene) -> None:
        room = scene.room
        paths = {"screen": f"/screen/{room.screen_key}/", "host": f"/host/{room.pk}/",
                 "present": f"/host/{room.pk}/present/"}  # fmt: skip
        with self.context(look) as context:
            if view != "phone":
                self.take(context, f"{view} {state} {look.name}", paths[view])
            if view == "host" and state in UNFOLDED:
                self.take(context, f"host {state} folds {look.name}", f"{paths[view]}?still=1", whole=True)
            for who, student in scene.phones.items() if view == "phone" else ():
                context.clear_cookies()
                context.add_cookies([self.seat(student)])
                name = " ".join([view, state, *who.split(), look.name])
                self.take(context, name, f"/play/{room.pk}/")

    def all_pages(self) -> None:
        """What teachers see beside a lesson, and the doors."""
        for look in LOOKS["page"]:
            if not self.wants(f"page {look.name}") and not self.only:
                continue
            with self.context(look) as context:
                with still.lesson(f"page {look.name}"):
                    pages = beside_a_lesson(self.host, look.words)
                context.route(f"**{ADDRESS}", _answer_with(styleguide(look.words)))
                for name, path in [*pages, ("styleguide", ADDRESS)]:
                    self.take(context, f"page {name} {look.name}", path, whole=True)

    def take(self, context: BrowserContext, name: str, path: str, whole: bool = False) -> None:
        """One picture, once nothing moves any more; of the whole page when it is one that people scroll."""
        if not self.wants(name):
            return
        page = context.new_page()
        page.goto(self.url + path)
        if page.locator("#sock").count():
            page.locator("#link.live").wait_for(state="attached")
        if "folds" in name.split():
            page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        page.evaluate(STILL)
        page.screenshot(path=self.folder / f"{name}.png", full_page=whole)
        page.close()
        self.taken.append(name)

    @contextmanager
    def context(self, look: Look) -> Iterator[BrowserContext]:
        """A window in which the host is signed in."""
        context = self.browser.new_context(**look.options)
        context.add_cookies([{"name": "sessionid", "value": _session(self.host), "url": self.url}])
        yield context
        context.close()

    def seat(self, student: Student) -> Any:
        """The cookie that the door gives, for Playwright's add_cookies."""
        request, response = HttpRequest(), HttpResponse()
        request.META |= {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80"}
        identity.give_seat(response, request, student.seat)
        cookie = response.cookies[identity.SEAT]
        return {"name": cookie.key, "value": cookie.value, "domain": "127.0.0.1", "path": cookie["path"]}


def _views(language: str) -> list[tuple[str, Look]]:
    return [(view, look) for view in ("screen", "present", "host", "phone") for look in LOOKS[view]
            if look.words.language == language]  # fmt: skip


def _answer_with(html: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


def _session(host: User) -> str:
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(host.pk), host.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.create()
    return str(session.session_key)


@contextmanager
def camera(data: Path, folder: Path, only: list[str]) -> Iterator[Camera]:
    """A camera at a server of its own, which takes all pictures whose name has these words into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    program = Still(data, "--address", f"{still.NETWORK}:{still.PORT}", cap=MANY)
    host = User.objects.filter(is_superuser=True).order_by("pk")[0]
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *ALIKE])
            yield Camera(browser, program.url, host, folder, only)
            browser.close()
    finally:
        program.stop()


def take_all(data: Path, folder: Path, only: list[str]) -> list[str]:
    """Take all pictures whose name has these words, into a folder with a page that shows them; their names."""
    with camera(data, folder, only) as used:
        used.all_states()
        used.all_pages()
    (folder / "index.html").write_text(_index(sorted(used.taken)), encoding="utf-8")
    return used.taken


def _index(names: list[str]) -> str:
    figures = [
        f'<figure><a href="{quote(name)}.png"><img src="{quote(name)}.png" alt="" loading="lazy"></a>'
        f"<figcaption>{escape(name)}</figcaption></figure>"
        for name in names
    ]
    style = (
        "body{font:16px sans-serif}figure{display:inline-block;margin:8px;vertical-align:top;max-width:420px}"
        "img{max-width:100%;max-height:420px;border:1px solid #999}"
    )
    return (
        f"<!doctype html><meta charset=utf-8><title>Show of Hands: every state</title><style>{style}</style>"
        f"<h1>{len(names)} pictures</h1>{''.join(figures)}\n"
    )
