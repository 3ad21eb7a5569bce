"""A real Chromium, the program in a process of its own, and a proxy that refuses WebSockets."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.story.people import Screen, Student, Teacher, live
from tests.story.program import SERVERS, Program
from tests.story.proxy import RefusingProxy, refusing_proxy

NO_KEPT_PAGES = "--disable-back-forward-cache"
"What Playwright starts Chromium with unless told otherwise; people's browsers do keep pages."
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
NO_SOCKET = ("WebSocket connection to", "htmx:ws:error")
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")  # not longer: while Playwright runs, other tests cannot run a loop of their own
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for a module's tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=ARGUMENTS, ignore_default_args=[NO_KEPT_PAGES]
        )
        yield browser
        browser.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With --long each story is played under uvicorn too."""
    if "served" in metafunc.fixturenames and metafunc.config.getoption("--long"):
        metafunc.parametrize("served", SERVERS, indirect=True, scope="session")


@pytest.fixture(scope="session")
def served(request: pytest.FixtureRequest) -> type[Program]:
    """How the program is served."""
    return SERVERS[getattr(request, "param", "daphne")]


@pytest.fixture(scope="session")
def program(served: type[Program], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, served once for all stories."""
    program = served(tmp_path_factory.mktemp("story") / "data")
    yield program
    assert program.stop() == program.ends_with, program.words


@pytest.fixture(scope="session")
def proxy(program: Program) -> Iterator[RefusingProxy]:
    """A way to the program on which WebSockets are refused."""
    with refusing_proxy(program.port) as proxy:
        yield proxy


class Windows:
    """The browser windows of one test; what goes wrong in any of them is kept."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.strangers: list[str] = []

    def open(self, expected: tuple[str, ...] = (), **options: Any) -> Page:
        """A page in a browser of its own; `expected` names the complaints that belong to the story."""
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        context.on("console", lambda message: self._said(message.type, message.text, expected))
        context.on("weberror", lambda error: self._said("error", str(error.error), ()))
        context.on("request", lambda request: self._asked(request.url))
        return context.new_page()

    def _said(self, kind: str, text: str, expected: tuple[str, ...]) -> None:
        if kind in {"error", "warning"} and "favicon" not in text and not any(part in text for part in expected):
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if urlsplit(url).hostname != "127.0.0.1":
            self.strangers.append(url)

    def close(self) -> None:
        """Close them all."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    """Windows to open; afterwards none has complained (CSP, script, network) or asked a third party for anything."""
    windows = Windows(browser)
    yield windows
    windows.close()
    assert (windows.complaints, windows.strangers) == ([], [])


@pytest.fixture(scope="module")
def signed_in(browser: Browser, program: Program) -> StorageState:
    """The owner's cookies: the printed link, which works once, was used by the first who asks for them."""
    if program.cookies is None:
        context = browser.new_context()
        Teacher(context.new_page(), program).sign_in(program.sign_in)
        program.cookies = context.storage_state()
        context.close()
    return program.cookies


@pytest.fixture
def teacher(windows: Windows, program: Program, signed_in: StorageState) -> Teacher:
    """A teacher who has signed in already."""
    return Teacher(windows.open(storage_state=signed_in, viewport={"width": 1366, "height": 768}), program)


@pytest.fixture
def room(teacher: Teacher) -> Teacher:
    """The teacher in the lobby of a room for the demo quiz."""
    teacher.start("A tour of Show of Hands")
    live(teacher.page)
    return teacher


@pytest.fixture
def show(windows: Windows) -> Callable[[Teacher], Screen]:
    """Opens the screen of a teacher's room, by the link on the host page."""

    def show(teacher: Teacher, **options: Any) -> Screen:
        screen = Screen(windows.open(viewport={"width": 1280, "height": 720}, **options))
        screen.page.goto(f"{teacher.url}{teacher.screen_link}")
        if options.get("java_script_enabled", True):
            live(screen.page)
        return screen

    return show


@pytest.fixture
def student(windows: Windows, program: Program, proxy: RefusingProxy) -> Callable[..., Student]:
    """A phone of a kind: "live", "no script", "no socket" or "no htmx"."""

    def student(kind: str = "live", expected: tuple[str, ...] = ()) -> Student:
        match kind:
            case "no script":
                return Student(windows.open(expected, java_script_enabled=False, **PHONE), program.url)
            case "no socket":
                return Student(windows.open((*NO_SOCKET, *expected), **PHONE), proxy.url)
            case "no htmx":
                page = windows.open(("ERR_FAILED",), **PHONE)
                page.route("**/vendor/htmx*", lambda route: route.abort())
                return Student(page, program.url)
        return Student(windows.open(expected, **PHONE), program.url)

    return student
