"""Builds what a stage's templates are given: a snapshot as one audience may see it, with slots for what comes last."""

from functools import lru_cache
from typing import Any, NamedTuple

import segno
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from live.content.pictures import Picture
from live.models import Phase, Room, Round, School
from live.models.rules import Rules
from live.rendering import fit
from live.rendering.buttons import steps
from live.rendering.foremost import foremost
from live.rendering.lobby import lobby_context
from live.rendering.notes import key_items
from live.rendering.people import MOST_ROWS, health, knocks, person_rows, waiting
from live.rendering.slots import (
    ANSWER,
    BITS,
    CONTROLS,
    FOCUS,
    SHARE,
    seconds,
)
from live.rendering.standings import standings_context
from live.rendering.strip import IN_A_ROW, next_context, question_keys
from live.rendering.strokes import strokes
from live.rendering.tallies import is_covered, tallies
from live.rooms import keys
from live.rooms.snapshot import Screens, Snapshot
from live.server import addresses
from live.workshop.drawings import markdown, said

RIGHT_MARK = " ✓ Right"
"What stands behind a right row; in all languages it is about this long."
BESIDE = "x" * 12
'Letters as wide as the picture beside a bar\'s label and a short word for "right".'


def stage_context(snapshot: Snapshot, audience: str) -> dict[str, Any]:
    """The context of every shared region of an audience."""
    reveals = snapshot.reveals and not is_covered(snapshot, audience)
    return {
        **_question_context(snapshot, audience, reveals),
        **_lesson_context(snapshot),
        **(_host_context(snapshot) if audience == "host" else _NOT_THE_HOSTS),
        **standings_context(snapshot, audience == "host"),
        **next_context(snapshot),
        **_join_context(snapshot),
        "wide": audience in {"screen", "present"},
        "revealed": reveals,
        "remarked": snapshot.remarked if reveals else [],
        "items": key_items(snapshot) if audience == "key" else [],
        "summary": _summary(snapshot) if audience == "play" else "",
        "focus": mark_safe(FOCUS),
        "heading_focus": mark_safe("" if audience in {"host", "present"} else FOCUS),  # the next move has it
        "controls": mark_safe(CONTROLS),
        "answer_shown": mark_safe(ANSWER),
    }


def _question_context(snapshot: Snapshot, audience: str, reveals: bool) -> dict[str, Any]:
    """What is asked and answered, and how large the screen draws it."""
    shown = {**_round_context(snapshot, reveals), **tallies(snapshot, audience)}
    shown["posed_picture"] = None if _draws_picture(snapshot, audience, shown) else shown["picture"]
    if audience not in {"screen", "present"}:
        return shown
    if reveals:
        shown["foremost"] = foremost(snapshot)
    return {**shown, **_sizes(snapshot, shown)}


def _lesson_context(snapshot: Snapshot) -> dict[str, Any]:
    """Where the lesson stands, as everybody reads it."""
    return {
        "room": snapshot.room,
        "board": " board" if snapshot.room.rules.board else "",
        "phase": str(snapshot.phase),
        "of_questions": _of_questions(snapshot),
        "asks": snapshot.asks,
        "answered": snapshot.answered,
        "of": snapshot.of,
        "count": len(snapshot.people),
        "strokes": strokes(_counted(snapshot)),
        "unlisted": max(0, len(snapshot.people) - MOST_ROWS),
        "knocks": knocks(snapshot),
        "moves": [str(move) for move in snapshot.moves],
        "steps": steps(snapshot),
        "next": snapshot.next,
        "many_questions": len(snapshot.questions) > IN_A_ROW,
        "timer": _timer(snapshot),
        "answer_url": f"/play/{snapshot.room.pk}/answer/",
    }


def _host_context(snapshot: Snapshot) -> dict[str, Any]:
    """What the host alone sees: people, questions, the state of the line."""
    return {
        "screens": _screens(snapshot),
        "health": health(snapshot),
        "people": snapshot.people,
        "rows": person_rows(snapshot),
        "waiting": waiting(snapshot),
        "questions": question_keys(snapshot),
    }


_NOT_THE_HOSTS: dict[str, Any] = {
    "screens": None,
    "health": None,
    "people": [],
    "rows": [],
    "waiting": [],
    "questions": [],
}


def _counted(snapshot: Snapshot) -> int:
    """How many have answered, while that is what everybody waits for; else how many are in the room."""
    waits = snapshot.asks and snapshot.phase in {Phase.OPEN, Phase.CLOSED}
    return snapshot.answered if waits else len(snapshot.people)


def _summary(snapshot: Snapshot) -> str:
    """What all have answered, in a sentence for the phones, unless the host keeps the results off the screen."""
    if snapshot.kind is None or snapshot.tally is None or snapshot.tally.chart is None:
        return ""
    shown = snapshot.phase == Phase.REVEALED and not snapshot.room.covered
    return snapshot.kind.summary(snapshot.tally.chart) if shown else ""


def _of_questions(snapshot: Snapshot) -> int:
    """How many questions the lesson has beside the one that is asked; 0 for a quick vote or a quiz that lost some."""
    number = snapshot.round.question_number if snapshot.round else 0
    return len(snapshot.questions) if 0 < number <= len(snapshot.questions) else 0


class Settings(NamedTuple):
    """What the host has chosen for a room, as the settings' template asks for it; drawings are kept by it."""

    rules: Rules
    locked: bool
    covered: bool

    @classmethod
    def of(cls, room: Room) -> "Settings":
        """The settings of a room."""
        return cls(room.rules, room.locked, room.covered)

    @property
    def language(self) -> str:
        """The language of the room."""
        return self.rules.language


def _screens(snapshot: Snapshot) -> Screens | None:
    """What became of the screens when the room got the code that it has."""
    screens = snapshot.screens
    return screens if screens and screens.code == snapshot.room.code else None


def _join_context(snapshot: Snapshot) -> dict[str, Any]:
    base = addresses.join_url(snapshot.address)
    url = f"{base}/join/{snapshot.room.key}/"
    screen_url = f"{base}/screen/{snapshot.room.screen_key}/"
    return {"join_address": base.partition("://")[2], "join_url": url, "screen_url": screen_url, "qr": qr(url)}


def _round_context(snapshot: Snapshot, reveals: bool) -> dict[str, Any]:
    if snapshot.round is None or snapshot.kind is None:
        return {"round": None, "kind": None, "choices": [], "listed": [], "graded": False, "picture": None}
    return question_context(snapshot.round, reveals)


def question_context(round: Round, reveals: bool) -> dict[str, Any]:
    """What is asked in a round; with the key and the explanation when it `reveals`."""
    kind = round.kind
    parts = {f"{part}_template": kind.template(part) for part in ("ask", "answer", "reveal", "tally", "chart")}
    content = round.content if reveals else kind.keyless(round.content)
    return {
        **kind.context(content),
        **parts,
        "listed": kind.rows(content),
        **(_key_context(round) if reveals else {}),
        "round": round,
        "round_id": round.pk,
        "graded": kind.graded(round.content),
        "question_html": markdown(round.text),
        "question_said": said(round.text),
        "picture": Picture.of(round.picture),
    }


def _draws_picture(snapshot: Snapshot, audience: str, shown: dict[str, Any]) -> bool:
    """Whether the kind's own part draws the question's picture: to point at, with the key, or with the answers."""
    if snapshot.kind is None or not snapshot.kind.pictured:
        return False
    if audience == "play":
        return snapshot.phase == Phase.OPEN or bool(shown["graded"] and snapshot.reveals)
    return bool(shown["chart"] and shown["show_tally"])


def _key_context(round: Round) -> dict[str, Any]:
    return {
        "choices": keys.choices(round),
        "key_text": keys.key_text(round),
        "explanation_html": markdown(round.explanation),
    }


def _sizes(snapshot: Snapshot, shown: dict[str, Any]) -> dict[str, Any]:
    """The class for how large the screen may write what it shows; in the lobby it shows people."""
    if snapshot.phase in {Phase.LOBBY, Phase.ENDED} or snapshot.round is None:
        return lobby_context(snapshot)
    chart, counted = shown["chart"], shown["show_tally"]
    pictured = shown["pictured"] and not counted
    wall = fit.Wall(
        question=shown["question_html"],
        typed=len(snapshot.round.text),
        rows=() if chart or pictured else _rows(shown),
        twice=bool(shown["before"]),
        explanation=shown.get("explanation_html", ""),
        lines=(0 if shown["listed"] else 1) + _named(shown) + (1 if shown.get("covered") and counted else 0),
        pictures=(bool(shown["posed_picture"]) + pictured) * fit.PICTURE + (chart.height if chart else 0),
        lanes=_lanes(shown),
        pictured=shown["pictured"],
        beside=snapshot.round.kind.beside(snapshot.round.content),
    )
    return {"fit": fit.written(wall)}


def _named(shown: dict[str, Any]) -> bool:
    """Whether people are named below the question."""
    return bool(shown.get("foremost", {}).get("people"))


def _rows(shown: dict[str, Any]) -> tuple[str, ...]:
    """Every row as wide as if it were right: choices stand where they stood when they are counted and revealed."""
    if not shown["choices"]:
        beside = [bar.html for bar in shown["bars"]] if shown["show_tally"] else shown["listed"]
        return tuple(conditional_escape(row) + RIGHT_MARK for row in beside)
    return tuple(each.html + BESIDE * bool(each.picture) + RIGHT_MARK for each in shown["choices"])


def _lanes(shown: dict[str, Any]) -> tuple[str, ...]:
    """The choices that may stand beside each other, when neither a picture nor an earlier asking needs the place."""
    may = shown["kind"].lanes and not shown["picture"] and not shown["before"]
    return tuple(each.html for each in shown["choices"]) if may else ()


def _timer(snapshot: Snapshot) -> dict[str, Any] | None:
    round = snapshot.round
    if round is None or snapshot.phase != Phase.OPEN or round.left() is None:
        return None
    paused = round.closes_at is None
    name = f"paused-{round.left_ms}" if paused else f"{int(round.closes_at.timestamp() * 1000)}"  # type: ignore[union-attr]
    total = seconds(snapshot)[0]
    return {"id": name, "total": total, "share": SHARE, "paused": paused, "bits": BITS}


def join_url() -> str:
    """The address that students type, without a slash at the end: the owner's choice, else this machine's own."""
    return addresses.join_url(School.get().address)


@lru_cache(maxsize=256)
def qr(url: str) -> SafeString:
    """A QR code as inline SVG that takes its size and colour from the stylesheet."""
    return mark_safe(segno.make_qr(url, error="m").svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2))
