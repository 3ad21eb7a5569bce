"""A whole lesson as the screen, two phones and the host pages hold it, and every other page: for everybody."""

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.eye import BAD, BESIDE, SCHEMES, STATES, Eye, look_behind, look_beside
from tests.support.fixtures.browsers import ARGUMENTS
from tests.support.program import LONG, Program
from tests.support.tour import GIVEN, Tour
from tests.support.watcher import BOXES, PHONES, SMALL_PAGE, WATCH, WELL, Watcher, open_in_hand

LESSON = 3 + 4 * len(GIVEN)
"How many states it has."
STANDING = ".cd, .cd *, .cd ::before, .cd ::after, .timebar * {animation-play-state: paused !important}"
"Clocks that run on five pages take half a core: they are seen running in the first question, standing in all others."
Seen = tuple[Eye, Watcher]


@pytest.fixture(scope="module")
def seen(program: Program, chromium: str) -> Seen:
    """A lesson with every kind is held, watched, and looked at as it comes: one for all, as it takes its time."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        seen = Eye(), Watcher()
        _hold(Tour(browser, program, bypass_csp=True), *seen)
        _look_at_what_is_wrong(browser, *seen)
        browser.close()
    return seen


def _hold(tour: Tour, eye: Eye, watcher: Watcher) -> None:
    for page in tour.pages.values():
        page.add_init_script(f"({WATCH})()")
    tour.begin()
    tour.pages["hand"] = open_in_hand(tour)
    for kind, phase in tour.states():
        state = f"{kind} {phase}".strip()
        watcher.look(tour, state)
        watcher.space(tour, state)
        watcher.note_shifts(tour, state)
        eye.look_at_lesson(tour, kind, phase)
        if state == "single revealed":
            for page in tour.pages.values():
                page.add_style_tag(content=STANDING)
        if state == "several open":
            look_beside(eye, tour)
    look_behind(eye, tour)


def _look_at_what_is_wrong(browser: Browser, eye: Eye, watcher: Watcher) -> None:
    page = browser.new_page()
    page.set_content(BAD)
    eye.look("bad", page)
    page.set_content(SMALL_PAGE)
    watcher.bad = page.evaluate(BOXES)


@pytest.fixture(scope="module")
def eye(seen: Seen) -> Eye:
    """What axe-core found."""
    return seen[0]


@pytest.fixture(scope="module")
def watcher(seen: Seen) -> Watcher:
    """What was measured."""
    return seen[1]


def test_axe_finds_nothing_wrong_on_any_page(eye):
    wrong = {where: each for where, each in eye.found.items() if each and where[0] != "bad"}
    pages = len(BESIDE) + sum(STATES.values()) + 1
    assert (wrong, len(eye.found)) == ({}, len(SCHEMES) * pages)


def test_axe_finds_what_is_wrong(eye):
    """So that an empty list means something."""
    assert {each.partition(":")[0] for each in eye.found["bad", "light"]} >= {"image-alt", "color-contrast"}
    assert {each.partition(":")[0] for each in eye.found["bad", "dark"]} == {"color-contrast"}


def test_nothing_on_a_phone_lies_outside_or_is_too_small_to_tap_or_out_of_reach(watcher):
    wrong = {where: each for where, each in watcher.boxes.items() if {**each, "far": []} != WELL}
    assert (wrong, len(watcher.boxes)) == ({}, len(PHONES) * LESSON)


def test_a_host_with_a_phone_can_press_each_button_with_a_thumb(watcher):
    """Links among words are as high as their line."""
    buttons = {
        state: [each for each in seen["small"] if not each.startswith("A.")] for state, seen in watcher.hand.items()
    }
    assert {state: each for state, each in buttons.items() if each} == {}
    assert {state: seen for state, seen in watcher.hand.items() if seen["sideways"] or seen["out"]} == {}


def test_what_lies_wrong_is_found(watcher):
    """So that an empty list means something."""
    assert {name for name, each in watcher.bad.items() if each} == {"sideways", "out", "small"}


def test_the_last_thing_to_tap_lies_just_above_the_bar_under_the_thumb(watcher):
    assert {where: each["far"] for where, each in watcher.boxes.items() if each["far"]} == {}


def test_more_space_in_the_text_hides_nothing(watcher):
    wrong = {where: each for where, each in watcher.spaced.items() if {**each, "far": []} != WELL}
    assert (wrong, len(watcher.spaced)) == ({}, len(PHONES) * STATES["play"])


def test_the_host_page_needs_no_scrolling_sideways_when_it_is_zoomed(watcher):
    assert {where: each for where, each in watcher.zoomed.items() if each > 0} == {}


def test_the_focus_is_never_lost(watcher):
    lost = [where for where, each in watcher.focus.items() if each == "nothing" and "lobby" not in where[1]]
    assert lost == []


def test_one_region_speaks_politely(watcher):
    assert set(watcher.polite.values()) == {1}


MAKES_PLACE = {
    ("host", "single open"): "the large code of the lobby, when the host presses for the first question",
    ("host", "text answered"): "cards are laid anew with each answer",
    ("host", "ranking answered"): "rows stand by their points",
    ("screen", "slide revealed"): "the explanation comes above who has read it",
}
"What moves others by its nature, and why."


@pytest.mark.parametrize("view", ["screen", "host", *PHONES])
def test_no_page_shifts_while_it_is_live(watcher, view):
    """A burst of shifts is what counts (web.dev/cls): between two presses lie seconds, so each state has its own."""
    seen = {key: found for key, found in watcher.shifts.items() if found and key not in MAKES_PLACE}
    shifts = {state: found for (where, state), found in seen.items() if where == view}
    large = {state: found for state, found in shifts.items() if sum(value for value, *_ in found) > 0.02}
    assert large == {}


def test_timers_bars_and_clouds_are_read_out_as_words(watcher):
    assert watcher.read_out["timer", "single open"] == f"- text: {LONG} seconds in all"
    bars = watcher.read_out["tally", "single revealed"]
    assert [words in bars for words in ("A Venus 0 0 %", "B Mercury Right 2 100 %")] == [True, True], bars
    cloud = watcher.read_out["tally", "cloud revealed"]
    assert [f"{word} (2)" in cloud for word in GIVEN["cloud"]] == [True] * 3, cloud
