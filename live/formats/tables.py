"""Questions in tables: our own, Kahoot's, Blooket's, Quizizz', Gimkit's, Socrative's, ClassQuiz', a colleague's."""

import hashlib
import re
from collections.abc import Callable, Sequence

from django.utils.translation import gettext_noop as _

from live.content.folding import folded
from live.formats import columns
from live.formats.cells import MOST_ROWS, Cell
from live.formats.columns import Columns
from live.formats.found import CHANGED, LOST, MOST_QUESTIONS, Found, Reading, choice_fields, too_many

KAHOOTS_EXAMPLE = "Which spreadsheet tools can read this sheet"
"How the question begins that Kahoot's own template has as its example."
LETTERS = "ABCDEFGHIJ"
_PARTS = re.compile(r"\s*[,;/\n]\s*")
_SINGLE = {"multiple choice", "single choice", "quiz", "mcq", "mc", "single", "multiplechoice"}
_SEVERAL = {"checkbox", "several choices", "multiple answers", "multiple select", "several", "ma", "multi select"}
_TRUTH = {"true or false", "true/false", "tf", "truefalse"}
_POLL = {"poll", "survey", "umfrage", "sondage", "encuesta"}
_OPEN = {"open-ended", "open ended", "open", "essay", "text", "open question"}
_SHORT = {"fill-in-the-blank", "fill in the blank", "short", "short text", "type answer", "short answer"}
_NUMBER = {"number", "numerical", "zahl"}
_LEFT_OUT = {"draw", "drawing", "slide", "audio response", "video response"}


def found_columns(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """Return what the columns mean; None for a table that holds no questions."""
    return columns.headed(rows) or columns.as_kahoots(rows)


def read(rows: Sequence[Sequence[Cell]], name: str = "") -> Reading:
    """Read the questions of a table; rows are counted from 1, as people see them."""
    known = found_columns(rows)
    reading = Reading(_("a table"), name)
    if known is None:
        return reading
    of_places = _are_places(rows[known.body :], known)
    for number, row in enumerate(rows[known.body :], known.body + 1):
        line = _Row(row, known, number, of_places)
        if not line.question:
            continue
        if len(reading.found) == MOST_QUESTIONS or number > MOST_ROWS:
            reading.remarks.append(too_many())
            break
        reading.found.append(line.read())
    return reading


def _are_places(rows: Sequence[Sequence[Cell]], known: Columns) -> bool:
    """Tell whether the right answers are named by place: in most rows what is right is no text of a choice."""
    lines = [_Row(row, known, 0, True) for row in rows]
    named = [line for line in lines if line.question and line.right]
    return sum(line.right in line.texts for line in named) * 2 <= len(named)


class _Row:
    """One row of a table."""

    def __init__(self, row: Sequence[Cell], known: Columns, number: int, of_places: bool) -> None:
        self.row, self.known, self.of_places = row, known, of_places
        self.found = Found("row", number)

    def cell(self, column: str) -> Cell:
        place = self.known.known.get(column)
        return self._at(place) if place is not None else Cell()

    def _at(self, place: int) -> Cell:
        return self.row[place] if place < len(self.row) else Cell()

    @property
    def question(self) -> str:
        return self.cell(columns.QUESTION)

    @property
    def right(self) -> str:
        return self.cell(columns.RIGHT)

    @property
    def texts(self) -> list[Cell]:
        return [cell for place in self.known.choices if (cell := self._at(place))]

    def read(self) -> Found:
        """The question of this row."""
        self.found.text = _escaped(self.question)
        self.found.explanation, self.found.notes = self.cell(columns.EXPLANATION), self.cell(columns.NOTES)
        self._seconds()
        self._weight()
        self._kind(folded(self.cell(columns.KIND)))
        if self.question.startswith(KAHOOTS_EXAMPLE):
            self.found.ticked = False
            self.found.remark(CHANGED, _("This is the example of Kahoot's template."))
        if any(cell.is_date for cell in [*self.texts, self.cell(columns.RIGHT)]):
            self.found.remark(CHANGED, _("A spreadsheet has made a date of a cell: please look at it."))
        return self.found

    def _seconds(self) -> None:
        written = re.match(r"0*(\d{1,5})", self.cell(columns.SECONDS))
        if not written or int(written[1]) == 0:
            return
        self.found.seconds = min(300, max(5, int(written[1])))
        if self.found.seconds != int(written[1]):
            self.found.remark(CHANGED, _("The time limit is now %(now)d seconds, as 5 to 300 can be."),
                              now=self.found.seconds)  # fmt: skip

    def _weight(self) -> None:
        points = self.cell(columns.WEIGHT)
        if re.fullmatch(r"0?[0-5]", points):
            self.found.weight = int(points)
        elif points:
            self.found.remark(LOST, _("The points stay behind: here a question counts 0 to 5."))

    def _kind(self, named: str) -> None:
        readers: list[tuple[set[str], Callable[[], None]]] = [
            (_SEVERAL, lambda: self._choices("several")),
            (_TRUTH, lambda: self._choices("single")),
            (_POLL, self._poll),
            (_OPEN, self._open),
            (_SHORT, self._short),
            (_NUMBER, self._number),
            (_LEFT_OUT, self._cannot),
        ]
        next((reader for names, reader in readers if named in names), self._by_cells)()

    def _by_cells(self) -> None:
        if self.known.wrongs:
            self._with_wrongs()
        elif self.texts:
            self._choices()
        elif self.right:
            self._short()
        else:
            self._open()

    def _cannot(self) -> None:
        self.found.refuse(_("A question of the type “%(kind)s” cannot be asked here."), kind=self.cell(columns.KIND))

    def _poll(self) -> None:
        self._set("single", choice_fields(list(self.texts), []))

    def _open(self) -> None:
        self._set("text", {})

    def _short(self) -> None:
        accepted = [*self.texts, *(part for part in re.split(r"\s*[|\n]\s*", self.right) if part)]
        self._set("short", {"accepted": ["\n".join(dict.fromkeys(accepted))]})

    def _number(self) -> None:
        fields = {"right": self.right, "tolerance": self.cell(columns.TOLERANCE), "unit": self.cell(columns.UNIT)}
        self._set("number", {name: [value] for name, value in fields.items() if value})

    def _with_wrongs(self) -> None:
        """The right answer is in a column of its own: its place among the wrong ones follows from the texts."""
        wrong = [cell for place in self.known.wrongs if (cell := self._at(place))]
        right = [part for part in [self.right] if part]
        place = int(hashlib.blake2s(self.question.encode(), digest_size=4).hexdigest(), 16) % (len(wrong) + 1)
        texts = [*wrong[:place], *right, *wrong[place:]]
        self._set("single", choice_fields(list(texts), [place + 1] if right else []))

    def _choices(self, kind: str = "") -> None:
        """Choices, of which the right ones are named by place, letter or text."""
        texts = self.texts
        right = self._places(texts)
        if right is None:
            self.found.remark(CHANGED, _("“%(right)s” is none of the choices: please mark what is right."),
                              right=self.right)  # fmt: skip
        several = kind == "several" or len(right or []) > 1
        self._set("several" if several else "single", choice_fields(list(texts), right or []))

    def _places(self, texts: Sequence[str]) -> list[int] | None:
        """Return the right places from 1; None when they cannot be told."""
        if not self.right:
            return []
        texts_as = [folded(text) for text in texts]
        whole = texts_as.index(folded(self.right)) + 1 if folded(self.right) in texts_as else 0
        if whole and _place(self.right, len(texts)) not in {0, whole}:
            self.found.remark(
                CHANGED, _("“%(right)s” may be a place or a choice: please look at it."), right=self.right
            )
        if whole and not (self.of_places and self.right.isdecimal()):
            return [whole]
        parts = _PARTS.split(_comma(self.right, len(texts)))
        if all(_place(part, len(texts)) for part in parts):
            return sorted({int(part) for part in parts})
        if all(len(part) == 1 and part.upper() in LETTERS[: len(texts)] for part in parts):
            return sorted({LETTERS.index(part.upper()) + 1 for part in parts})
        if all(folded(part) in texts_as for part in parts):
            return sorted({texts_as.index(folded(part)) + 1 for part in parts})
        return [whole] if whole else None

    def _set(self, kind: str, fields: dict[str, list[str]]) -> None:
        self.found.kind, self.found.fields = kind, fields


def _comma(right: str, choices: int) -> str:
    """Return 1.3 as 1,3 where both are places: somebody has typed 1,3 in a country of decimal commas."""
    whole, point, rest = right.partition(".")
    return f"{whole},{rest}" if point and _place(whole, choices) and _place(rest, choices) else right


def _place(written: str, choices: int) -> int:
    """Return the place from 1 that is written; 0 for none."""
    return int(written) if re.fullmatch(r"\d{1,2}", written) and int(written) <= choices else 0


def _escaped(text: str) -> str:
    return text
