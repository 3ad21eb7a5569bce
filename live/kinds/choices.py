"""The base of single and several choices: 2 to 10 lettered choices, some of them right."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from live.content.lines import line
from live.content.pictures import ALT_LENGTH, Picture
from live.kinds.base import Kind
from live.kinds.choice_form import ALTS, PICTURES, as_sent, descriptions, slots, with_last, with_pictures
from live.kinds.choice_letters import is_bare, letter, lettered, name_themselves, numbers
from live.kinds.choice_order import new_order, reordered
from live.kinds.editor_fields import Fields
from live.kinds.values import Bar, Choice, Content, Invalid, pictures
from live.refusal import Refused
from live.workshop.drawings import formulas

FEWEST, MOST, LENGTH = 2, 10, 200
SHOWN, SPARE = 4, 2
"How many fields the editor shows at least, and how many empty ones it keeps or adds at a press."

TO_MARKS = "right-1"
"The editor's field that marks the first choice as right."
_COUNTS = {str(count) for count in range(MOST + 1)}


class ChoiceKind(Kind):
    """A kind whose answer is chosen from a list. Content: {"choices": ["Paris", "Lyon"], "right": [1]}.

    With pictures also "pictures": one for each choice, or None. A choice without a text has its letter as text.
    With "last": true the last choice stays last when a room shuffles them.
    """

    rows_stand = lanes = True
    picture_field, alt_field = PICTURES, ALTS
    most_pictures = MOST

    @property
    def paper_template(self) -> str:
        """Boxes to tick."""
        return "live/kinds/_boxes.html"

    def blank(self) -> Content:
        """Return no choices; the editor shows empty fields."""
        return {"choices": [], "right": []}

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add `slots`, the fields for choices: at least four, two more than are filled, and as many as were sent.

        `seen` holds what the form was drawn with, so that `after_enter` can tell what is new.
        """
        filled = content["choices"]
        asked = len(sent.getlist("choice")) + (SPARE if "more" in sent else 0)
        shown = min(MOST, max(SHOWN, len(filled) + SPARE, asked))
        fields = lettered({**content, "choices": [*filled, *[""] * (shown - len(filled))]})
        asked_marks = self.after_enter(content, sent) == TO_MARKS if sent else bool(filled)
        seen = _seen(content) + ("?" if asked_marks else "")
        described = list(zip_longest(fields, descriptions(sent)[:shown], fillvalue=""))
        drawn = {"slots": fields, "described": described, "can_add": shown < MOST, "seen": seen}
        return {**super().editor(content, sent), **drawn}

    def about_picture(self, number: int, sentence: str) -> str:
        """By its letter."""
        return _("Choice %(letter)s: %(sentence)s") % {"letter": letter(number), "sentence": sentence}

    def first_empty(self, content: Content) -> str:
        """Return the field after the last choice."""
        filled = len(content["choices"])
        return f"choice-{filled + 1}" if filled < MOST else ""

    def after_enter(self, content: Content, sent: QueryDict) -> str:
        """Go from a new choice to the next empty field, then to the marks; a mark or one more Enter saves."""
        seen = sent.get("seen", "")
        before, _colon, right_before = seen.removesuffix("?").partition(":")
        filled, _colon, right = _seen(content).partition(":")
        if right != right_before:
            return ""
        if int(filled) > (int(before) if before in _COUNTS else 0) and self.first_empty(content):
            return self.first_empty(content)
        return "" if right or seen.endswith("?") or int(filled) < FEWEST else TO_MARKS

    def choices(self, content: Content) -> list[Choice]:
        """Return the choices, lettered unless they are digits or letters themselves; only the reveal draws `right`.

        A picture alone has its letter as text, which is not said twice.
        """
        named = name_themselves(content["choices"])
        return [replace(each, letter="") if named or is_bare(each) else each for each in lettered(content)]

    def draft(self, form: QueryDict) -> Content:
        """Drop empty choices; one that was marked right leaves a 0 in `right`, which `validate` refuses."""
        sent = slots(form)
        marked = {int(raw) for raw in form.getlist("right") if raw.isascii() and raw.isdecimal() and len(raw) < 4}
        marked.discard(0)
        kept = [number for number, (text, picture) in enumerate(sent, 1) if text or picture]
        right = sorted({kept.index(number) + 1 if number in kept else 0 for number in marked})
        texts = [_text(number, place, *sent[number - 1]) for place, number in enumerate(kept, 1)]
        shown = with_pictures([sent[number - 1][1] for number in kept])
        return {"choices": texts, "right": right, **shown, **with_last("last" in form)}

    def fields(self, content: Content) -> Fields:
        """Return a text for each choice, what is right of them, and their pictures."""
        return as_sent(content)

    def validate(self, content: Content) -> Content:
        """Require 2 to 10 different choices of up to 200 characters, and every right one among them."""
        errors = [("choice", fault) for fault in _faults(content["choices"])]
        errors += [(self.picture_field, fault) for each in lettered(content) for fault in _picture_fault(each)]
        if any(not 1 <= number <= len(content["choices"]) for number in content["right"]):
            errors.append(("right", _("A choice that is marked as right is empty.")))
        if errors:
            raise Invalid(errors)
        kept = {"choices": list(content["choices"]), "right": sorted(set(content["right"]))}
        shown = with_pictures(pictures(content)[: len(kept["choices"])])
        return {**kept, **shown, **with_last(bool(content.get("last")))}

    def graded(self, content: Content) -> bool:
        """Tell whether a choice is right; without one it is a poll."""
        return bool(content["right"])

    def keyless(self, content: Content) -> Content:
        """Return the content of the same question as a poll."""
        return {**content, "right": []}

    def shuffled(self, content: Content, random: Random) -> Content:
        """Return the content with its choices in another order; 1, 2, 3 and A, B, C stay as they are."""
        if name_themselves(content["choices"]) and not pictures(content):
            return content
        texts = ["" if is_bare(each) else each.text for each in lettered(content)]
        moved = reordered({**content, "choices": texts}, new_order(content, random))
        return {**moved, "choices": [text or letter(place) for place, text in enumerate(moved["choices"], 1)]}

    def picks(self, content: Content, form: QueryDict) -> list[int]:
        """Return the numbers that a participant picked, sorted, each once. Raises Refused."""
        raws = set(form.getlist("choice"))
        known = {str(number): number for number in range(1, len(content["choices"]) + 1)}
        if not raws:
            raise Refused(_("Please choose an answer first."), 422)
        if not raws <= known.keys():
            raise Refused(_("That choice is not part of this question. Please choose again."), 422)
        return sorted(known[raw] for raw in raws)

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return one bar for each choice in their order, also for those that nobody chose."""
        chosen: dict[int, int] = {}
        for value, count in counts.items():
            for number in numbers(value):
                chosen[number] = chosen.get(number, 0) + count
        return [_bar(choice, chosen.get(choice.number, 0)) for choice in self.choices(content)]

    def key_text(self, content: Content) -> str:
        """The right choices, by text."""
        return ", ".join(_texts(content, content["right"]))

    def value_text(self, content: Content, value: str) -> str:
        """The choices of a value, by text."""
        return ", ".join(_texts(content, numbers(value)))

    def wrong(self, content: Content) -> list[str]:
        """Return the values of the wrong choices' rows."""
        return [str(number) for number in range(1, len(content["choices"]) + 1) if number not in content["right"]]

    def picked(self, value: str) -> list[int]:
        """The numbers in it."""
        return numbers(value)

    def key_html(self, content: Content) -> str:
        """The right choices, with their formulas."""
        return _in_html(content, content["right"])

    def value_html(self, content: Content, value: str) -> str:
        """The choices of a value, with their formulas."""
        return _in_html(content, numbers(value))


def _in_html(content: Content, picked: list[int]) -> SafeString:
    """Draw each choice for itself, as it is drawn where it is chosen."""
    return mark_safe(", ".join(map(formulas, _texts(content, picked))))


def _texts(content: Content, picked: list[int]) -> list[str]:
    return [text for number, text in enumerate(content["choices"], 1) if number in picked]


def _text(number: int, place: int, text: str, picture: Picture | None) -> str:
    """Return the text of a choice sent as this number that gets this place; a picture alone takes on its new letter."""
    return letter(place) if picture and text in ("", letter(number)) else text


def _seen(content: Content) -> str:
    """Encode how many choices there are and which are right: "3:2"."""
    return f"{len(content['choices'])}:{','.join(map(str, content['right']))}"


def _bar(choice: Choice, count: int) -> Bar:
    value = str(choice.number)
    return Bar(value, choice.text, count, choice.right, choice.letter, choice.shape, picture=choice.picture)


def _picture_fault(choice: Choice) -> Iterable[str]:
    """Require a description where the picture is all that the choice has, and a short enough one everywhere."""
    if choice.picture is None:
        return
    if not choice.picture.alt and is_bare(choice):
        yield _("Choice %s is a picture: please say what is to be seen, for those who cannot see it.") % choice.text
    if len(choice.picture.alt) > ALT_LENGTH:
        yield _("A description is too long: %d characters at most.") % ALT_LENGTH


def _faults(texts: list[str]) -> list[str]:
    """Return the errors of the texts."""
    faults = [fault for number, text in enumerate(texts[:MOST], 1) for fault in _fault(texts, number, text)]
    if len(texts) < FEWEST:
        faults.append(_("Please give at least two choices."))
    if len(texts) > MOST:
        faults.append(_("Ten choices are the most there can be."))
    return faults


def _fault(texts: list[str], number: int, text: str) -> Iterable[str]:
    twin = texts.index(text) + 1
    if not line(text, "NFC"):
        yield _("Choice %s is empty.") % letter(number)
    elif len(text) > LENGTH:
        yield _("Choice %(one)s is too long: %(most)d characters at most.") % {"one": letter(number), "most": LENGTH}
    elif twin < number:
        yield _("Choices %(one)s and %(other)s are the same.") % {"one": letter(twin), "other": letter(number)}
