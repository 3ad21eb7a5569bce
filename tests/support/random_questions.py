"""Random questions of every kind as they are kept, in whose texts are the very signs that formats make something of."""

import re
from typing import Any

from hypothesis import strategies as st

from live.content import safe_html
from live.content.lines import line
from live.formats.given import Given
from live.kinds import Invalid, kind
from tests.support.kind_forms import form

PIECES = [
    *("Paris", "the", "5", "1.5", "No", "T", "é", "שלום", "مرحبا", "🙂", "?", "don't", "C#", "a_b", "__init__", "2*3"),
    *(
        "**bold**",
        "*it*",
        "`{x} = 1`",
        "$x^2$",
        "$$z$$",
        r"\[w\]",
        r"\(",
        r"\$",
        r"\foo",
        "` x`",
        "``",
        r"$\frac{1}{2}$",
        r"$a \neq b$",
        r"\(y\)",
        "$5",
        "a & b",
        "&amp;",
        "x < 5",
    ),
    *(
        "<b>",
        "{",
        "}",
        "=",
        "~",
        "#",
        ":",
        "::",
        "->",
        "\\",
        "%50%",
        "[html]",
        "[[1]]",
        "{1:SA:=a}",
        "//",
        r"\n",
        r"\\",
    ),
    *(
        "3. x",
        "- y",
        "* z",
        "####",
        "TRUE",
        "ANSWER: A",
        "A)",
        "@@PLUGINFILE@@",
        "$CATEGORY: x",
        "]]>",
        "=%0%x",
        '"',
        "…",
    ),
]
BLOCKS = [
    "```python\nif x:\n    print('{}')\n```",
    "- one\n- two",
    "a | b\n--|--\n1 | $x$",
    r"$$\sum_{i=1}^{n} i$$",
    "> She said\n> no.",
]

_joined = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5)
lines = st.builds(str.join, st.sampled_from([" ", " ", ""]), _joined).map(lambda raw: line(raw, "NFC")).filter(bool)
_spaced = _joined.map(" ".join).map(lambda raw: line(raw, "NFC")).filter(bool)
paragraphs = st.builds("\n".join, st.lists(_spaced, min_size=1, max_size=2))
texts = st.builds(
    "\n\n".join, st.lists(st.one_of(paragraphs, paragraphs, st.sampled_from(BLOCKS)), min_size=1, max_size=3)
)
_numbers = st.sampled_from(["0", "-1", "3.14", "6.022e23", "1/3", "2^10", "10..20", "-5..5"])


def several(fewest: int, most: int) -> Any:
    """Lines that look different."""
    return st.lists(lines, min_size=fewest, max_size=most, unique_by=safe_html.formulas)


def _ticked(name: str) -> Any:
    """A setting that is ticked, or not."""
    return st.sampled_from([{}, {name: "1"}])


def _some(numbers: int) -> Any:
    return st.lists(st.integers(1, numbers).map(str), max_size=numbers, unique=True)


FIELDS: dict[str, Any] = {
    "single": st.builds(
        lambda choices, right, last: {"choice": choices, "right": right[:1], **last},
        several(2, 4), _some(2), _ticked("last"),
    ),
    "several": st.builds(
        lambda choices, right, last: {"choice": choices, "right": right, **last},
        several(2, 4), _some(2), _ticked("last"),
    ),
    "truefalse": st.sampled_from([{"truth": "true"}, {"truth": "false"}, {}]),
    "short": st.builds(
        lambda accepted, exact: {"accepted": "\n".join(accepted), **exact},
        several(0, 3), _ticked("exact"),
    ),
    "number": st.builds(
        lambda right, tolerance, unit, letters: {
            "right": "; ".join(right), "tolerance": tolerance, "unit": unit, **letters
        },
        st.lists(_numbers, max_size=3, unique=True), st.sampled_from(["0", "0.5", "5%"]), st.sampled_from(["", "m"]),
        _ticked("letters"),
    ),
    "match": st.builds(
        lambda left, right: {"pairs": "\n".join(f"{a}\t{b}" for a, b in zip(left, right, strict=False)), "groups": "1"},
        several(2, 4), st.lists(lines, min_size=4, max_size=4) | st.lists(_spaced, min_size=4, max_size=4, unique=True),
    ),
    "order": st.builds(lambda items: {"items": "\n".join(items), "ordered": "1"}, several(3, 5)),
    "cloze": st.builds(
        lambda parts, gaps: {"source": "".join(f"{part} [{gap}]" for part, gap in zip(parts, gaps, strict=False))},
        st.lists(st.sampled_from(["It is", "in $x$\n", "\n\nAnd <b>", "{1:SA:=a} \\[x\\]", "2*3 **is**"]), min_size=1),
        st.lists(st.sampled_from(["Paris|Paname", "a ~ b ~ c", "}#~\\~", "l'eau", "<i>", "5 = 5", "x*y"]), min_size=3),
    ),
    "text": st.just({}),
    "slide": _ticked("ack"),
}  # fmt: skip
"By kind what a teacher may fill in."


@st.composite
def questions(draw: Any, slug: str) -> Given:
    """A question of a kind, with a time limit, a weight, an explanation and notes."""
    try:
        content = kind(slug).clean(form(**draw(FIELDS[slug])))
    except Invalid:
        content = kind(slug).clean(form(**draw(FIELDS[slug].filter(lambda fields: _is_valid(slug, fields)))))
    weight = draw(st.integers(0, 5)) if kind(slug).scores else 1
    explanation, notes = (draw(st.one_of(st.just(""), texts)) for _each in range(2))
    return Given(slug, draw(texts), content, draw(st.sampled_from([None, 30])), weight, explanation, notes)


def _is_valid(slug: str, fields: dict[str, Any]) -> bool:
    try:
        return bool(kind(slug).clean(form(**fields)))
    except Invalid:
        return False


_WITHIN_LINES = "em|strong|s|code|a|span|math"


def drawn_text(text: str) -> list[str]:
    """Drawn blocks; the spaces in listings count."""
    parts = re.split(r"(<pre>.*?</pre>)", safe_html.markdown(text).replace("\u2060", ""), flags=re.DOTALL)
    spaced = [re.sub(r"(?:</?p>|\s)+", " ", part) for part in parts[::2]]
    parts[::2] = [re.sub(rf"\s*(<(?!/?(?:{_WITHIN_LINES})\b)[^>]*>)\s*", r"\1", part) for part in spaced]
    return [part.strip() for part in parts if part.strip()]


def drawn_lines(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: drawn_lines(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [drawn_lines(each) for each in content]
    return safe_html.formulas(content).replace("\u2060", "") if isinstance(content, str) else content
