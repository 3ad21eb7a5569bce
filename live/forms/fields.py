"""Form fields for a line and for prose, and their sentences."""

from typing import Any

from django import forms

from live.content.lines import line
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


def sentences(required: Label = "", too_long: Label = "") -> dict[str, Any]:
    """Return the error messages of a field that is empty or too long."""
    return {"required": required, "max_length": too_long}
