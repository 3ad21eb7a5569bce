"""The host's boxes, measured in a browser: all at once on a laptop, the next button under the thumb on a phone."""

from typing import Any

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override
from playwright.sync_api import sync_playwright
from pytest_django import DjangoDbBlocker

from live.models import Move, Room
from live.realtime.drawing import View
from live.rendering import stages as stage
from live.views.polling import page
from tests.looks.test_screen import ADDRESS, SIZES, serve
from tests.support.fixtures.browsers import ARGUMENTS, PHONE
from tests.support.looks import look
from tests.support.screen_stages import SHORT, TEN, Stages

LAPTOP, HAND = (1366, 768), (390, 844)
STATES: dict[str, list[Move]] = {
    "lobby": [],
    "open": [Move.OPEN],
    "revealed": [Move.OPEN, Move.CLOSE, Move.REVEAL],
}
MEASURE = """() => {
  const box = each => each.getBoundingClientRect(), root = document.scrollingElement;
  const next = document.querySelector('.primary.big'), last = [...document.querySelectorAll('.switch')].at(-1);
  const meet = (a, b) => box(a).width && box(b).width && box(a).left < box(b).right && box(b).left < box(a).right
    && box(a).top < box(b).bottom && box(b).top < box(a).bottom;
  const helm = document.querySelector('.helm');
  const under = helm ? [...document.querySelectorAll('.title, .cd, .verdict, .stamp, .question, .where')]
    .filter(each => !helm.contains(each) && meet(helm, each)).map(each => each.className) : [];
  const seen = next && [box(next).top >= 0, box(next).bottom <= innerHeight, box(next).height >= 40];
  const hit = next && next.contains(document.elementFromPoint(
    (box(next).left + box(next).right) / 2, (box(next).top + box(next).bottom) / 2));
  const clipped = [...document.querySelectorAll('.switch, .others button, .primary, .top nav a, .drop > summary')]
    .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth).map(each => each.textContent.trim());
  const clock = document.querySelector('.now .cd'), posed = document.querySelector('.posed');
  const struck = clock && [...document.querySelectorAll(".others button, .primary")].some(each => meet(clock, each));
  scrollTo(0, root.scrollHeight);
  const end = last && next && box(last).bottom > box(next).top && meet(last, next);
  scrollTo(0, 0);
  return {
    over: root.scrollHeight - innerHeight, sideways: root.scrollWidth - innerWidth, seen, hit, under, clipped, end,
    switches: [...document.querySelectorAll('.switch')].map(each => box(each).height),
    bar: [...document.querySelectorAll('.drop > summary')].map(each => box(each).top),
    covered: [!!struck, posed && posed.scrollHeight > posed.clientHeight + 1],
    track: last && ['width', 'height'].map(each => getComputedStyle(last, '::before')[each]),
  };
}"""
pytestmark = pytest.mark.django_db
Found = dict[tuple[str, int], dict[str, Any]]


def drawn(room: Room, audience: str = "host") -> str:
    """The page of a host by login, who has not put the first help away."""
    seen = look(room, set(room.participants.values_list("pk", flat=True)))
    with override(room.language):
        context = page(View(seen, stage.draw(seen, audience)), "/host/1/", focus=True)
        template = f"live/host/{'room' if audience == 'host' else audience}.html"
        return render_to_string(template, {**context, "owns": True, "guide": True, "newline": "\n"})


def pages() -> dict[str, str]:
    """By name, each state of a class of thirty in a lesson of twelve questions, and what is larger than that."""
    stages = Stages()
    drawings: dict[str, str] = {}
    for name, moves in STATES.items():
        room = stages.room(*[SHORT] * 12, people=30)
        if moves:
            stages.asked(room, ["2", "1", "3"] * 9, *moves[1:])
        drawings[name] = drawn(room)
        drawings |= {f"present {name}": drawn(room, "present")} if moves else {}
    posed = {**SHORT, "text": "How many of the bones of a grown-up human are in both of the hands?"}
    drawings["open two lines"] = drawn(stages.asked(stages.room(posed, SHORT, people=30), ["2"] * 9))
    drawings["open ten"] = drawn(stages.asked(stages.room(*[TEN] * 60, people=200), ["2", "9"] * 90))
    german = stages.asked(stages.room(*[SHORT] * 12, people=30, language="de"), ["2"] * 9)
    drawings["open German"], drawings["present open German"] = drawn(german), drawn(german, "present")
    drawings["open Arabic"] = drawn(stages.asked(stages.room(SHORT, SHORT, people=30, language="ar"), ["2"] * 9))
    return drawings


@pytest.fixture(scope="module")
def found(chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Found:
    """Every page at its sizes, measured once."""
    with django_db_blocker.unblock(), transaction.atomic():
        drawings = pages()
        transaction.set_rollback(True)
    measured: Found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for options, sizes, present in (({}, [LAPTOP], False), ({}, SIZES, True), (PHONE, [HAND], False)):
            window = browser.new_context(**options, reduced_motion="reduce").new_page()
            window.route(f"{ADDRESS}/**", lambda route: serve(route, drawings))
            for name in [each for each in drawings if each.startswith("present") is present]:
                window.goto(f"{ADDRESS}/{name}")
                window.evaluate("() => document.fonts.ready")
                for width, height in sizes:
                    window.set_viewport_size({"width": width, "height": height})
                    measured[name, width] = window.evaluate(MEASURE)
        browser.close()
    return measured


def at(found: Found, width: int, what: str) -> dict[str, Any]:
    """One measure of the host page, by state."""
    return {name: each[what] for (name, wide), each in found.items() if wide == width and "present" not in name}


def test_on_a_laptop_all_of_it_is_seen_at_once(found: Found):
    assert {name: over for name, over in at(found, LAPTOP[0], "over").items() if over > 0} == {}


@pytest.mark.parametrize("size", [LAPTOP, HAND])
def test_the_next_button_is_in_sight_and_nothing_lies_over_it(found: Found, size: tuple[int, int]):
    seen, hit = at(found, size[0], "seen"), at(found, size[0], "hit")
    assert {name: (seen[name], hit[name]) for name in seen if not all([*seen[name], hit[name]])} == {}
    assert len(seen) == len(STATES) + 4


def test_on_a_laptop_two_lines_of_a_question_are_read_and_nothing_lies_over_the_clock(found: Found):
    assert found["open two lines", LAPTOP[0]]["covered"] == [False, False]
    assert {name for name, (over, _cut) in at(found, LAPTOP[0], "covered").items() if over} == set()


def test_what_unfolds_stands_in_one_line(found: Found):
    assert {name: tops for name, tops in at(found, LAPTOP[0], "bar").items() if len(set(tops)) > 1} == {}


@pytest.mark.parametrize("size", [LAPTOP, HAND])
def test_nothing_is_wider_than_the_window_or_cut_off(found: Found, size: tuple[int, int]):
    assert {name: wide for name, wide in at(found, size[0], "sideways").items() if wide > 0} == {}
    assert {name: cut for name, cut in at(found, size[0], "clipped").items() if cut} == {}


def test_on_a_phone_the_next_button_covers_no_switch_and_each_is_large_enough_for_a_thumb(found: Found):
    assert {name: end for name, end in at(found, HAND[0], "end").items() if end} == {}
    small = {name: min(heights) for name, heights in at(found, HAND[0], "switches").items() if min(heights) < 48}
    assert (small, set(map(tuple, at(found, HAND[0], "track").values()))) == ({}, {("40px", "23px")})


def test_the_card_of_moves_covers_no_title_no_clock_and_no_stamp_of_the_screen(found: Found):
    under = {where: each["under"] for where, each in found.items() if "present" in where[0]}
    assert {where: each for where, each in under.items() if each} == {}
    assert len(under) == len(STATES) * len(SIZES)
