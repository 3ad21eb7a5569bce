"""What a page shows, read in one go, and what it has to show by the database."""

import threading
import time
from collections.abc import Callable
from itertools import groupby
from typing import Any

from playwright.sync_api import Error, Page

from bench.patience import PATIENCE
from tests.support.truth import Asked, Truth

SIGHT = """() => {
  const text = (root, selector) => {
    const found = selector ? root.querySelector(selector) : root;
    if (!found) return null;
    const copy = found.cloneNode(true);
    copy.querySelectorAll('.quiet, .wait, .disc, button, details').forEach(each => each.remove());
    copy.querySelectorAll('p, li').forEach(each => each.append(' '));
    return copy.textContent.replace(/\\s+/g, ' ').trim();
  };
  const all = (selector, read) => [...document.querySelectorAll(selector)].map(read);
  const number = words => words === null ? null : Number(words);
  const count = bar => text(bar, '.count').match(/^(\\d+) (\\d+) %$/).slice(1).map(Number);
  return {
    phase: document.querySelector('#stage')?.classList[0] ?? null,
    answered: text(document, '#answered'),
    total: text(document, '#tally .asking:not(.earlier) h3'),
    bars: all('#tally .bar', bar => [text(bar, 'bdi'), ...count(bar), bar.classList.contains('correct')]),
    words: all('#tally .word', word => [text(word, 'bdi'), Number(word.textContent.match(/\\((\\d+)\\)/)[1])]),
    ranks: all('.ranks li', row => [number(text(row, '.place')), text(row, '.who'), number(text(row, '.points'))]),
    podium: all('.podium li', row => [number(text(row, '.step')), text(row, '.who'), text(row, '.points')]),
    count: number(text(document, '#people h2 small')),
    people: all('.persons li:not(.empty)', row =>
      [text(row, 'a'), !!row.querySelector('.hand, .tick, .cross'), row.matches('.away')]),
    names: all('.names li', row => text(row)),
    code: text(document, '.bigcode, #joinbar .code'),
    me: text(document, '#me .nickname'),
    mine: text(document, '#mine'),
  };
}"""

SECONDS = """() => {
  const line = part => {
    const strip = getComputedStyle(document.querySelector('.cd i'), part);
    const gone = -new DOMMatrix(strip.transform).m42 / parseFloat(strip.fontSize);
    return strip.content.slice(1, -1).split(/\\\\a ?/i)[Math.round(gone)] ?? '';
  };
  return Number(line('::before') + line('::after'));
}"""
"What the timer shows: the lines of its two strips that are in sight."

EMPTY: dict[str, Any] = {
    "answered": None, "total": None, "bars": [], "words": [], "ranks": [], "podium": [], "count": None, "people": [],
    "names": [], "code": None, "me": None, "mine": None,
}  # fmt: skip


def until(condition: Callable[[], object]) -> None:
    """Wait for a condition. Raises AssertionError."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not become true"
        threading.Event().wait(0.05)


def sight(page: Page) -> dict[str, Any]:
    """All numbers and names that a page shows; nothing while it is being loaded anew."""
    try:
        seen: dict[str, Any] = page.evaluate(SIGHT)
    except Error:
        return {}
    return seen


def settles(page: Page, expected: dict[str, Any], who: str) -> None:
    """The page comes to show exactly this; asserts the difference when it does not in time."""
    deadline = time.monotonic() + PATIENCE
    while (seen := sight(page)) != expected and time.monotonic() < deadline:
        threading.Event().wait(0.05)
    assert seen == expected, who


def host_sees(truth: Truth) -> dict[str, Any]:
    """Every number of the host page. Everybody is here: a lesson where somebody is not is another test's."""
    asked, phase = truth.round, truth.phase
    answered = truth.answered(asked) if asked else []
    return EMPTY | {
        "phase": phase,
        "answered": _answered(truth),
        **(_tally(truth, asked) if asked and phase != "lobby" else {}),
        "ranks": ranks(truth) if phase in {"standings", "ended"} else [],
        "count": len(truth.people),
        "people": [[nickname, nickname in answered, False] for nickname in truth.people],
        "code": _code(truth) if phase != "ended" else None,
    }


def _tally(truth: Truth, asked: Asked) -> dict[str, Any]:
    revealed = truth.phase in {"revealed", "standings"}
    total = len(truth.answered(asked))
    return {
        "total": f"{total} answer{'' if total == 1 else 's'}",
        "bars": truth.bars(asked, revealed),
        "words": truth.words(asked),
    }


def screen_sees(truth: Truth) -> dict[str, Any]:
    """Every number of the screen: the tally after closing, the key at the reveal."""
    asked, phase = truth.round, truth.phase
    tally = _tally(truth, asked) if asked and phase in {"closed", "revealed"} else {}
    return (
        EMPTY
        | tally
        | {
            "phase": phase,
            "total": None,
            "answered": _answered(truth),
            "ranks": ranks(truth) if phase == "standings" else [],
            "podium": podium(truth) if phase == "ended" else [],
            "names": truth.people if phase == "lobby" else [],
            "code": _code(truth) if phase != "ended" else None,
        }
    )


def student_sees(truth: Truth, nickname: str) -> dict[str, Any]:
    """Every number of one student's page."""
    return EMPTY | {"phase": truth.phase, "me": nickname, "mine": mine(truth, nickname)}


def mine(truth: Truth, nickname: str) -> str:
    place, asked = truth.place(nickname), truth.round
    right = f"{place.right} of {truth.could_answer(nickname)}"
    match truth.phase:
        case "standings":
            return _standing(truth, nickname, right)
        case "ended":
            return f"{right} right Place {place.place} {place.points} points"
    return _of_round(truth, nickname, asked) if asked else ""


def _standing(truth: Truth, nickname: str, right: str) -> str:
    """What stands beside the place between questions."""
    place = truth.place(nickname)
    tied = [row.nickname for row in truth.standings if row.place == place.place and row.nickname != nickname]
    above = [row for row in truth.standings if row.place < place.place]
    parts = ["You are in front!"] if place.place == 1 and place.points else []
    parts.append(f"Place {place.place} of {len(truth.people)}")
    parts += [f"together with {len(tied)} other{'s' if len(tied) > 1 else ''}"] if tied else []
    parts += [f"{place.points} points", f"{right} right"]
    gap = above[-1].points - place.points if above else 0
    parts += [f"{gap} points to place {above[-1].place}"] if gap else []
    return " ".join(parts)


def _of_round(truth: Truth, nickname: str, asked: Asked) -> str:
    given = truth.answer(nickname, asked)
    said = f" Your answer: {given.typed or asked.words(given.value)}" if given else ""
    match truth.phase, bool(given):
        case "open", True:
            return f"Received at {given.received_at if given else ''}{said} You can still change it."
        case "open", False:
            return "Nothing received yet"
        case "closed", True:
            return f"Closed.{said}"
        case "closed", False:
            return "Closed. No answer from you this time."
    return _outcome(truth, nickname, asked, said)


def _outcome(truth: Truth, nickname: str, asked: Asked, said: str) -> str:
    place, points = truth.place(nickname), truth.points(nickname, asked)
    where = f"Place {place.place} of {len(truth.people)} {place.points} points"
    if points:
        return f"Right! +{points} points{said} {where}"
    only = f" It was {asked.key}." if len(asked.content.get("right") or []) == 1 and "choices" in asked.content else ""
    head = f"Not quite.{only}{said}" if asked.is_graded else f"Thank you.{said}"
    head = head if said else "No answer from you this time."
    return f"{head} {where}" if asked.is_graded else head


def _answered(truth: Truth) -> str:
    """n of m, where everybody is here."""
    if truth.phase in {"open", "closed"} and truth.round:
        return f"{len(truth.answered(truth.round))} of {len(truth.people)}"
    return f"{len(truth.people)} here" if truth.phase != "ended" else ""


def ranks(truth: Truth) -> list[list[Any]]:
    """Each place of the standings with all who share it, and their points."""
    places = groupby(truth.standings, lambda row: (row.place, row.points))
    return [[place, " ".join(row.nickname for row in tied), points] for (place, points), tied in places]


def podium(truth: Truth) -> list[list[Any]]:
    """The three best places, whatever their numbers are."""
    best = [row for row in ranks(truth) if row[2]][:3]
    return [[place, names, f"{points} points"] for place, names, points in best]


def _code(truth: Truth) -> str:
    code: str = truth.room["code"]
    return f"{code[:3]} {code[3:]}"
