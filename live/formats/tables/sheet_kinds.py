"""Where our own sheet has what each kind of question asks for: the fields of its editor, by cell."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from live.formats.tables.settings_cell import Setting, Tick, Value, Words


@dataclass(frozen=True)
class SheetKind:
    """How a kind stands in a row."""

    label: str
    "Its name as in the editor's menu, a msgid."
    about: str
    "For the sheet of notes: what is written where, a msgid."
    lines: str = ""
    "The field that has a line for each choice."
    whole: str = ""
    "The field that stands in the first choice, with all its lines."
    settings: tuple[Setting, ...] = ()


PRESETS = (
    ("agreement", _("Agreement")),
    ("frequency", _("Frequency")),
    ("quality", _("Quality")),
    ("importance", _("Importance")),
    ("difficulty", _("Difficulty")),
    ("probability", _("Probability")),
    ("pace", _("Pace")),
)
_LAST = Tick("last", _("The last choice stays last"))
_LETTERS = Tick("letters", _("Keyboard with letters"))
KINDS = {
    "single": SheetKind(
        _("Single choice"),
        _("A choice in each column. Right: the number of the right one; empty for a poll."),
        settings=(_LAST,),
    ),
    "truefalse": SheetKind(_("True or false"), _("Right: True or False; empty for a poll.")),
    "several": SheetKind(
        _("Several choices"),
        _("A choice in each column. Right: the numbers of all right ones, as 1, 3."),
        settings=(_LAST,),
    ),
    "match": SheetKind(
        _("Matching"),
        _("A pair in each column, as Oxygen = O. What belongs to nothing stands alone: = Zn."),
        lines="pairs",
        settings=(Tick("groups", _("Several may belong to the same")),),
    ),
    "order": SheetKind(
        _("Put in order"),
        _("A line in each column, in the right order; the class gets them shuffled."),
        lines="items",
        settings=(Tick("ordered", _("No order is right"), on="", off="1"),),
    ),
    "ranking": SheetKind(
        _("Ranking"),
        _("A choice in each column; more than ten stand below each other in the last one."),
        lines="choices",
        settings=(Value(("top",), _("Places to give"), "3"),),
    ),
    "number": SheetKind(
        _("Number"),
        _("Right: a number, several (2; −2) or a range (10..20). Tolerance: 0.5 or 5%."),
        settings=(_LETTERS,),
    ),
    "estimate": SheetKind(
        _("Estimate"),
        _("As a number. Settings: who has points, and the ends of a number line."),
        settings=(
            Tick("rule", _("The nearest wins"), on="nearest", off="near"),
            Value(("reach",), _("No points left at this distance")),
            Value(("from", "to"), _("Number line")),
            _LETTERS,
        ),
    ),
    "short": SheetKind(
        _("Short text"),
        _("Right: all accepted answers with | between them; empty for a poll."),
        settings=(Tick("exact", _("Capitals and accents count")),),
    ),
    "cloze": SheetKind(
        _("Gaps in a text"),
        _("Choice 1: the text. In square brackets what is typed [Seine|La Seine] or chosen [right ~ wrong]."),
        whole="source",
    ),
    "text": SheetKind(_("Long text"), _("Only the question: long answers hang on the wall.")),
    "cloud": SheetKind(
        _("Word cloud"),
        _("Only the question. Settings: how many words each person may send."),
        settings=(Value(("words",), _("Words for each person"), "3"),),
    ),
    "pin": SheetKind(
        _("Spot on a picture"),
        _("An area in each column, as on a chess board: C3:D4 * Lyon. The picture is chosen in the editor."),
        lines="areas",
        settings=(Tick("offered", _("Names are offered")), Value(("rows",), _("Rows of the grid"))),
    ),
    "scale": SheetKind(
        _("Scale"),
        _("A statement in each column, or none. Right: the points, as 1–5 or 0–10. Settings: their words."),
        lines="statements",
        settings=(
            Words(_("Words of the points"), PRESETS),
            Value(("first", "last"), _("Lowest and highest")),
            Tick("skip", _("Some may be left out")),
        ),
    ),
    "points": SheetKind(_("Share 100 points"), _("A choice in each column."), lines="choices"),
    "slide": SheetKind(
        _("Slide"),
        _("Only the text. Settings: whether a button is pressed once it was read."),
        settings=(Tick("ack", _("With a button “I have read it”")),),
    ),
    "plane": SheetKind(
        _("On two axes"),
        _("An item in each column. Settings: the words at the ends of both axes."),
        lines="items",
        settings=(
            Value(("across_first", "across_last"), _("Across")),
            Value(("up_first", "up_last"), _("Upwards")),
        ),
    ),
}
"By the kind's slug, in the order of the editor's menu."
