"""Quick questions: a host asks one with a single press, without preparation."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from live.content.lines import line
from live.kinds import Content, kind
from live.models import Round
from live.models.drawn import texts
from live.refusal import Refused
from live.workshop.drawings import keep, known

TEXT_LENGTH = 300


def prepare(form: QueryDict) -> None:
    """Have the typed question drawn, before the press enters the writer; what is wrong with it is said there."""
    if typed := _typed(form)[:TEXT_LENGTH]:
        keep(texts(typed))


def quick_round(form: QueryDict) -> Round:
    """The round that a quick-vote button asks for, never graded. Raises Refused (422)."""
    text = _typed(form)
    if len(text) > TEXT_LENGTH:
        raise Refused(_("A quick question has at most %(n)s characters.") % {"n": TEXT_LENGTH}, 422)
    match form.get("quick"):
        case "yesno":
            return _choose(text or _("Yes or no?"), [_("Yes"), _("No")])
        case "truefalse":
            return _asked("truefalse", text or _("True or false?"), {"truth": None})
        case "abcd":
            return _choose(text or _("A, B, C or D?"), ["A", "B", "C", "D"])
        case "scale":
            return _asked("scale", text or _("From 1 (not at all) to 5 (very much)"), _scale())
        case "cloud":
            return _asked("cloud", text or _("In a few words?"), {"words": 3})
    raise Refused(_("That button is not known here. Reload the page, then press again."), 422)


def _choose(text: str, choices: list[str]) -> Round:
    return _asked("single", text, {"choices": choices, "right": []})


def _scale() -> Content:
    """Return five points between two words, for the question itself."""
    ends = [_("not at all"), _("very much")]
    return {**kind("scale").blank(), "words": "", "ends": ends}


def _asked(kind_slug: str, text: str, content: Content) -> Round:
    return Round(kind_slug=kind_slug, text=text, content=content, weight=0, drawn=known(texts(text)))


def _typed(form: QueryDict) -> str:
    return line(form.get("quick_text", ""), "NFC")
