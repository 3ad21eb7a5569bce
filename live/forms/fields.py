"""Fields that every form of teachers has: a line, and prose."""

from typing import Any

from django import forms

from live.content.lines import line
from live.kinds.values import Label


class Line(forms.CharField):
    """One visible line of text."""

    def to_python(self, value: Any) -> str:
        """Tidied; "" when there is nothing to see."""
        return line(super().to_python(value) or "")


class Prose(forms.CharField):
    """Text of several lines; an end of line counts as one character, as in the browser's own counting."""

    def to_python(self, value: Any) -> str:
        """With \\n alone."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


def sentences(required: Label = "", too_long: Label = "") -> dict[str, Any]:
    """The sentences for a field that is empty, and for one that is too long."""
    return {"required": required, "max_length": too_long}
