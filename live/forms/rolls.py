"""Forms of class lists: a pasted list, a roll's own line, and one pupil."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import clock
from live.content import class_list
from live.content.class_list import IDENT_LENGTH, MOST_LETTERS, MOST_PUPILS, NAME_LENGTH, ClassList
from live.content.nicknames import NICKNAME_LENGTH, nickname_key
from live.forms.fields import Line, sentences
from live.models import Pupil, Roll
from live.models.room import CLASS_NAME_LENGTH

LONGEST_YEAR = timedelta(days=550)
"A roll is kept for a school year, begun early and ended late."


class RollForm(forms.Form):
    """The title and the last day of a roll."""

    title = Line(
        max_length=CLASS_NAME_LENGTH,
        error_messages=sentences(
            gettext_lazy("Please type what the class is called."),
            gettext_lazy("This is too long: %(limit_value)d characters at most."),
        ),
    )
    last_day = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy("Please choose a day.")),
    )

    def clean_last_day(self) -> date:
        """Require a day of this school year or the next one."""
        day: date = self.cleaned_data["last_day"]
        today = localdate(clock.now())
        if not today <= day <= today + LONGEST_YEAR:
            raise ValidationError(_("Please choose a day from today to a year and a half from now."))
        return day


class PupilsForm(forms.Form):
    """A pasted list. `found` has its pupils and the lines that have a fault, which are said and never dropped."""

    pupils = forms.CharField(
        max_length=MOST_LETTERS,
        strip=False,
        error_messages=sentences(
            gettext_lazy("Please paste at least one name."),
            gettext_lazy("This list is too long: %(limit_value)d characters at most."),
        ),
    )
    found: ClassList

    def __init__(self, data: Any = None, roll: Roll | None = None) -> None:
        super().__init__(data)
        self.roll = roll

    def clean_pupils(self) -> str:
        """Require one pupil at least, no line with a fault, and nobody who is on the roll already."""
        text: str = self.cleaned_data["pupils"]
        self.found = class_list.read(text)
        if faults := [*self.found.faults, *self._known()]:
            raise ValidationError([f"{_('Line %d') % fault.number}: {fault.words}" for fault in faults[:20]])
        if not self.found.pupils:
            raise ValidationError(_("Please paste at least one name."))
        return text

    def _known(self) -> list[class_list.Fault]:
        """Return what is wrong beside those who are on the roll."""
        if self.roll is None:
            return []
        there = list(self.roll.pupils.values_list("name", "ident"))
        if len(there) + len(self.found.pupils) > MOST_PUPILS:
            return [class_list.Fault(1, _("A class list has at most %d pupils.") % MOST_PUPILS)]
        known = {class_list.mark(class_list.Listed(*each)) for each in there}
        again = [(number, each) for number, each in enumerate(self.found.pupils, 1) if class_list.mark(each) in known]
        return [class_list.Fault(number, _("%s is on the list already.") % each.name) for number, each in again]


class PupilForm(forms.Form):
    """One pupil."""

    name = Line(
        max_length=NAME_LENGTH,
        error_messages=sentences(
            gettext_lazy("Please type the name."),
            gettext_lazy("This name is too long: %(limit_value)d characters at most."),
        ),
    )
    shown_as = Line(
        max_length=NICKNAME_LENGTH,
        error_messages=sentences(
            gettext_lazy("Please type how the class sees this name."),
            gettext_lazy("This name is too long: %(limit_value)d characters at most."),
        ),
    )
    ident = Line(
        required=False,
        max_length=IDENT_LENGTH,
        error_messages=sentences("", gettext_lazy("This number is too long: %(limit_value)d characters at most.")),
    )
    extra = forms.TypedChoiceField(
        choices=Pupil.Extra.choices,
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Please choose one of these.")),
    )
    calm = forms.BooleanField(required=False)

    def __init__(self, pupil: Pupil, data: Any = None) -> None:
        self.pupil, names = pupil, ("name", "shown_as", "ident", "extra", "calm")
        super().__init__(data, initial={name: getattr(pupil, name) for name in names})

    def clean_shown_as(self) -> str:
        """Require a name that looks like nobody else's on the roll."""
        shown: str = self.cleaned_data["shown_as"]
        others = self.pupil.roll.pupils.exclude(pk=self.pupil.pk)
        if others.filter(shown_key=nickname_key(shown)).exists():
            raise ValidationError(_("Somebody of this class is shown by this name. Add what tells them apart."))
        return shown

    def clean_ident(self) -> str:
        """Require a number that nobody else on the roll has."""
        ident: str = self.cleaned_data["ident"]
        others = self.pupil.roll.pupils.exclude(pk=self.pupil.pk)
        if ident and others.filter(ident__iexact=ident).exists():
            raise ValidationError(_("Somebody of this class has this number."))
        return ident

    def keep(self) -> None:
        """Save what was typed."""
        for name, value in self.cleaned_data.items():
            setattr(self.pupil, name, value)
        self.pupil.note_key()
        self.pupil.save()
