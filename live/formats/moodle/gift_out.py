r"""Moodle's GIFT out: ::name::[markdown]text{=right ~wrong####explanation}, with an answer on each line.

A text is Markdown where Moodle's shows the same; else it is HTML, as Moodle's Markdown eats backslashes of formulas,
joins lines, and reads 2*3*4 as emphasis. The escapes are those of Moodle's reader (question/format/gift/format.php).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from live.formats import numbers_out
from live.formats.found import CHANGED, LOST, REFUSED, Remark, is_refused
from live.formats.given import BARE_PICTURE, CAPITALS, PICTURE_STAYS, Given, GivenQuiz
from live.formats.markup import markdown_html
from live.formats.markup.html_markdown import looks_like
from live.formats.moodle import moodle_remarks
from live.kinds import cloze_text
from live.kinds.match_pairs import as_written

HTML, MARKDOWN, PLAIN = "html", "markdown", "plain"
ARROW = "->"
_SIGNS = re.compile(r"[\\~=#{}:]")
_NOT_WORDS = re.compile(r"[\\`$<>&|~^_\[\]#+=]|^[ \t\-:]|^\d+[.)]|[ \t]$", re.MULTILINE)
"What one of the two Markdowns may read as more than words; but for *, which is looked at."


class Text(NamedTuple):
    """A text in a format that GIFT names."""

    form: str
    text: str


def remarks(given: Given) -> list[Remark]:
    """Tell what GIFT cannot say of a question."""
    gaps = len(cloze_text.read(given.content["source"]).gaps) if given.kind == "cloze" else 0
    arrow = given.kind == "short" and any(ARROW in answer for answer in given.content["accepted"])
    return moodle_remarks.told(
        *moodle_remarks.remarks(given, KINDS),
        (REFUSED, _("GIFT has no texts with several gaps."), gaps > 1),
        (REFUSED, _("An accepted answer has an arrow (->), by which GIFT knows matching."), arrow),
        (REFUSED, BARE_PICTURE, given.has_bare_picture),
        (CHANGED, _("The gap becomes a line in the question."), gaps == 1),
        (LOST, PICTURE_STAYS, given.is_pictured),
        (LOST, _("The unit stays behind."), given.content.get("unit")),
        (LOST, CAPITALS, given.content.get("exact")),
        (LOST, _("The explanation stays behind."), given.explanation and given.kind == "slide"),
        (LOST, _("Time limit, weight and notes stay behind."), given.seconds or given.weight != 1 or given.notes),
    )


def dump(quiz: GivenQuiz) -> bytes:
    """Return a quiz as GIFT, in a category of its name; what GIFT cannot say is left out."""
    category = " ".join(quiz.title.split()).replace("/", "//")
    said = [_question(given) for given in quiz.questions if not is_refused(remarks(given))]
    return "\n\n".join([f"$CATEGORY: $course$/top/{category}", *said, ""]).encode("utf-8", "replace")


# Texts


def _asked(text: str) -> Text:
    """Return a text of paragraphs."""
    return Text(MARKDOWN, text.replace("\n", "  \n")) if _is_same(text) else Text(HTML, markdown_html.html(text))


def _is_same(text: str) -> bool:
    """Tell whether Moodle's Markdown, which is CommonMark but for extras, draws a text as ours does."""
    if _NOT_WORDS.search(text) or "*" not in text:
        return not _NOT_WORDS.search(text)
    from markdown_it import MarkdownIt

    from live.content.markdown import READER

    return bool(READER.render(text) == MarkdownIt("commonmark", {"breaks": True}).render(text))


def _choice(text: str, form: str) -> Text:
    """Return a choice of a question in a format: words alone are the same in any."""
    return Text(HTML, markdown_html.line(text)) if "*" in text or _NOT_WORDS.search(text) else Text(form, text)


def _typed(text: str, form: str) -> Text:
    """Return an answer that is typed. A star stands for any text there."""
    return Text(PLAIN if form == HTML and looks_like(text) else form, text.replace("*", "\\*"))


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", text).replace("\n", "\\n")


def _written(text: Text, form: str) -> str:
    """Return a text within a question of a format; one of its own is named, and what might be one, or a weight."""
    named = text.form != form or text.text.startswith(("[", "%"))
    return (f"[{text.form}]" if named else "") + _escaped(text.text)


# Questions


def _question(given: Given) -> str:
    name = markdown_html.name(given.text)
    front = f"::{_escaped(name)}::" if name else ""
    asked = _asked(given.text) if given.kind != "cloze" else Text(HTML, markdown_html.html(given.text))
    answers = KINDS[given.kind](given, asked.form)
    if answers is None:
        return f"{front}[{asked.form}]{_escaped(asked.text)}"
    told = [f"####{_written(_asked(given.explanation), asked.form)}"] if given.explanation else []
    braces = _braces([*answers, *told])
    if given.kind == "cloze":
        before, after = map(_line_ends, cloze_text.read(given.content["source"]).parts)
        return f"{front}[html]{_escaped(asked.text)}{_escaped(f'<p>{before}')}{braces}{_escaped(f'{after}</p>')}"
    return f"{front}[{asked.form}]{_escaped(asked.text)}{braces}"


def _braces(lines: list[str]) -> str:
    return "{" + lines[0] + "}" if len(lines) == 1 else "\n".join(["{", *lines, "}"]) if lines else "{}"


def _line_ends(text: str) -> str:
    return "<br>".join(map(markdown_html.line, text.split("\n")))


def _single(given: Given, form: str) -> list[str]:
    right = given.content["right"]
    return _choices(given, form, lambda number: "=" if number in right else "~")


def _several(given: Given, form: str) -> list[str]:
    """Wrong choices take as much away as right ones give, as here with partial credit."""
    right = given.content["right"]
    share = f"{100 / len(right):.5f}".rstrip("0").rstrip(".")
    return _choices(given, form, lambda number: f"~%{share}%" if number in right else f"~%-{share}%")


def _choices(given: Given, form: str, mark: Callable[[int], str]) -> list[str]:
    choices = enumerate(given.content["choices"], 1)
    return [mark(number) + _written(_choice(text, form), form) for number, text in choices]


def _truefalse(given: Given, _form: str) -> list[str]:
    return ["TRUE" if given.content["truth"] else "FALSE"]


def _short(given: Given, form: str) -> list[str]:
    return [f"={_written(_typed(answer, form), form)}" for answer in given.content["accepted"]]


def _number(given: Given, _form: str) -> list[str]:
    first, *others = map(_value, numbers_out.rights(given.content))
    return [f"#={first}", *(f"={other}" for other in others)]


def _value(right: numbers_out.Right) -> str:
    low, high, tolerance = map(numbers_out.numeral, right)
    return f"{low}..{high}" if right.is_range else f"{low}:{tolerance}"


def _match(given: Given, form: str) -> list[str]:
    pairs = as_written(given.content)
    return [
        f"={_written(_choice(left, form), form) if left else ''} {ARROW} {_escaped(right)}" for left, right in pairs
    ]


def _cloze(given: Given, form: str) -> list[str]:
    """Return the answers of the only gap."""
    (gap,) = cloze_text.read(given.content["source"]).gaps
    if not gap.options:
        return [f"={_written(_typed(answer, form), form)}" for answer in gap.answers]
    marks = {option: "=" if option in gap.answers else "~" for option in gap.options}
    return [
        mark + _written(Text(PLAIN if looks_like(option) else form, option), form) for option, mark in marks.items()
    ]


def _nothing(_given: Given, _form: str) -> list[str]:
    return []


KINDS: dict[str, Callable[[Given, str], list[str] | None]] = {
    **{"single": _single, "several": _several, "truefalse": _truefalse, "short": _short, "number": _number},
    **{"estimate": _number, "match": _match, "cloze": _cloze, "text": _nothing, "slide": lambda _given, _form: None},
}
"By kind what stands in the braces, a line for each answer; None for no braces."
