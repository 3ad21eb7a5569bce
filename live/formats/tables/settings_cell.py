r"""The settings of a question in one cell of our own sheet: "Places to give: 3", a line for each.

A semicolon parts settings, too, for those who type them. \; is a semicolon, and in a list \| is a bar.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from live.content.folding import folded
from live.formats.catalogues import everywhere, words

Fields = dict[str, list[str]]
"The fields of the kind's editor."
_APART = re.compile(r"\n|(?<!\\);")
_BAR = re.compile(r"(?<!\\)\|")
_RANGE = re.compile(r"\s*(?:\.\.|…|–)\s*")
Typed = dict[str, str]
"What a cell says: values by the folded names of the settings."


def first(fields: Fields, name: str) -> str:
    """Return the first value of a field; "" without one."""
    return next(iter(fields.get(name, [])), "")


def barred(items: Iterable[str]) -> str:
    """Return a list as one text: "Paris | Paname"."""
    return " | ".join(item.replace("|", "\\|") for item in items)


def parted(text: str) -> list[str]:
    """Return the items of a list; [] for an empty text."""
    return [item.strip().replace("\\|", "|") for item in _BAR.split(text)] if text.strip() else []


def joined(lines: Iterable[str]) -> str:
    """Return the cell of some settings."""
    return "\n".join(line.replace(";", "\\;") for line in lines if line)


def typed(cell: str) -> Typed:
    """Return what a cell says."""
    lines = [line.replace("\\;", ";").partition(":") for line in _APART.split(cell) if line.strip()]
    return {folded(name): value.strip() for name, _colon, value in lines}


@dataclass(frozen=True)
class Tick:
    """A setting without a value: its field is `on` where it is named, else `off`; "" for no field."""

    field: str
    name: str
    "A msgid, as those of all settings."
    on: str = "1"
    off: str = ""

    def line(self, fields: Fields, language: str) -> str:
        """Return its line; "" where it is not set."""
        return words(language)(self.name) if first(fields, self.field) == self.on else ""

    def read(self, cell: Typed) -> Fields:
        """Take it out of what a cell says."""
        value = self.off if _taken(self.name, cell) is None else self.on
        return {self.field: [value]} if value else {}


@dataclass(frozen=True)
class Value:
    """A setting with a value for each of some fields, or with a usual one."""

    fields: tuple[str, ...]
    name: str
    usual: str = ""

    def line(self, fields: Fields, language: str) -> str:
        """Return its line; "" where all values are empty."""
        values = [first(fields, field) for field in self.fields]
        return f"{words(language)(self.name)}: {barred(values)}" if any(values) else ""

    def read(self, cell: Typed) -> Fields:
        """Take it out of what a cell says. Two values may be typed as a range."""
        values = parted(_taken(self.name, cell) or self.usual)
        if len(values) == 1 < len(self.fields):
            values = _RANGE.split(values[0], maxsplit=1)
        return {field: [value] for field, value in zip(self.fields, values, strict=False)}


@dataclass(frozen=True)
class Words:
    """The words of a scale: those of a preset by its name, or one's own."""

    name: str
    presets: tuple[tuple[str, str], ...]
    "The editor's value of each, and its name."
    preset: str = "preset"
    own: str = "own"
    typed_words: str = "own_words"

    def line(self, fields: Fields, language: str) -> str:
        """Return its line; "" for numbers alone."""
        say, chosen = words(language), first(fields, self.preset)
        own = barred(first(fields, self.typed_words).split("\n")) if chosen == self.own else ""
        value = own or next((say(name) for slug, name in self.presets if slug == chosen), "")
        return f"{say(self.name)}: {value}" if value else ""

    def read(self, cell: Typed) -> Fields:
        """Take it out of what a cell says: a single word is the name of a preset."""
        found = parted(_taken(self.name, cell) or "")
        if len(found) == 1:
            wanted = folded(found[0])
            slugs = [slug for slug, name in self.presets if wanted in map(folded, everywhere(name))]
            found = found if not slugs else []
            chosen = slugs[0] if slugs else self.own
        else:
            chosen = self.own if found else ""
        return {self.preset: [chosen], **({self.typed_words: ["\n".join(found)]} if found else {})}


Setting = Tick | Value | Words


def _taken(name: str, cell: Typed) -> str | None:
    """Take the value of a setting out of a cell, by its name in any language; None where it is not named."""
    found = [cell.pop(word) for word in map(folded, everywhere(name)) if word in cell]
    return found[0] if found else None
