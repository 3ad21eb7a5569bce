"""Scale: one or several statements, each rated on 3 to 11 points; nothing is right or wrong."""

from collections.abc import Collection, Iterator
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from live.content.lines import line
from live.kinds.base import Kind, register
from live.kinds.charts.columns import Columns, columns
from live.kinds.charts.diverging import Diverging, diverging
from live.kinds.editor_fields import Fields, lines, tick
from live.kinds.items import item_faults, typed_items
from live.kinds.scale_points import OWN, PRESETS, points
from live.kinds.values import Bar, Chart, Content, Invalid
from live.refusal import Refused
from live.workshop.drawings import formulas

MOST, LENGTH = 8, 120
"Statements, and the characters of one."
LEAST_POINTS, MOST_POINTS = 3, 11
WORD_LENGTH = 40
SKIPPED, SKIP_SIGN = "-", "–"
"A statement that was left out, in a value and as people see it."
ONLY = "s1"
"The field of the buttons of one statement."


class Scale(Kind):
    """Points for statements. Content: {"statements": ["…"], "points": 5, "words": "agreement", "ends": ["", ""], …}.

    Without a statement the question itself is rated. `words` is a preset, "" for numbers between two `ends`, or a list
    of one's own. `zero`: the lowest point is shown as 0. `skip`: some of several statements may be left out.
    Value: the number of the point for each statement, from 1: "4,2,-".
    """

    slug = "scale"
    label = gettext_lazy("Scale")
    scores = False
    rows_stand = True
    order = 60

    @property
    def paper_template(self) -> str:
        """A box for each point."""
        return self.template("paper")

    def blank(self) -> Content:
        """Return the question itself, on five points of agreement."""
        return {"statements": [], "points": 5, "words": "agreement", "ends": ["", ""], "zero": False, "skip": False}

    def context(self, content: Content) -> dict[str, Any]:
        """Add the points and the statements, each with the name of its field; `only` is the one that a tap answers."""
        drawn = [(f"s{number}", html) for number, html in enumerate(map(formulas, content["statements"]), 1)]
        given = points(content)
        return {
            **super().context(content),
            "points": given,
            "worded": all(point.word for point in given),
            "ends": [given[0].word, given[-1].word] if given else ["", ""],
            "statements": drawn,
            "only": "" if _several(content) else ONLY,
            "skips": content["skip"],
        }

    def editor(self, content: Content, sent: QueryDict) -> dict[str, Any]:
        """Add what the fields of the editor show."""
        own = isinstance(content["words"], list)
        chosen = OWN if own else content["words"]
        presets = [(slug, name, slug == chosen) for slug, (name, _five) in PRESETS.items()]
        return {
            "kind": self,
            "content": content,
            "statement_lines": "\n".join(content["statements"]),
            "sizes": range(LEAST_POINTS, MOST_POINTS + 1),
            "presets": [("", _("Only numbers"), not chosen), *presets, (OWN, _("My own words"), own)],
            "own_lines": "\n".join(content["words"]) if own else sent.get("own_words", ""),
            "first": content["ends"][0],
            "last": content["ends"][1],
        }

    def first_empty(self, content: Content) -> str:
        """Return the field of the statements, as long as there is none."""
        return "" if content["statements"] else "statements"

    def draft(self, form: QueryDict) -> Content:
        """Read the fields; a number of points that is none becomes 0, which `validate` refuses."""
        words, raw = form.get("preset", ""), form.get("points", "")
        own = typed_items(form.get("own_words", "")) if words == OWN else None
        many = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 4 else 0
        return {
            "statements": typed_items(form.get("statements", "")),
            "points": many if own is None else len(own),
            "words": words if own is None else own,
            "ends": [line(form.get(name, ""), "NFC") for name in ("first", "last")],
            "zero": "zero" in form,
            "skip": "skip" in form,
        }

    def fields(self, content: Content) -> Fields:
        """Return the statements, the points with their words, and the ticks."""
        words, (first, last) = content["words"], content["ends"]
        own = isinstance(words, list)
        chosen = {"preset": [OWN], **lines("own_words", words)} if own else {"preset": [words]}
        ends = {"points": [str(content["points"])], "first": [first], "last": [last]}
        ticks = tick("zero", content["zero"]) | tick("skip", content["skip"])
        return {**lines("statements", content["statements"]), **chosen, **ends, **ticks}

    def validate(self, content: Content) -> Content:
        """Require up to 8 different statements, 3 to 11 points, and words of which there are as many."""
        errors = list(_faults(content))
        if errors:
            raise Invalid(errors)
        own = isinstance(content["words"], list)
        return {
            "statements": list(content["statements"]),
            "points": content["points"],
            "words": list(content["words"]) if own else content["words"],
            "ends": list(content["ends"]),
            "zero": content["zero"],
            "skip": content["skip"],
        }

    def rows(self, content: Content) -> list[str]:
        """Return the statements; without one a line with all points."""
        return [formulas(each) for each in content["statements"]] or [" ".join(each.shown for each in points(content))]

    def with_formulas(self, content: Content) -> list[str]:
        """Return the statements."""
        return list(content["statements"])

    def parse(self, content: Content, form: QueryDict) -> tuple[str, str]:
        """Require a point for each statement."""
        many = max(1, len(content["statements"]))
        given = [form.getlist(f"s{number}") for number in range(1, many + 1)]
        known = {str(number) for number in range(1, content["points"] + 1)}
        if content["skip"] and _several(content):
            known.add(SKIPPED)
        if missing := sum(not any(each) for each in given):
            raise Refused(_still_open(missing, many), 422)
        if any(len(set(each)) > 1 or each[0] not in known for each in given):
            raise Refused(_("That point is not on this scale. Please choose again."), 422)
        return ",".join(each[0] for each in given), ""

    def sent(self, content: Content, value: str, typed: str) -> dict[str, list[str]]:
        """Return a field for each statement; none for one, where buttons answer."""
        if not _several(content):
            return {}
        return {f"s{number}": [point] for number, point in enumerate(value.split(","), 1)}

    def simulated(self, content: Content, random: Random) -> dict[str, list[str]]:
        """Return a point for each statement."""
        numbers = range(1, max(1, len(content["statements"])) + 1)
        return {f"s{number}": [str(random.randint(1, content["points"]))] for number in numbers}

    def picked(self, value: str) -> list[int]:
        """Return the point of a single statement, whose button is marked."""
        return [int(value)] if value.isdecimal() else []

    def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
        """Return a row for each statement, counting who rated it; of one, for each of its points."""
        found = _counted(content, counts)
        if not _several(content):
            return [Bar(str(at.number), at.said, count) for at, count in zip(points(content), found[0], strict=True)]
        return [Bar("", formulas(text), sum(each)) for text, each in zip(content["statements"], found, strict=True)]

    def chart(
        self, content: Content, counts: dict[str, int], hidden: Collection[str] = ()
    ) -> Columns | Diverging | None:
        """Return columns for one statement, for several bars that diverge from the middle."""
        found = _counted(content, counts)
        if not _several(content):
            return columns(found[0], points(content))
        return diverging(found, content["statements"], points(content), content["skip"])

    def summary(self, chart: Chart) -> str:
        """Return the means: "The room: 3.1 · 2.4"."""
        means = _means(chart)
        return _("The room: %s") % " · ".join(mean or SKIP_SIGN for mean in means) if any(means) else ""

    def value_text(self, content: Content, value: str) -> str:
        """Return the points as they are shown: "4, 2, –"."""
        return ", ".join(_shown(content, value))

    def own_html(self, content: Content, value: str, typed: str) -> str:
        """Return the points as they are shown; with its word where one was rated."""
        return self.value_text(content, value) if _several(content) else points(content)[int(value) - 1].said


def _several(content: Content) -> bool:
    """Tell whether several statements are rated, and sent together."""
    return len(content["statements"]) > 1


def _means(chart: Chart) -> list[str]:
    if isinstance(chart, Diverging):
        return [row.mean for row in chart.rows]
    return [chart.mean] if isinstance(chart, Columns) else []


def _shown(content: Content, value: str) -> list[str]:
    names = {str(point.number): point.shown for point in points(content)}
    return [names.get(each, SKIP_SIGN) for each in value.split(",")]


def _still_open(missing: int, many: int) -> str:
    if many == 1:
        return _("Please choose an answer first.")
    return ngettext("%d statement is still open.", "%d statements are still open.", missing) % missing


def _counted(content: Content, counts: dict[str, int]) -> list[list[int]]:
    """Return how often each point was given, by statement."""
    found = [dict.fromkeys(map(str, range(1, content["points"] + 1)), 0) for _each in content["statements"] or [""]]
    for value, count in counts.items():
        for given, point in zip(found, value.split(","), strict=False):
            if point in given:
                given[point] += count
    return [list(each.values()) for each in found]


def _faults(content: Content) -> Iterator[tuple[str, str]]:
    for sentence in item_faults(content["statements"], 0, MOST, LENGTH):
        yield "statements", sentence
    words = content["words"]
    own = isinstance(words, list)
    if own:
        for sentence in item_faults(words, LEAST_POINTS, MOST_POINTS, WORD_LENGTH):
            yield "own_words", sentence
    elif words and words not in PRESETS:
        yield "preset", _("Please choose which words the points have.")
    if not own and not LEAST_POINTS <= content["points"] <= MOST_POINTS:
        yield "points", _("A scale has %(least)d to %(most)d points.") % {"least": LEAST_POINTS, "most": MOST_POINTS}
    if any(len(end) > WORD_LENGTH for end in content["ends"]):
        yield "ends", _("A word at an end is too long: %d characters at most.") % WORD_LENGTH


register(Scale())
