"""The forms of teachers: what they may write into a title, a question, a name."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import clock
from live.content.safe_html import line
from live.kinds.base import Label
from live.models.question import NOTES_LENGTH, TEXT_LENGTH
from live.models.quiz import TITLE_LENGTH

LONGEST_KEPT = 3650
"Days."
SHORTEST, LONGEST, HEAVIEST = 5, 300, 5
NAME_LENGTH = 150


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


def _words(required: Label = "", too_long: Label = "") -> dict[str, Any]:
    return {"required": required, "max_length": too_long}


class TitleForm(forms.Form):
    """What a quiz is called."""

    title = Line(
        max_length=TITLE_LENGTH,
        error_messages=_words(
            gettext_lazy("Please give the quiz a title."),
            gettext_lazy("This title is too long: %(limit_value)d characters at most."),
        ),
    )


class PasteForm(forms.Form):
    """Several questions as text."""

    text = forms.CharField(
        max_length=200_000,
        strip=False,
        error_messages=_words(
            gettext_lazy("Paste at least one question."),
            gettext_lazy("This is too much at once: %(limit_value)d characters at most."),
        ),
    )


class NumberForm(forms.Form):
    """Where in the quiz a question shall stand."""

    to = forms.IntegerField(
        min_value=1,
        max_value=100_000,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Please type the new number, from 1.")
        ),
    )


class QuestionForm(forms.Form):
    """What every question has, whatever its kind."""

    text = Prose(
        max_length=TEXT_LENGTH,
        error_messages=_words(
            gettext_lazy("Please write the question."),
            gettext_lazy("This text is too long: %(limit_value)d characters at most, and these are %(show_value)d."),
        ),
    )
    seconds = forms.IntegerField(
        min_value=SHORTEST,
        max_value=LONGEST,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            gettext_lazy("A time limit is 5 to 300 seconds. Leave it empty for none."),
        ),
    )
    weight = forms.IntegerField(
        min_value=0,
        max_value=HEAVIEST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("A weight is a whole number from 0 to 5.")
        ),
    )
    explanation = Prose(
        max_length=NOTES_LENGTH,
        required=False,
        error_messages=_words(too_long=gettext_lazy("This is too long: %(limit_value)d characters at most.")),
    )
    notes = Prose(
        max_length=NOTES_LENGTH,
        required=False,
        error_messages=_words(too_long=gettext_lazy("These are too long: %(limit_value)d characters at most.")),
    )


class TeacherForm(forms.Form):
    """Who is added: the name that they will sign in with is made of it."""

    name = Line(
        max_length=NAME_LENGTH,
        error_messages=_words(
            gettext_lazy("Please type the teacher's name."),
            gettext_lazy("This name is too long: %(limit_value)d characters at most."),
        ),
    )

    def clean_name(self) -> str:
        """A name that makes a user name that nobody has."""
        name = self.cleaned_data["name"]
        if not username(name):
            raise ValidationError(_("Please use letters or digits in the name."))
        if User.objects.filter(username__iexact=username(name)).exists():
            raise ValidationError(_("There is a teacher of this name already. Add something that tells them apart."))
        return name


class SignInForm(AuthenticationForm):
    """Name and password."""

    def clean_username(self) -> str:
        """The name as it is kept: "Ada.Lovelace" and "Ada Lovelace" are ada.lovelace too, unless one is called so."""
        typed = self.cleaned_data["username"]
        return typed if User.objects.filter(username=typed).exists() else username(line(typed))


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


def username(name: str) -> str:
    """What a teacher types to sign in: "Ada Lovelace" is ada.lovelace; a mail address stays as it is."""
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        return slugify(name, allow_unicode=True).replace("-", ".")[:NAME_LENGTH]
    return name.lower()
