"""How long names are kept."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import clock

LONGEST_KEPT = 3650
"Days."


class KeepForm(forms.Form):
    """How long names are kept after a room has ended: a time, as nothing about minors is kept for ever."""

    days = forms.IntegerField(
        min_value=1,
        max_value=LONGEST_KEPT,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("Please type a number of days from 1 to 3650."),
        ),
    )


class KeepUntilForm(forms.Form):
    """Until which day the names of one room are kept; blank: as long as those of all rooms."""

    until = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Please choose a day.")},
    )

    def clean_until(self) -> date | None:
        """A day that is not over, and not further away than names may be kept at all."""
        until: date | None = self.cleaned_data["until"]
        today = localdate(clock.now())
        if until is not None and not today <= until <= today + timedelta(days=LONGEST_KEPT):
            raise ValidationError(_("Please choose a day from today to ten years from now."))
        return until
