"""The forms of teachers: what they may write into a title, a question, a name."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import clock
from live.kinds import Content, Invalid, Kind, all_kinds
from live.kinds.base import Label
from live.models.question import NOTES_LENGTH, TEXT_LENGTH, Question
from live.models.quiz import TITLE_LENGTH
from live.pictures import ALT_LENGTH, Picture
from live.text import line

LONGEST_KEPT = 3650
"Days."
SHORTEST, LONGEST, HEAVIEST = 5, 300, 5
NAME_LENGTH = 150
NOT_OF_A_KIND = ("csrfmiddlewaretoken", "kept", "turn_into", "then", "quiz", "picture", "alt")
"Fields of the editor's page that are neither every question's nor a kind's."
PICTURES = ("picture", "choice_picture")
"Whose errors come from the pictures themselves, whatever the kind."


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


class Draft:
    """A question as it stands in the editor: the common form, and the content that its kind reads."""

    def __init__(self, kind: Kind, form: QuestionForm, content: Content, sent: QueryDict | None = None) -> None:
        self.kind, self.form, self.content = kind, form, content
        self.sent = QueryDict() if sent is None else sent
        self.kept: list[QueryDict] = []
        "What was typed under other kinds, a form for each: the page carries it, so that turning back loses nothing."
        self.kind_errors: dict[str, str] = {}
        self.picture: Picture | None = None
        self.alt = self.sent.get("alt", "")
        "What was typed to describe a picture, also when that could not be had."

    @classmethod
    def new(cls, kind: Kind) -> "Draft":
        """Nothing written yet."""
        return cls(kind, QuestionForm(initial={"weight": 1}), kind.blank())

    @classmethod
    def of(cls, question: Question) -> "Draft":
        """The question as it is kept."""
        names = QuestionForm.base_fields
        form = QuestionForm(initial={n: getattr(question, n) for n in names})
        draft = cls(question.kind, form, question.content)
        draft.picture = Picture.of(question.picture)
        return draft

    @classmethod
    def typed(cls, post: QueryDict, errors: dict[str, str] | None = None) -> "Draft":
        """What was sent, not judged yet; a kind that is not there is shown as the first one, with a word about it.

        `errors`: what is wrong already, with the pictures.
        """
        found = find_kind(post.get("kind", ""))
        kind = found or all_kinds()[0]
        draft = cls(kind, QuestionForm(post), kind.draft(post), post)
        draft.kept = [QueryDict(each) for each in post.getlist("kept")]
        draft.picture = Picture.typed(post.get("picture", ""), post.get("alt", ""))
        draft.kind_errors |= errors or {}
        if found is None:
            draft.kind_errors["kind"] = _("Please choose what kind of question this is.")
        return draft

    def turned_into(self, kind: Kind) -> "Draft":
        """The same under this kind, not judged, with what was last typed under it or one whose content is alike."""
        typed = {_shape(find_kind(each.get("kind", ""))): each for each in self.kept}
        typed[_shape(self.kind)] = self._own_fields()
        sent = typed.pop(_shape(kind), None)
        unjudged = QuestionForm(initial={name: self.form[name].value() for name in self.form.fields})
        turned = Draft(kind, unjudged, kind.blank() if sent is None else kind.draft(sent), sent)
        turned.kept = [each for shape, each in typed.items() if shape]
        turned.picture, turned.alt = self.picture, self.alt
        turned.kind_errors = {name: said for name, said in self.kind_errors.items() if name in PICTURES}
        return turned

    def _own_fields(self) -> QueryDict:
        """Of what was sent that which belongs to the kind."""
        own = self.sent.copy()
        for name in (*QuestionForm.base_fields, *NOT_OF_A_KIND):
            own.pop(name, None)
        own["kind"] = self.kind.slug
        return own

    def is_valid(self) -> bool:
        """Judge all that was sent at once, so that a teacher reads every error in one go.

        What gives no points is not asked for its weight.
        """
        if not self.kind.scores:
            self.form.fields["weight"].disabled, self.form.fields["weight"].initial = True, 1
        self.kind_errors |= _picture_faults(self.picture)
        try:
            self.content = self.kind.clean(self.sent)
        except Invalid as invalid:
            self.kind_errors = invalid.by_field() | self.kind_errors
        return self.form.is_valid() and not self.kind_errors

    @property
    def fields(self) -> dict[str, Any]:
        """What a valid draft makes of a Question."""
        picture = self.picture and self.picture.kept
        return {**self.form.cleaned_data, "picture": picture, "kind_slug": self.kind.slug, "content": self.content}

    @property
    def errors(self) -> dict[str, str]:
        """A sentence for each field that is wrong, in the order of the page."""
        common = {name: str(found[0]) for name, found in self.form.errors.items()}
        text = {"text": common.pop("text")} if "text" in common else {}
        return {**text, **self.kind_errors, **common}


def _picture_faults(picture: Picture | None) -> dict[str, str]:
    if picture and not picture.alt:
        return {"alt": _("Please say what is to be seen on the picture, for those who cannot see it.")}
    if picture and len(picture.alt) > ALT_LENGTH:
        return {"alt": _("This is too long: %d characters at most.") % ALT_LENGTH}
    return {}


def _shape(kind: Kind | None) -> frozenset[str]:
    """What the content of a kind is made of: kinds of one shape take each other's."""
    return frozenset(kind.blank()) if kind else frozenset()


def find_kind(slug: str) -> Kind | None:
    """The kind of that slug, if there is one."""
    return next((kind for kind in all_kinds() if kind.slug == slug), None)


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
