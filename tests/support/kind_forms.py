"""Forms as a browser posts them, for the tests of the domain."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import strategies as st

from live.kinds import Invalid
from live.refusal import Refused
from tests.support.examples import EXAMPLES


def form(**fields: Any) -> QueryDict:
    """A posted form; a list is a field that is repeated."""
    posted = QueryDict(mutable=True)
    for name, value in fields.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return posted


def refusal(act: Callable[[], object]) -> tuple[str, int]:
    """The sentence and the status with which an act is refused."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.message, caught.value.status


def faults(act: Callable[[], object]) -> list[tuple[str, str]]:
    """What a teacher is told to put right."""
    with pytest.raises(Invalid) as caught:
        act()
    return caught.value.errors


def tried(act: Callable[[], Any]) -> Any:
    """What an act gave, or how it was turned down; any other exception is a fault of ours."""
    try:
        return act()
    except (Refused, Invalid) as said:
        return said


_FRAGMENTS = [
    "",
    " ",
    "0",
    "1",
    "2",
    "-1",
    "1,3",
    "-",
    "own",
    "pace",
    "60",
    "01",
    "１",
    "²",
    "٣",
    "1e999999",
    "nan",
    "inf",
    "1_0",
    "\x00",
    "\u202e",
    "🙂",
    ",;،",
    "ß, ß; ß",
    "ـ",
    "ß" * 100,
    ", " * 1000,
]
_VALUES = st.lists(st.one_of(st.text(max_size=40), st.sampled_from([*_FRAGMENTS, "9" * 5000, "a" * 300])), max_size=14)
NAMES = sorted(
    {"choice", "minus", "exact", "round", "more", "skip"}
    | {name for example in EXAMPLES.values() for name in (*example.written, *example.answer, *example.fields)}
)
hostile_forms = st.dictionaries(st.sampled_from(NAMES), _VALUES, max_size=8).map(lambda fields: form(**fields))
ODD = ["", "\x00", "²", "-1", "９", "1e999999", "9" * 400, "x" * 2000, "<b>\u202e"]
"What a field may hold that none of ours sends."
MILLION = "x" * 10**6


def bent(names: list[str], good: dict[str, Any]) -> list[dict[str, Any]]:
    """Forms with nothing, with odd things alone or one of them, and with fields that come several times."""
    forms: list[dict[str, Any]] = [{}, *(dict.fromkeys(names, odd) for odd in ODD)]
    forms += [{**good, names[0]: odd} for odd in ODD[1:4]]
    return [*forms, {name: ["1", "2", "1"] for name in names}, {names[0]: ["x"] * 400}]
