"""The settings of a room: which there are, and how a teacher's next room starts with those of the last one."""

from typing import Any

from django.conf import settings

from live.content.lines import line
from live.content.rude_names import LONGEST_WORD, MOST_WORDS
from live.models import LastRules, Room
from live.models.phase import Scoring

SWITCHES = (
    *("locked", "suggested_only", "tally_live", "typed_live", "may_change", "close_when_all", "with_standings"),
    *("partial", "covered", "board", "shuffle"),
)
"The settings that are on or off; the others are `scoring`, `language` and `waiting_words`."


def remembered(teacher_id: int) -> dict[str, Any]:
    """The fields with which this teacher's next room starts: those that were ever changed, and still mean something."""
    kept = LastRules.objects.filter(teacher=teacher_id).values_list("rules", flat=True).first()
    return validated(kept)


def remember(room: Room, *names: str) -> None:
    """Let the host's next room start with these fields of this one."""
    rules = remembered(room.host_id) | {name: getattr(room, name) for name in names}
    LastRules.objects.update_or_create(teacher_id=room.host_id, defaults={"rules": validated(rules)})


def needs_guide(teacher_id: int) -> bool:
    """Whether this teacher has not yet put away the first help on the host page."""
    return not LastRules.objects.filter(teacher=teacher_id, knows_the_way=True).exists()


def put_guide_away(teacher_id: int) -> None:
    """Show this teacher no first help any more."""
    LastRules.objects.update_or_create(teacher_id=teacher_id, defaults={"knows_the_way": True})


def validated(rules: Any) -> dict[str, Any]:
    """What of some JSON is a room's fields; anything else, as another version may have left it, is dropped."""
    if not isinstance(rules, dict):
        return {}
    return {name: value for name, value in rules.items() if _is_good(name, value)}


def _is_good(name: str, value: Any) -> bool:
    match name:
        case "language":
            return isinstance(value, str) and value in dict(settings.LANGUAGES)
        case "scoring":
            return value in Scoring.values
        case "waiting_words":
            return isinstance(value, list) and len(value) <= MOST_WORDS and all(map(_is_word, value))
    return name in SWITCHES and isinstance(value, bool)


def _is_word(word: Any) -> bool:
    return isinstance(word, str) and 0 < len(word) <= LONGEST_WORD and line(word) == word
