"""The rules of a room: what its teacher chooses for the lesson, as one value that a column keeps as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models

from live.content.lines import line
from live.content.rude_names import LONGEST_WORD, MOST_WORDS
from live.models.phase import Scoring

if TYPE_CHECKING:
    Column = models.JSONField["Rules", "Rules"]
else:
    Column = models.JSONField


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one room. A value that is missing or broken, as another version may have left it, is the default."""

    language: str = "en"
    "What everything in the room is said in."
    asks_names: bool = True
    "Whether participants have names at all; a quick vote gives them some."
    suggested_only: bool = False
    waiting_words: tuple[str, ...] = ()
    "Words of the host's own: a nickname with one of them waits, as one with a rude word does."
    tally_live: bool = False
    typed_live: bool = False
    may_change: bool = True
    close_when_all: bool = False
    with_standings: bool = True
    scoring: Scoring = Scoring.ACCURACY
    partial: bool = False
    "Whether what is partly right has a part of the points."
    board: bool = False
    "Whether the screen is dark, whatever the projector's computer prefers."
    shuffle: bool = False
    "Whether choices stand in an order of this room's own."

    SWITCHES: ClassVar[frozenset[str]]
    "The rules that are on or off."

    @classmethod
    def of(cls, kept: Any) -> "Rules":
        """Return the rules that some JSON says."""
        return cls(**good(kept))

    @property
    def as_json(self) -> dict[str, Any]:
        """All of them as JSON keeps them."""
        return jsonable(asdict(self))


Rules.SWITCHES = frozenset(field.name for field in fields(Rules) if field.type is bool)
_NAMES = frozenset(field.name for field in fields(Rules))


def good(kept: Any) -> dict[str, Any]:
    """Return what of some JSON is rules, by name and as `Rules` has them; anything else is dropped."""
    if not isinstance(kept, dict):
        return {}
    return {name: _value(name, value) for name, value in kept.items() if name in _NAMES and _is_good(name, value)}


def jsonable(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return some rules as JSON keeps them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in rules.items()}


def _value(name: str, value: Any) -> Any:
    match name:
        case "scoring":
            return Scoring(value)
        case "waiting_words":
            return tuple(value)
    return value


def _is_good(name: str, value: Any) -> bool:
    match name:
        case "language":
            return isinstance(value, str) and value in dict(settings.LANGUAGES)
        case "scoring":
            return value in Scoring.values
        case "waiting_words":
            return isinstance(value, list | tuple) and len(value) <= MOST_WORDS and all(map(_is_word, value))
    return isinstance(value, bool)


def _is_word(word: Any) -> bool:
    return isinstance(word, str) and 0 < len(word) <= LONGEST_WORD and line(word) == word


@lru_cache(maxsize=1024)
def _read(kept: str) -> Rules:
    """Read a column; rooms that are read again and again, at each redraw and each batch, have few different ones."""
    return Rules.of(json.loads(kept))


class RulesField(Column):
    """A column of JSON that is `Rules` in the model; to migrations it is JSON, so another rule changes no table."""

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Rules:
        """Return what was kept, as Rules."""
        return Rules() if value is None else _read(value)

    def get_prep_value(self, value: Any) -> Any:
        """Return what is to be kept."""
        return super().get_prep_value(value.as_json if isinstance(value, Rules) else value)

    def deconstruct(self) -> Any:
        """Tell migrations of a plain column of JSON."""
        name, _path, args, _kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, {"default": dict}
