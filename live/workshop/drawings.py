"""Teachers' texts as they are drawn: simple ones in place, all others once, in a child process, and kept.

Who may wait for the child (a teacher's page) calls `markdown` and the others, and waits. Who may not (the reader's
thread) does its work under `collected`: it learns which drawings were missing, has them `made`, and works once more.
Nobody on an event loop waits: there a missing drawing is the text as it was typed.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.safestring import SafeString, mark_safe

from live.content.drawn_forms import VERSION, as_typed, draw_words, is_simple
from live.workshop.cache import Cache
from live.workshop.messages import Message
from live.workshop.place import Failed, Place, TooMuch
from live.workshop.trades import DRAWINGS

T = TypeVar("T")
Wanted = tuple[str, str]
"A form (markdown, formulas, plain, said) and the text that is drawn in it."
Kept = dict[str, Any]
"""Drawings as they are kept with a question: {"by": the version of what drew them, "html": {name: HTML}}.

{}: there are only simple texts. None: nothing was drawn yet.
"""
MOST_BYTES = 16 << 20
WAIT = 20.0
"The seconds that a page waits for the drawings of one question, their places in the line included."
A_WHILE = 10.0
"The seconds after which no further drawing is begun for a stage that lacks many."
place = Place(DRAWINGS)
_cache = Cache(MOST_BYTES)


@dataclass
class _Desk:
    """Drawings at hand for one piece of work alone, and what is done about those that are missing."""

    own: dict[str, str] = field(default_factory=dict)
    waits: bool = True
    keeps: bool = True
    until: float | None = None
    "When there is no more time to wait, by the monotonic clock."
    missing: set[Wanted] = field(default_factory=set)


_desk: ContextVar[_Desk | None] = ContextVar("desk", default=None)


def markdown(text: str) -> SafeString:
    """Return Markdown as HTML (safe_html.markdown)."""
    return mark_safe(_drawn("markdown", text))


def formulas(text: str) -> SafeString:
    """Return one line as HTML with its formulas (safe_html.formulas)."""
    return _words_alone(text) or mark_safe(_drawn("formulas", text))


def plain(text: str) -> str:
    """Return Markdown as one line of plain text (safe_html.plain)."""
    return _drawn("plain", text)


def said(text: str) -> str:
    """Return Markdown as one line of the words that are drawn (safe_html.said)."""
    return _drawn("said", text)


@lru_cache(maxsize=2048)
def _words_alone(text: str) -> SafeString | None:
    """Return a line without formulas as HTML: a reveal puts the same few lines into a thousand answers."""
    return mark_safe(draw_words("formulas", text)) if is_simple("formulas", text) else None


def _drawn(form: str, text: str) -> str:
    if form in ("plain", "formulas") and is_simple(form, text):
        return draw_words(form, text)
    desk, name = _desk.get(), _name(form, text)
    found = (desk and desk.own.get(name)) or _cache.get(name)
    if found is not None:
        return found
    if is_simple(form, text):
        drawn = draw_words(form, text)
    elif (desk and not desk.waits) or _on_a_loop():
        if desk:
            desk.missing.add((form, text))
        return as_typed(form, text)
    elif (answer := _drawn_now(form, text)) is None:
        return as_typed(form, text)
    else:
        drawn = answer
    if desk is None or desk.keeps:
        _cache.put(name, drawn)
    else:
        desk.own[name] = drawn
    return drawn


def _name(form: str, text: str) -> str:
    return f"{form}-{hashlib.blake2s(text.encode('utf-8', 'surrogatepass'), digest_size=12).hexdigest()}"


def _on_a_loop() -> bool:
    with suppress(RuntimeError):
        asyncio.get_running_loop()
        return True
    return False


# --- the child


def _ask(form: str, text: str) -> "Future[Message]":
    return place.put({"form": form, "text": text})


def _drawn_now(form: str, text: str) -> str | None:
    """Have a text drawn, and wait for it: as it was typed when it takes too much, None when it could not be done."""
    asked = _ask(form, text)
    try:
        return _html(asked.result(_time_left()))
    except TooMuch:
        return as_typed(form, text)
    except (Failed, TimeoutError):
        asked.cancel()
        return None


def _time_left() -> float:
    desk = _desk.get()
    return max(0.0, desk.until - time.monotonic()) if desk and desk.until else WAIT


def _html(answer: Message) -> str | None:
    """Return what was drawn; None from a child that was started from the files of another version."""
    head, _body = answer
    return str(head["html"]) if head["by"] == VERSION else None


async def made(missing: Iterable[Wanted]) -> dict[str, str]:
    """Have texts drawn one after the other, so that others get their turn in between; by name."""
    found, until = {}, time.monotonic() + A_WHILE
    for form, text in missing:
        seconds = until - time.monotonic()
        if seconds <= 0:
            break
        drawn = await _made(form, text, seconds)
        if drawn is not None:
            found[_name(form, text)] = drawn
            _cache.put(_name(form, text), drawn)
    return found


async def _made(form: str, text: str, seconds: float) -> str | None:
    """Do what `_drawn_now` does, without a thread that waits."""
    try:
        return _html(await asyncio.wait_for(asyncio.wrap_future(_ask(form, text)), seconds))
    except TooMuch:
        return as_typed(form, text)
    except (Failed, TimeoutError):
        return None


@contextmanager
def _at(desk: _Desk) -> Iterator[_Desk]:
    before = _desk.set(desk)
    try:
        yield desk
    finally:
        _desk.reset(before)


def collected(work: Callable[..., T], *args: Any, own: Mapping[str, str] | None = None) -> tuple[T, set[Wanted]]:
    """Do work that may not wait for the child: what it returned, and the drawings that were missing.

    `own`: drawings that were made for it meanwhile.
    """
    with _at(_Desk(dict(own or {}), waits=False)) as desk:
        return work(*args), desk.missing


def is_lacking() -> bool:
    """Tell whether a drawing was missing so far in work that may not wait: then nothing that it has drawn is kept."""
    desk = _desk.get()
    return bool(desk and desk.missing)


@contextmanager
def apart() -> Iterator[None]:
    """Draw without keeping anything behind the block: a preview is never seen again."""
    with _at(_Desk(keeps=False)):
        yield


@contextmanager
def in_time(seconds: float = WAIT) -> Iterator[None]:
    """Wait for all drawings of the block together so long, at most as for one question's; then show what was typed."""
    with _at(_Desk(until=time.monotonic() + min(WAIT, seconds))):
        yield


# --- what is kept with a question


def keep(wanted: Sequence[Wanted]) -> Kept | None:
    """Draw texts, and return what is kept of them. Waits for the child, so never while the database is locked.

    None when one could not be drawn in time: it is then drawn when it is shown.
    """
    with in_time():
        for each in wanted:
            if not is_simple(*each):
                _drawn(*each)
    return known(wanted)


def known(wanted: Sequence[Wanted]) -> Kept | None:
    """Return what is kept of texts that have been drawn a moment ago; None when one of them is not at hand."""
    found = {_name(*each): _cache.get(_name(*each)) for each in wanted if not is_simple(*each)}
    return None if None in found.values() else _kept(found)


def _kept(drawn: Mapping[str, str | None]) -> Kept:
    return {"by": VERSION, "html": dict(drawn)} if drawn else {}


def is_of_today(kept: Kept | None) -> bool:
    """Tell whether what is kept was drawn by this version, or needs no drawing."""
    return kept is not None and kept.get("by", VERSION) == VERSION


def learn(kept: Kept | None) -> None:
    """Have kept drawings at hand, unless they were drawn by another version."""
    if kept and is_of_today(kept):
        for name, html in kept["html"].items():
            if _cache.get(name) is None:
                _cache.put(name, html)
