"""Kahoot's own JSON, as create.kahoot.it/rest/kahoots/… gives it: times in milliseconds, texts with a little HTML."""

from typing import Any

from django.utils.translation import gettext_noop as _

from live.formats import kind_fields, texts
from live.formats.found import LOST, Found

_CHOICES = {"quiz", "multiple_select_quiz"}
_POLLS = {"survey": False, "multiple_select_poll": True}
_TEXTS = {"open_ended", "brainstorming", "feedback"}


def question(asked: dict[str, Any], found: Found) -> None:
    """Read one question. Raises KeyError and the like for what is not complete."""
    kind = str(asked.get("type", "quiz"))[:40]
    words = asked.get("question") or asked.get("title") or asked.get("description")
    if not isinstance(words, str):
        raise TypeError(words)
    found.text, images = texts.markdown(words, texts.HTML)
    texts.lose(found, images)
    _seconds(found, asked.get("time"))
    _media(found, asked)
    choices = [each for each in asked.get("choices") or [] if isinstance(each, dict)]
    lines = [texts.line(found, str(each.get("answer") or ""), texts.HTML) for each in choices]
    right = [number for number, each in enumerate(choices, 1) if each.get("correct")]
    _kind(found, kind, lines, right, asked.get("choiceRange"))


def _seconds(found: Found, milliseconds: Any) -> None:
    if isinstance(milliseconds, int | float) and 0 < milliseconds < 10**9:
        found.limit_seconds(max(1, round(milliseconds / 1000)))


def _media(found: Found, asked: dict[str, Any]) -> None:
    video = asked.get("video")
    links = [asked.get("image"), video.get("fullUrl") if isinstance(video, dict) else ""]
    for link in links:
        if isinstance(link, str) and link:
            texts.note(found, link[:500])
            found.remark(LOST, _("Links to pictures or films are in the notes: nothing is fetched from elsewhere."))


def _kind(found: Found, kind: str, lines: list[str], right: list[int], scale: Any) -> None:
    if kind in _CHOICES:
        kind_fields.choice(found, lines, right, kind != "quiz")
    elif kind in _POLLS:
        kind_fields.choice(found, lines, [], _POLLS[kind], is_poll=True)
    elif kind == "jumble":
        kind_fields.order(found, lines)
    elif kind == "slider" and isinstance(scale, dict):
        kind_fields.number(found, [_number(scale["correct"])], _number(scale.get("tolerance") or 0))
    elif kind in _TEXTS:
        kind_fields.short(found, lines) if any(lines) else kind_fields.open_text(found)
    elif kind == "word_cloud":
        found.kind, found.fields = "cloud", {"words": ["1"]}
    elif kind == "content":
        kind_fields.slide(found)
    else:
        found.refuse_type(kind)


def _number(value: Any) -> str:
    return kind_fields.numeral(repr(value)) if isinstance(value, int | float) and abs(value) < 10**15 else ""
