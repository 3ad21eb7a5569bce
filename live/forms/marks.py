"""The form by which a mark book comes, and the one by which its column is chosen."""

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from live.content.lines import line
from live.formats.gradebook.asked import MOST_BYTES
from live.formats.gradebook.filled import FULL, NEW

MOST_POINTS = 10_000
NO_FILE = gettext_lazy("Please choose the file that your mark book exports.")


class MarkBookForm(forms.Form):
    """A mark book as a file."""

    file = forms.FileField(
        error_messages=dict.fromkeys(("required", "invalid", "missing", "empty", "max_length"), NO_FILE)
    )


class ColumnForm(forms.Form):
    """Which column of the file that travels in the page the marks go to, and out of how many points they are."""

    content = forms.CharField(max_length=2 * MOST_BYTES, error_messages={"required": NO_FILE, "max_length": NO_FILE})
    name = forms.CharField(required=False, max_length=255)
    column = forms.IntegerField(
        min_value=NEW,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), gettext_lazy("Please choose a column.")),
    )
    full = forms.FloatField(
        min_value=0.01,
        max_value=MOST_POINTS,
        initial=FULL,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Please type out of how many points.")
        ),
    )

    def clean_content(self) -> bytes:
        """Return the file."""
        try:
            return base64.b64decode(self.cleaned_data["content"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError(NO_FILE) from error

    def clean_name(self) -> str:
        """Return the file's own name as one line."""
        return line(self.cleaned_data["name"], "NFC")


def field_of(content: bytes) -> str:
    """Return a file as the field that carries it from one page to the next; the server keeps nothing of it."""
    return base64.b64encode(content).decode()


def column_form(data: Any) -> ColumnForm:
    """Return the form that was sent; a decimal comma is a point."""
    sent = data.copy()
    sent["full"] = sent.get("full", "").replace(",", ".")
    return ColumnForm(sent)
