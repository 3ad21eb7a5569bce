"""What the templates of a stage are given: one lesson as one audience may see it, with slots for what is sent last."""

import math
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import segno
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from live.content.pictures import Picture
from live.content.safe_html import markdown, plain
from live.models import Move, Phase, Response, Round, School
from live.models.round import PUSH_TAKES
from live.rendering import fit
from live.rendering.standings import places
from live.rendering.tallies import is_covered, tallies
from live.rooms.outcomes import Given
from live.rooms.snapshot import Lesson, Person
from live.server import addresses


def _slot(name: str) -> str:
    """Nobody can type one: it has a part of a keyed hash, alike in all processes."""
    return f"\ue000{name}-{salted_hmac('live.scene', name).hexdigest()[:16]}\ue000"


LEFT, ELAPSED, FOCUS, NAME, ID = map(_slot, ("left", "elapsed", "focus", "name", "id"))
NUMBERS = POINTS, PLACE, TOTAL, RIGHT, GRADED = tuple(map(_slot, ("points", "place", "total", "right", "graded")))
TIME = _slot("time")
DIGEST, PERIOD, DELAY, AT, DRAWN = map(_slot, ("digest", "period", "delay", "at", "drawn"))
"Slots: filled each time a region is sent, or for each participant."
LONGEST_BAR = 300
RIGHT_MARK = " ✓ Right"
"What stands behind a right row; in all languages it is about this long."
NAMES = 60
"People whose names the screen has place for."
KEYS = {
    Move.OPEN: "N",
    Move.CLOSE: "C",
    Move.REOPEN: "O",
    Move.MORE: "T",
    Move.PAUSE: "P",
    Move.RESUME: "P",
    Move.REVEAL: "R",
    Move.STANDINGS: "S",
    Move.SKIP: "K",
}
"Access keys: each means one thing in all phases. Beside them A asks again, and X unfolds the end of the room."
BESIDE = "x" * 12
"As wide as the picture beside a bar's label, and the word for right, when that is short."
MOST_ROWS = 200
"People who are listed on the host's live page: 5,000 would be a megabyte, five times a second."


def context(lesson: Lesson, audience: str) -> dict[str, Any]:
    """For every shared region of an audience."""
    host = audience == "host"
    reveals = lesson.reveals and not is_covered(lesson, audience)
    shown = {**_round_context(lesson, reveals), **tallies(lesson, audience)}
    return {
        **shown,
        **(_sizes(lesson, shown) if audience in {"screen", "present"} else {}),
        "wide": audience in {"screen", "present"},
        "room": lesson.room,
        "board": " board" if lesson.room.board else "",
        "phase": str(lesson.phase),
        "revealed": reveals,
        "answered": lesson.answered,
        "of": lesson.of,
        "health": _health(lesson) if host else None,
        "people": lesson.people if host else [_screened(person) for person in lesson.people],
        "rows": _person_rows(lesson) if host else [],
        "count": len(lesson.people),
        "unlisted": max(0, len(lesson.people) - MOST_ROWS),
        **places(lesson, host),
        "knocks": _knocks(lesson),
        "moves": [str(move) for move in lesson.moves],
        "steps": _steps(lesson),
        "drawn": mark_safe(DRAWN),
        "next": lesson.next,
        "next_text": plain(lesson.next.text) if lesson.next else "",
        "questions": _questions(lesson),
        "timer": _timer(lesson),
        "focus": mark_safe(FOCUS),
        "answer_url": f"/play/{lesson.room.pk}/answer/",
        **_join_context(lesson),
    }


def _health(lesson: Lesson) -> dict[str, Any]:
    """How the room hangs together. Of another process's people it is known that they are here, not by what way."""
    people, reach = {person.id: person.here for person in lesson.people}, lesson.reach
    reached = sum(here and pk not in reach.polling | reach.silent for pk, here in people.items())
    delay = reach.delay and math.ceil(reach.delay * 10) / 10
    return {
        "connected": reached,
        "polling": len(reach.polling & people.keys()),
        "dropped": len(reach.dropped & people.keys()),
        "delay": delay,
    }


def _knocks(lesson: Lesson) -> list[dict[str, Any]]:
    """Who asks to come back; where the one whose name it is is here, there is nobody to let in."""
    here = {person.id for person in lesson.people if person.here}
    return [
        {"id": each.pk, "nickname": each.participant.nickname, "here": each.participant_id in here}
        for each in lesson.knocks
    ]


def _person_rows(lesson: Lesson) -> list[SafeString]:
    """The newest of the host's list of people; rows that are alike but for id and name are rendered once."""
    ended, language, people = lesson.phase == Phase.ENDED, get_language() or "", lesson.people[-MOST_ROWS:]
    forms = [(_person_row(lesson.room.pk, language, ended, p.hidden, p.here, p.answered), p) for p in people]
    return [mark_safe(form.replace(ID, str(p.id)).replace(NAME, escape(p.nickname))) for form, p in forms]


@lru_cache(maxsize=4096)
def _person_row(room_id: int, language: str, ended: bool, hidden: bool, here: bool, answered: bool) -> str:
    context = {"room_id": room_id, "ended": ended, "hidden": hidden, "here": here, "answered": answered}
    return render_to_string("live/host/_person.html", {**context, "id": ID, "name": mark_safe(NAME)})


def _questions(lesson: Lesson) -> list[dict[str, Any]]:
    """The list that a host jumps by."""
    return [{"question": each, "text": plain(each.text), "asked": each.pk in lesson.asked} for each in lesson.questions]


def _join_context(lesson: Lesson) -> dict[str, Any]:
    base = addresses.join_url(lesson.address)
    url = f"{base}/join/{lesson.room.key}/"
    return {"join_address": base.partition("://")[2], "join_url": url, "qr": qr(url)}


def _round_context(lesson: Lesson, reveals: bool) -> dict[str, Any]:
    round, kind = lesson.round, lesson.kind
    if round is None or kind is None:
        return {"round": None, "kind": None, "choices": [], "graded": False, "picture": None}
    parts = {f"{part}_template": kind.template(part) for part in ("ask", "answer", "reveal", "tally")}
    key = {"key_text": kind.key_text(round.content), "explanation_html": markdown(round.explanation)}
    return {
        "pictured": False,
        **kind.context(round.content if reveals else kind.keyless(round.content)),
        **parts,
        **(key if reveals else {}),
        "round": round,
        "round_id": round.pk,
        "graded": kind.graded(round.content),
        "question_html": markdown(round.text),
        "picture": Picture.of(round.picture),
    }


def _sizes(lesson: Lesson, shown: dict[str, Any]) -> dict[str, Any]:
    """How large the screen may write what it shows."""
    if lesson.phase == Phase.LOBBY or lesson.round is None:
        names = [person.nickname for person in lesson.people[:NAMES]]
        return {"fit": fit.names(names), "many": len(names) > fit.MANY}
    counted, bars = shown["show_tally"], shown["bars"]
    pictured = shown["pictured"] and not counted
    drawn = bool(shown["cloud"] or shown["chart"])
    labels = [bar.label + BESIDE * bool(bar.picture) + RIGHT_MARK * bar.right for bar in bars]
    rows = labels if counted else [choice.text for choice in shown["choices"] if not pictured]
    wall = fit.Wall(
        question=lesson.round.text,
        rows=() if drawn else tuple(rows),
        counted=counted,
        twice=bool(shown["before"]),
        explanation=lesson.round.explanation if shown.get("explanation_html") else "",
        lines=(lesson.phase == Phase.CLOSED) + (0 if shown["choices"] else 1),
        pictures=(bool(shown["picture"]) + pictured) * fit.PICTURE + drawn * fit.DRAWN,
    )
    return {"fit": fit.written(wall)}


def _screened(person: Person) -> dict[str, Any]:
    nickname = "…" if person.hidden else person.nickname
    return {"id": person.id, "nickname": nickname, "here": person.here, "answered": person.answered}


class Step(NamedTuple):
    """A move as a button. The end of the room has its own fold, which asks first."""

    name: str
    key: str
    is_primary: bool


def _steps(lesson: Lesson) -> list[Step]:
    """The buttons of the moves, the big one first; to open is one when a question is left."""
    primary = _primary(lesson)
    offered = [move for move in lesson.moves if move in KEYS and (move != Move.OPEN or lesson.next)]
    steps = [Step(str(move), KEYS[move], move == primary) for move in offered]
    return sorted(steps, key=lambda step: not step.is_primary)


def _primary(lesson: Lesson) -> Move | None:
    """What the one big button does: the next step of the lesson."""
    if lesson.phase == Phase.ENDED:
        return None
    if lesson.phase == Phase.REVEALED and lesson.next is None and Move.STANDINGS in lesson.moves:
        return Move.STANDINGS
    for move in (Move.CLOSE, Move.REVEAL):
        if move in lesson.moves:
            return move
    return Move.OPEN if lesson.next else None


def _timer(lesson: Lesson) -> dict[str, Any] | None:
    round = lesson.round
    if round is None or lesson.phase != Phase.OPEN or round.left() is None:
        return None
    paused = round.closes_at is None
    name = f"paused-{round.left_ms}" if paused else f"{int(round.closes_at.timestamp() * 1000)}"  # type: ignore[union-attr]
    total = seconds(lesson)[0]
    classes = "" if paused else f"lim-{max(1, min(total, LONGEST_BAR))} at-{ELAPSED}"
    return {"id": name, "left": LEFT, "total": total, "paused": paused, "classes": classes}


def seconds(lesson: Lesson) -> tuple[int, int]:
    """(whole length, what is left) of the running clock in seconds, as people see them."""
    left = lesson.round.left() if lesson.round and lesson.phase == Phase.OPEN else None
    if lesson.round is None or left is None:
        return 0, 0
    ran = timedelta(milliseconds=lesson.round.ran_ms)
    if lesson.round.closes_at and lesson.round.runs_since:
        ran += lesson.round.closes_at - lesson.round.runs_since - PUSH_TAKES
        return math.ceil(ran.total_seconds()), math.ceil(left.total_seconds())
    return math.ceil((ran + left).total_seconds()), math.ceil(left.total_seconds())


def own_context(lesson: Lesson, response: Response | Given | None, outcome: str) -> dict[str, Any]:
    """For what is one participant's alone; their numbers are slots."""
    round = lesson.round
    shows = lesson.room.with_standings and lesson.graded_count
    chosen = bool(round and round.kind.choices(round.content))
    return {
        "room": lesson.room,
        "phase": str(lesson.phase),
        "round_id": round.pk if round else 0,
        "answer": _words(round, response) if round and response else "",
        "value": response.value if response else "",
        "marks": _marks(response.value) if response and chosen else "",
        "outcome": outcome,
        "kept": not lesson.room.may_change,
        "points": POINTS,
        "received_at": TIME,
        "place": PLACE if shows else "",
        "total_points": TOTAL,
        "right_count": RIGHT,
        "of_people": len(lesson.people),
        "graded": bool(round and round.is_graded),
        "weighs": bool(round and round.weight),
        "graded_count": lesson.graded_count,
        "graded_for_me": GRADED,
        "key_text": round.kind.drawn(round.kind.key_text(round.content)) if round and lesson.reveals else "",
    }


def at_time(moment: datetime | None) -> str:
    """A moment of today as the school's clocks show it."""
    return f"{timezone.localtime(moment):%H:%M:%S}" if moment else ""


def _words(round: Round, response: Response | Given) -> str:
    return round.kind.drawn(response.typed or round.kind.value_text(round.content, response.value))


def _marks(value: str) -> str:
    """The classes by which the stylesheet marks one's own choices."""
    return " ".join(f"mine-{number}" for number in value.split(","))


def join_url() -> str:
    """Where students go, without a slash at the end: what the owner chose, else where the network says that we are."""
    return addresses.join_url(School.get().address)


@lru_cache(maxsize=256)
def qr(url: str) -> SafeString:
    """A QR code as inline SVG that takes its size and colour from the stylesheet."""
    return mark_safe(segno.make_qr(url, error="m").svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2))
