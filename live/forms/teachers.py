"""Forms that add a teacher and sign one in, and the rule for user names."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.content.lines import line
from live.forms.fields import Line, sentences

NAME_LENGTH = 150


class TeacherForm(forms.Form):
    """The name of a new teacher, from which the user name is made."""

    name = Line(
        max_length=NAME_LENGTH,
        error_messages=sentences(
            gettext_lazy("Please type the teacher's name."),
            gettext_lazy("This name is too long: %(limit_value)d characters at most."),
        ),
    )

    def clean_name(self) -> str:
        """Require a name whose user name is free."""
        name = self.cleaned_data["name"]
        if not username(name):
            raise ValidationError(_("Please use letters or digits in the name."))
        if User.objects.filter(username__iexact=username(name)).exists():
            raise ValidationError(_("There is a teacher of this name already. Add something that tells them apart."))
        return name


class SignInForm(AuthenticationForm):
    """User name and password."""

    def clean_username(self) -> str:
        """Return the stored name: "Ada.Lovelace" and "Ada Lovelace" mean ada.lovelace, unless a user has that name."""
        typed = self.cleaned_data["username"]
        return typed if User.objects.filter(username=typed).exists() else username(line(typed))


def username(name: str) -> str:
    """Return the user name for a name: ada.lovelace for "Ada Lovelace"; a mail address stays as it is."""
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        return slugify(name, allow_unicode=True).replace("-", ".")[:NAME_LENGTH]
    return name.lower()
