"""Forms that set how long names are kept."""

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
    """The days that names are kept after a room has ended; a limit, as nothing about minors is kept for ever."""

    days = forms.IntegerField(
        min_value=1,
        max_value=LONGEST_KEPT,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("Please type a number of days from 1 to 3650."),
        ),
    )


class KeepUntilForm(forms.Form):
    """The last day on which one room's names are kept; blank for as long as those of all rooms."""

    until = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Please choose a day.")},
    )

    def clean_until(self) -> date | None:
        """Require a day from today to the longest time that names may be kept."""
        until: date | None = self.cleaned_data["until"]
        today = localdate(clock.now())
        if until is not None and not today <= until <= today + timedelta(days=LONGEST_KEPT):
            raise ValidationError(_("Please choose a day from today to ten years from now."))
        return until
