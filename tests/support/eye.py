"""The pages as axe-core sees them (what screen readers need, contrast, names, landmarks), by day and by night."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import FilePayload, Page

from tests.support.fixtures.browsers import PHONE
from tests.support.tour import GIVEN, TOUR, Tour, shows_something_new

AXE = Path(__file__).resolve().parents[1] / "looks" / "vendor" / "axe-core-4.14.1.min.js"
"As npm packs it (`npm pack axe-core@4.14.1`, package/axe.min.js), under MPL 2.0, with its licence beside it."
LOOK = """async ([where, rules]) => {
  const only = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
  const found = where.filter(each => document.querySelector(each)).map(each => [each]);
  const seen = await axe.run(found.length ? {include: found} : document,
    {resultTypes: ['violations'], preload: false, ...only});
  return seen.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}`));
}"""
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
BY_NIGHT = ["color-contrast"]
"All that the colours of the night can change."
PREVIEW = "() => document.querySelector('#shown').removeAttribute('inert')"
"What cannot be pressed is not looked at, although it can be seen."
REGIONS = ["#stage", "#mine", "#tally", "#timer", "#answered", "#people", "#joinbar", "#bar"]
"What a state changes; the rest of a page is looked at once."
Found = dict[tuple[str, str], list[str]]


class Eye:
    """Looks at pages; keeps what is wrong with each."""

    def __init__(self) -> None:
        self.found: Found = {}

    def look(self, name: str, page: Page, where: list[str] | None = None) -> None:
        """By day and by night, at the whole page or at these parts of it."""
        if not page.evaluate("() => 'axe' in window"):
            page.add_script_tag(path=AXE)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.found[name, scheme] = page.evaluate(LOOK, [where or [], BY_NIGHT if scheme == "dark" else []])
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")

    def look_at_lesson(self, tour: Tour, kind: str, phase: str) -> None:
        """At what this state shows of its own on each page."""
        where = [] if phase in {"lobby", "ended"} else REGIONS
        for view in STATES:
            if shows_something_new(view, phase):
                self.look(f"{view} {kind} {phase}", tour.pages[view], where)

    def visit(self, page: Page, **addresses: str) -> None:
        """Go to each of these addresses and look."""
        for name, address in addresses.items():
            page.goto(address)
            self.look(name, page)


def look_beside(eye: Eye, tour: Tour) -> None:
    """At the pages of teachers and of those who come in, while a question is open."""
    url, truth, host = tour.program.url, tour.teacher.truth, tour.teacher.page.url
    stranger = tour.browser.new_context(bypass_csp=True, **PHONE).new_page()
    home, join = f"{url}/", f"{url}/join/{truth.room['key']}/"
    eye.visit(stranger, home=home, wrong=f"{url}/?code=1", login=f"{url}/login/", join=join)
    stranger.fill("#nickname", "Ana")
    stranger.click(".joinown")
    eye.look("taken", stranger)
    teacher = tour.teacher.page.context.new_page()
    eye.visit(teacher, present=f"{host}present/", key=f"{host}key/", phone=f"{host}phone/", people=f"{host}people/")
    teacher.goto(host)
    teacher.click(".persons a >> nth=0")
    eye.look("person", teacher)
    _look_at_quizzes(eye, teacher, url)
    _look_at_teachers(eye, teacher, url)
    _look_at_class_lists(eye, teacher, url)
    stranger.close()
    teacher.close()


def look_behind(eye: Eye, tour: Tour) -> None:
    """At what comes after a lesson."""
    tour.teacher.page.click("text=See the results")
    eye.look("results", tour.teacher.page)
    tour.teacher.page.check("#with-answers")
    eye.look("answers", tour.teacher.page)
    _look_at_marks(eye, tour.teacher.page)
    tour.teacher.page.click("main a.danger")
    eye.look("room deletion", tour.teacher.page)
    eye.visit(tour.teacher.page, rooms=f"{tour.program.url}/rooms/", found=f"{tour.program.url}/quizzes/?q={TOUR}")
    tour.teacher.page.locator("#sought").press_sequentially(" nowhere")
    tour.teacher.page.locator("#found :text('0 quizzes found')").wait_for()


def _look_at_quizzes(eye: Eye, page: Page, url: str) -> None:
    """At the list, and at all that can be done with one of them; at last it is deleted and brought back."""
    eye.visit(page, dashboard=f"{url}/quizzes/")
    page.click(f"main a[href^='/quizzes/']:has-text('{TOUR}')")
    eye.look("quiz", page)
    quiz = page.url
    asked = page.locator("a.ask").evaluate_all("all => all.map(each => each.href)")
    for kind, address in zip(GIVEN, asked, strict=True):
        eye.visit(page, **{f"editor {kind}": address})
    page.evaluate(PREVIEW)
    eye.look("preview", page, ["#shown"])
    page.fill("[name=text]", "")
    page.click("button[name=then][value=show]")
    eye.look("not saved", page)
    for name in ("paste", "paper", "rename", "delete"):
        eye.visit(page, **{name: f"{quiz}{name}/?key=1"})
    page.click("main .danger")
    eye.look("deleted", page)
    page.click("button:has-text('Undo')")


def _look_at_teachers(eye: Eye, page: Page, url: str) -> None:
    """At the list of teachers, and at what adding one and removing one shows."""
    eye.visit(page, password=f"{url}/password/", teachers=f"{url}/teachers/")
    page.fill("[name=name]", "Erika Muster")
    page.click("form[action$='/add/'] button")
    eye.look("added", page)
    page.click("a.danger")
    eye.look("removal", page)


def _look_at_class_lists(eye: Eye, page: Page, url: str) -> None:
    """At a list that has a fault, at one that is kept, at its cards and at one of its pupils."""
    page.goto(f"{url}/rolls/")
    page.fill("#field-title", "8b")
    page.fill("#field-pupils", "Ada Lovelace\nAda Lovelace")
    page.click("main form button.primary")
    eye.look("class lists", page)
    page.fill("#field-pupils", "Ada Lovelace; 0001\nBo Li; 0002")
    page.click("main form button.primary")
    eye.look("class list", page)
    roll = page.url
    page.click("table a")
    eye.look("pupil", page)
    eye.visit(page, cards=f"{roll}cards/", **{"list deletion": f"{roll}delete/"})


def _look_at_marks(eye: Eye, page: Page) -> None:
    """At what of the results leaves the program: the menu, and a mark book with its columns."""
    results = page.url
    page.click("main details > summary.button")
    eye.look("downloads", page, [".menu"])
    page.click("main a[href$='/marks/']")
    eye.look("marks", page)
    book = FilePayload(name="marks.csv", mimeType="text/csv", buffer=b"Name,Test 1\nAna,\n")
    page.set_input_files("#field-file", files=[book])
    page.click("main form button.primary")
    eye.look("columns", page)
    page.goto(results)


BAD = "<main><img src='data:,'><p style='color:#ccc;background:#fff'>Hard to read</p></main>"
BESIDE = [
    *("home", "wrong", "login", "join", "taken", "present", "key", "phone", "people", "person", "dashboard", "quiz"),
    *("preview", "not saved", "paste", "paper", "rename", "delete", "deleted"),
    *("password", "teachers", "added", "removal", "results", "answers", "room deletion", "rooms", "found"),
    *("class lists", "class list", "pupil", "cards", "list deletion", "downloads", "marks", "columns"),
    *(f"editor {kind}" for kind in GIVEN),
]
"All the pages that are no state of a lesson."
STATES: dict[str, int] = {"host": 3 + 2 * len(GIVEN), "screen": 3 + 3 * len(GIVEN), "play": 3 + 3 * len(GIVEN)}
"How many states of each view show something of their own."
