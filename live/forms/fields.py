"""Form fields for a line, for prose and for tags, and their sentences."""

import re
from typing import Any

from django import forms

from live.content.finding import tag_mark
from live.content.lines import RAW_LENGTH, line
from live.kinds.values import Label


class Line(forms.CharField):
    """One visible line of text."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned line; "" when nothing in it is visible."""
        return line(super().to_python(value) or "")


class Prose(forms.CharField):
    """Text of several lines; an end of line counts as one character, as browsers count it."""

    def to_python(self, value: Any) -> str:
        """Return the text with \\n as its only end of line."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class Tags(forms.Field):
    """Tags with commas between them, as several scripts write these, each a line."""

    COMMAS = re.compile("[,;،؛、，；\r\n]")

    def to_python(self, value: Any) -> list[str]:
        """Return the tags as typed; those that differ in case or accents alone are one."""
        typed = (line(each, "NFC").lstrip("# ") for each in self.COMMAS.split((value or "")[:RAW_LENGTH]))
        found: dict[str, str] = {}
        for tag in typed:
            found.setdefault(tag_mark(tag), tag)
        return [tag for mark, tag in found.items() if mark]


def sentences(required: Label = "", too_long: Label = "") -> dict[str, Any]:
    """Return the error messages of a field that is empty or too long."""
    return {"required": required, "max_length": too_long}
