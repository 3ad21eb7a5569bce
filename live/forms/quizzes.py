"""Forms for a quiz: its title and tags, pasted questions, a question's place, and the fields that all kinds share."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.forms.fields import Line, Prose, Tags, sentences
from live.models.question import NOTES_LENGTH, TEXT_LENGTH
from live.models.quiz import MOST_TAGS, TAG_LENGTH, TITLE_LENGTH

SHORTEST, LONGEST, HEAVIEST = 5, 300, 5


class TitleForm(forms.Form):
    """The title of a quiz."""

    title = Line(
        max_length=TITLE_LENGTH,
        error_messages=sentences(
            gettext_lazy("Please give the quiz a title."),
            gettext_lazy("This title is too long: %(limit_value)d characters at most."),
        ),
    )


class TagsForm(forms.Form):
    """What a quiz is filed under."""

    tags = Tags(required=False)

    def clean_tags(self) -> list[str]:
        """Require few and short ones."""
        tags: list[str] = self.cleaned_data["tags"]
        if len(tags) > MOST_TAGS:
            raise ValidationError(_("A quiz has at most %d tags.") % MOST_TAGS)
        if any(len(tag) > TAG_LENGTH for tag in tags):
            raise ValidationError(_("A tag has at most %d characters.") % TAG_LENGTH)
        return tags


def kept_tags(tags: Iterable[str]) -> list[str]:
    """Return those tags of a file that a quiz can have."""
    cleaned: list[str] = Tags().to_python(",".join(tags))
    return [tag for tag in cleaned if len(tag) <= TAG_LENGTH][:MOST_TAGS]


class NumberForm(forms.Form):
    """A question's new place in the quiz."""

    to = forms.IntegerField(
        min_value=1,
        max_value=100_000,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Please type the new number, from 1.")
        ),
    )


class QuestionForm(forms.Form):
    """The fields that every question has, whatever its kind."""

    text = Prose(
        max_length=TEXT_LENGTH,
        error_messages=sentences(
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
        error_messages=sentences(too_long=gettext_lazy("This is too long: %(limit_value)d characters at most.")),
    )
    notes = Prose(
        max_length=NOTES_LENGTH,
        required=False,
        error_messages=sentences(too_long=gettext_lazy("These are too long: %(limit_value)d characters at most.")),
    )
