"""Blackboard's upload: a question on each line, its kind first, tabs between its parts (Help, "Upload Questions")."""

from django.utils.translation import gettext_noop as _

from live.formats import embedded, kind_fields, texts
from live.formats.found import CHANGED, NO_KEY, NO_TRUTH, Found, Reading
from live.formats.markup import html_markdown

KINDS = frozenset(
    {
        "MC",
        "MA",
        "TF",
        "ESS",
        "ORD",
        "MAT",
        "FIB",
        "FIB_PLUS",
        "FIL",
        "NUM",
        "SR",
        "OP",
        "JUMBLED_SENTENCE",
        "QUIZ_BOWL",
    }
)


def looks_like(text: str) -> bool:
    """Tell whether each line that says something begins with a kind and a tab."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all("\t" in line and line.split("\t", 1)[0].strip() in KINDS for line in lines)


def read(text: str) -> Reading:
    """Read the lines."""
    reading = Reading("Blackboard")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and reading.has_room():
            kind, asked, *parts = [part.strip() for part in line.split("\t")] + [""] * (line.count("\t") == 0)
            found = Found("line", number, text=html_markdown.escaped(asked))
            reading.found.append(_gaps(found, asked, parts) if kind == "FIB_PLUS" else _found(found, kind, parts))
    return reading


def _found(found: Found, kind: str, parts: list[str]) -> Found:
    filled = [part for part in parts if part]
    lines = [html_markdown.escaped_line(part) for part in parts]
    match kind:
        case "MC" | "MA":
            right = [n for n, mark in enumerate(parts[1::2], 1) if mark.casefold() == "correct"]
            kind_fields.choice(found, lines[::2][: len(parts[1::2])], right)
        case "TF":
            _truth(found, "".join(filled[:1]))
        case "ESS" | "SR" | "OP":
            found.kind = "text"
        case "ORD":
            kind_fields.order(found, filter(None, lines))
        case "MAT":
            _match(found, lines)
        case "FIB":
            kind_fields.short(found, filled)
        case "NUM":
            _number(found, parts)
        case other:
            found.refuse_type(other)
    return found


def _match(found: Found, parts: list[str]) -> None:
    lefts, rights = parts[::2], parts[1::2]
    pairs = [f"{left}\t{right}" for left, right in zip(lefts, rights, strict=False) if left or right]
    groups = {"groups": ["1"]} if len(set(rights)) < len(rights) else {}
    found.kind, found.fields = "match", {"pairs": ["\n".join(pairs)], **groups}


def _truth(found: Found, said: str) -> None:
    is_true = {"true": True, "false": False}.get(said.casefold())
    if is_true is None and said:
        found.remark(CHANGED, NO_TRUTH, right=said[:80])
    kind_fields.truth(found, is_true)


def _number(found: Found, parts: list[str]) -> None:
    value, tolerance = [*parts, "", ""][:2]
    found.kind, found.fields = "number", {"right": [value.removesuffix(".0")], "tolerance": [tolerance or "0"]}
    if not value:
        found.remark(CHANGED, NO_KEY)


def _gaps(found: Found, asked: str, parts: list[str]) -> Found:
    """Put the answers of each named gap into the text: names and answers come one after the other, "" ends a gap."""
    gaps: list[list[str]] = [[]]
    for part in parts:
        if part:
            gaps[-1].append(part)
        else:
            gaps.append([])
    marked, filled = embedded.without_marks(asked), list[embedded.Gap]()
    for name, *accepted in filter(None, gaps):
        if f"[{name}]" in marked and accepted:
            marked = marked.replace(f"[{name}]", embedded.mark(len(filled)), 1)
            filled.append(embedded.Gap(accepted, False))
        else:
            found.remark(CHANGED, _("The gap “%(name)s” is not in the text."), name=name)
    return embedded.filled(found, marked, filled, texts.PLAIN)
