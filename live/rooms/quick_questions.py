"""Quick questions: a host asks one with a single press, without preparation."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from live.content.lines import line
from live.models import Round
from live.refusal import Refused

TEXT_LENGTH = 300


def quick_round(form: QueryDict) -> Round:
    """The round that a quick-vote button asks for, never graded. Raises Refused (422)."""
    text = line(form.get("quick_text", ""), "NFC")
    if len(text) > TEXT_LENGTH:
        raise Refused(_("A quick question has at most %(n)s characters.") % {"n": TEXT_LENGTH}, 422)
    match form.get("quick"):
        case "yesno":
            return _choose(text or _("Yes or no?"), [_("Yes"), _("No")])
        case "abcd":
            return _choose(text or _("A, B, C or D?"), ["A", "B", "C", "D"])
        case "scale":
            return _choose(text or _("From 1 (not at all) to 5 (very much)"), ["1", "2", "3", "4", "5"])
        case "cloud":
            return Round(kind_slug="cloud", text=text or _("In a few words?"), content={"words": 3}, weight=0)
    raise Refused(_("That button is not known here. Reload the page, then press again."), 422)


def _choose(text: str, choices: list[str]) -> Round:
    return Round(kind_slug="single", text=text, content={"choices": choices, "right": []}, weight=0)
