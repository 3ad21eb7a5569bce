"""What each audience sees now: (lesson, audience) -> HTML by region. The only phase -> template mapping."""

import hashlib
import math
from collections.abc import Mapping
from datetime import timedelta
from random import choice, randrange
from typing import Any

import segno
from django.template.loader import get_template
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from live.kinds import Bar
from live.lesson import Lesson, Own, Tally
from live.models import Move, Phase, School
from live.models.round import PUSH_TAKES
from live.scoring import Score
from live.serve import addresses
from live.text import markdown

LEFT, ELAPSED, FOCUS = "\ue000left\ue000", "\ue000elapsed\ue000", "\ue000focus\ue000"
"Slots: filled each time a region is sent. Private-use characters, which no text of ours has."
POINTS, PLACE, TOTAL, RIGHT = "\ue000points\ue000", "\ue000place\ue000", "\ue000total\ue000", "\ue000right\ue000"
LONGEST_BAR = 300

REGIONS = {
    "play": ["say", "stage", "timer"],
    "screen": ["say", "stage", "timer", "tally", "answered", "joinbar"],
    "present": ["say", "stage", "timer", "tally", "answered", "joinbar", "bar"],
    "host": ["say", "stage", "timer", "tally", "answered", "people", "joinbar", "settings", "jump"],
}
Regions = dict[str, str]


def draw(lesson: Lesson, audience: str) -> Regions:
    """Every shared region of an audience, in the room's language, with its slots still open."""
    with override(lesson.room.language):
        context = _context(lesson, audience)
        return {name: _render(_template(audience, name, lesson.phase), context) for name in REGIONS[audience]}


def draw_own(lesson: Lesson, own: Mapping[int, Own]) -> dict[int, Regions]:
    """The two regions that are each participant's alone; those alike but for numbers are rendered once."""
    drawn: dict[tuple[Any, ...], str] = {}
    places = {row.participant_id: row.place for row in lesson.standings}
    with override(lesson.room.language):
        return {pk: _own_regions(lesson, each, places.get(pk, 0), drawn) for pk, each in own.items()}


def mine(lesson: Lesson, own: Own) -> str:
    """The `#mine` of one participant."""
    return draw_own(lesson, {own.participant.pk: own})[own.participant.pk]["mine"]


def fill(html: str, lesson: Lesson, focus: bool = False) -> str:
    """The region as it is sent now: seconds left, and the focus in a stage-change push."""
    total, left = _seconds(lesson)
    elapsed = max(0, min(total, LONGEST_BAR) - left)
    html = html.replace(LEFT, str(left)).replace(ELAPSED, str(elapsed))
    return html.replace(FOCUS, " autofocus" if focus else "")


def partial(name: str, html: str, swap: str = "outerMorph") -> str:
    """One region as it travels; nothing else writes <hx-partial>."""
    return f'<hx-partial hx-target="#{name}" hx-swap="{swap}">{html}</hx-partial>'


def push(lesson: Lesson, regions: Regions) -> str:
    """The regions that changed, as a socket gets them; a new stage replaces the old one and takes the focus."""
    swaps = {"stage": "outerHTML", "timer": "outerHTML"}
    return "".join(
        partial(name, fill(html, lesson, focus=True), swaps.get(name, "outerMorph")) for name, html in regions.items()
    )


def snapshot(lesson: Lesson, regions: Regions) -> str:
    """All regions, laid over whatever the page shows; what somebody is typing stays."""
    return "".join(partial(name, fill(html, lesson)) for name, html in regions.items())


def page(lesson: Lesson, regions: Regions) -> dict[str, SafeString]:
    """All regions, to be put into a page as they are."""
    return {name: mark_safe(fill(html, lesson)) for name, html in regions.items()}


def digest(regions: Regions) -> str:
    """A short name for what is shown, without the seconds left."""
    return hashlib.blake2s("\0".join(regions.values()).encode(), digest_size=9).hexdigest()


def link(state_url: str, shown: str = "", *, live: bool = False) -> str:
    """The link box as it travels: quiet while the socket lives, else polling. `shown`: digest of what is shown."""
    return partial("linkbox", link_box(state_url, shown, live=live), "outerHTML")


def link_box(state_url: str, shown: str = "", *, live: bool = False, first: bool = False) -> str:
    """The link box itself; its periods differ from page to page, so that a class does not come all at once."""
    context = {"state_url": state_url, "digest": shown, "live": live, "first": first}
    return _render("live/_linkbox.html", {**context, "period": choice((3, 4, 5)), "delay": randrange(1500, 3000)})


def link_page(state_url: str, shown: str) -> SafeString:
    """The link box of a page that nothing has reached yet: polling, and a plain link for when that fails too."""
    return mark_safe(link_box(state_url, shown, first=True))


def beat(state_url: str) -> str:
    """The sign of life; it resets the switch that opens a new socket."""
    return partial("beat", _render("live/_beat.html", {"state_url": state_url}), "outerHTML")


def socket(live_url: str) -> str:
    """A fresh `#sock`, which makes a new socket."""
    return partial("sock", _render("live/_sock.html", {"live_url": live_url}), "outerHTML")


def farewell(sentence: str, url: str, label: str) -> str:
    """For a page whose seat or key has ended: what happened, where to go, and no more asking."""
    html = _render("live/_farewell.html", {"sentence": sentence, "url": url, "label": label})
    return partial("stage", html, "outerHTML") + partial("linkbox", '<div id="linkbox"></div>', "outerHTML")


def say(sentence: str, refused: bool = False) -> str:
    """A sentence for the one polite live region; a refusal is seen as well."""
    return partial("say", _render("live/_say.html", {"sentence": sentence, "refused": refused}))


def join_url() -> str:
    """Where students go, without a slash at the end: what the owner chose, else where the network says that we are."""
    return addresses.join_url(School.get().address)


def qr(url: str) -> SafeString:
    """A QR code as inline SVG that takes its size and colour from the stylesheet."""
    return mark_safe(segno.make_qr(url, error="m").svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2))


def _template(audience: str, name: str, phase: Phase) -> str:
    if name == "timer":
        return "live/_timer.html"
    if name == "say":
        return "live/_news.html"
    if audience == "present" and name != "bar":
        audience = "screen"
    folder = "host" if audience == "present" else audience
    return f"live/{folder}/_{phase if name == 'stage' else name}.html"


def _render(template: str, context: Mapping[str, Any]) -> str:
    return get_template(template).render(dict(context))


def _context(lesson: Lesson, audience: str) -> dict[str, Any]:
    host = audience == "host"
    return {
        **_round_context(lesson),
        **_tally_context(lesson, audience),
        "room": lesson.room,
        "phase": str(lesson.phase),
        "revealed": lesson.reveals,
        "answered": lesson.answered,
        "of": lesson.of,
        "people": lesson.people if host else [_screened(person) for person in lesson.people],
        "count": len(lesson.people),
        "standings": _standings(lesson, host),
        "knocks": [{"id": knock.pk, "nickname": knock.participant.nickname} for knock in lesson.knocks],
        "moves": [str(move) for move in lesson.moves],
        "primary": _primary(lesson),
        "next": lesson.next,
        "questions": [{"question": each, "asked": each.pk in lesson.asked} for each in lesson.questions],
        "timer": _timer(lesson),
        "focus": mark_safe(FOCUS),
        "answer_url": f"/play/{lesson.room.pk}/answer/",
        **_join_context(lesson),
    }


def _join_context(lesson: Lesson) -> dict[str, Any]:
    base = join_url()
    url = f"{base}/join/{lesson.room.key}/"
    return {"join_address": base.partition("://")[2], "join_url": url, "qr": SimpleLazyObject(lambda: qr(url))}


def _round_context(lesson: Lesson) -> dict[str, Any]:
    round, kind = lesson.round, lesson.kind
    if round is None or kind is None:
        return {"round": None, "kind": None, "choices": [], "graded": False}
    parts = {f"{part}_template": kind.template(part) for part in ("ask", "answer", "reveal", "tally")}
    key = {"key_text": kind.key_text(round.content), "explanation_html": markdown(round.explanation)}
    return {
        **kind.context(round.content if lesson.reveals else kind.keyless(round.content)),
        **parts,
        **(key if lesson.reveals else {}),
        "round": round,
        "round_id": round.pk,
        "graded": kind.graded(round.content),
        "question_html": markdown(round.text),
    }


def _tally_context(lesson: Lesson, audience: str) -> dict[str, Any]:
    if lesson.tally is None or audience == "play":
        return {"bars": [], "total": 0, "before": [], "show_tally": False, "hideable": False, "hidden": set()}
    tally = _seen(lesson.tally, lesson, audience)
    return {
        "bars": tally.bars,
        "total": tally.total,
        "before": [_seen(each, lesson, audience) for each in lesson.before],
        "show_tally": audience == "host" or _on_screen(lesson),
        "hideable": audience == "host",
        "hidden": set(lesson.tally.round.hidden),
    }


def _on_screen(lesson: Lesson) -> bool:
    """The screen shows the tally after closing, or live when the host chose it (what people type: separately)."""
    if lesson.phase != Phase.OPEN:
        return lesson.phase in {Phase.CLOSED, Phase.REVEALED}
    typed = lesson.kind is not None and lesson.kind.typed
    return lesson.room.typed_live if typed else lesson.room.tally_live


def _seen(tally: Tally, lesson: Lesson, audience: str) -> Tally:
    """Without the key before the reveal, and on the screen without what the host has hidden or what is not due."""
    bars = tally.bars
    if not lesson.reveals:
        bars = [Bar(each.value, each.label, each.count, False, each.letter, each.shape, each.size) for each in bars]
    if audience != "host":
        shown = tally.round.pk != lesson.room.round_id or _on_screen(lesson)
        bars = [each for each in bars if each.value not in tally.round.hidden] if shown else []
    return Tally(tally.round, bars, tally.total)


def _screened(person: Any) -> dict[str, Any]:
    nickname = "…" if person.hidden else person.nickname
    return {"id": person.id, "nickname": nickname, "here": person.here, "answered": person.answered}


def _standings(lesson: Lesson, host: bool) -> list[dict[str, Any]]:
    if not lesson.room.with_standings or not lesson.graded_count:
        return []
    people = {person.id: person for person in lesson.people}
    return [_row(row, people[row.participant_id], host) for row in lesson.standings if row.participant_id in people]


def _row(row: Any, person: Any, host: bool) -> dict[str, Any]:
    nickname = "…" if person.hidden and not host else person.nickname
    return {"place": row.place, "id": person.id, "nickname": nickname, "points": row.points, "right": row.right}


def _primary(lesson: Lesson) -> str | None:
    """What the one big button does: the next step of the lesson."""
    if lesson.phase == Phase.ENDED:
        return None
    if lesson.phase == Phase.REVEALED and lesson.next is None and Move.STANDINGS in lesson.moves:
        return str(Move.STANDINGS)
    for move in (Move.CLOSE, Move.REVEAL):
        if move in lesson.moves:
            return str(move)
    return "next" if lesson.next else None


def _timer(lesson: Lesson) -> dict[str, Any] | None:
    round = lesson.round
    if round is None or lesson.phase != Phase.OPEN or round.left() is None:
        return None
    paused = round.closes_at is None
    name = f"paused-{round.left_ms}" if paused else f"{int(round.closes_at.timestamp() * 1000)}"  # type: ignore[union-attr]
    total = _seconds(lesson)[0]
    classes = "" if paused else f"lim-{max(1, min(total, LONGEST_BAR))} at-{ELAPSED}"
    return {"id": name, "left": LEFT, "total": total, "paused": paused, "classes": classes}


def _seconds(lesson: Lesson) -> tuple[int, int]:
    """(whole length, what is left) of the running clock in seconds, as people see them."""
    left = lesson.round.left() if lesson.round and lesson.phase == Phase.OPEN else None
    if lesson.round is None or left is None:
        return 0, 0
    ran = timedelta(milliseconds=lesson.round.ran_ms)
    if lesson.round.closes_at and lesson.round.runs_since:
        ran += lesson.round.closes_at - lesson.round.runs_since - PUSH_TAKES
        return math.ceil(ran.total_seconds()), math.ceil(left.total_seconds())
    return math.ceil((ran + left).total_seconds()), math.ceil(left.total_seconds())


def _own_regions(lesson: Lesson, own: Own, place: int, drawn: dict[tuple[Any, ...], str]) -> Regions:
    response = own.response
    key = (response.value, response.typed) if response else None, own.outcome
    if key not in drawn:
        drawn[key] = _render("live/play/_mine.html", _own_context(lesson, own))
    total = lesson.scores.get(own.participant.pk, Score())
    numbers = {POINTS: own.score.points, PLACE: place, TOTAL: total.points, RIGHT: total.right}
    door = {"phase": str(lesson.phase), "leave_url": f"/play/{lesson.room.pk}/leave/"}
    me = _render("live/play/_me.html", {"room": lesson.room, "nickname": own.participant.nickname, **door})
    return {"me": me, "mine": _numbered(drawn[key], numbers)}


def _marks(value: str) -> str:
    """The classes by which the stylesheet marks one's own choices."""
    return " ".join(f"mine-{number}" for number in value.split(","))


def _numbered(html: str, numbers: Mapping[str, int]) -> str:
    for slot, number in numbers.items():
        html = html.replace(slot, str(number))
    return html


def _own_context(lesson: Lesson, own: Own) -> dict[str, Any]:
    round, response = lesson.round, own.response
    words = response.typed or round.kind.value_text(round.content, response.value) if round and response else ""
    shows = lesson.room.with_standings and lesson.graded_count
    return {
        "room": lesson.room,
        "phase": str(lesson.phase),
        "answer": words,
        "value": response.value if response else "",
        "marks": _marks(response.value) if round and response and round.kind.choices(round.content) else "",
        "outcome": own.outcome,
        "kept": not lesson.room.may_change,
        "points": POINTS,
        "place": PLACE if shows else "",
        "total_points": TOTAL,
        "right_count": RIGHT,
        "of_people": len(lesson.people),
        "graded": bool(round and round.is_graded),
        "graded_count": lesson.graded_count,
        "key_text": round.kind.key_text(round.content) if round and lesson.reveals else "",
    }
