"""MathML as LaTeX: its annotation if it has one, else what it says, so that 2¹⁰ stays 2¹⁰."""

from live.formats.markup.html_tokens import Token, attributes

DEEPEST = 60
"Deeper nesting is read as what is in it, one after the other."
_PATTERNS = {
    "msup": (2, "{{{0}}}^{{{1}}}"),
    "msub": (2, "{{{0}}}_{{{1}}}"),
    "munder": (2, "{{{0}}}_{{{1}}}"),
    "mover": (2, "\\overset{{{1}}}{{{0}}}"),
    "mfrac": (2, "\\frac{{{0}}}{{{1}}}"),
    "mroot": (2, "\\sqrt[{1}]{{{0}}}"),
    "msubsup": (3, "{{{0}}}_{{{1}}}^{{{2}}}"),
    "munderover": (3, "{{{0}}}_{{{1}}}^{{{2}}}"),
}
"By element how many parts it has, and where they stand."
_SIGNS = {
    **{"×": "\\times ", "⋅": "\\cdot ", "·": "\\cdot ", "÷": "\\div ", "−": "-", "±": "\\pm ", "∑": "\\sum "},
    **{"≤": "\\le ", "≥": "\\ge ", "≠": "\\ne ", "∞": "\\infty ", "∫": "\\int ", "→": "\\to ", "∏": "\\prod "},
    **{"{": "\\{", "}": "\\}", "%": "\\%", "$": "\\$", "#": "\\#", "&": "\\&", "_": "\\_", "\\": "\\backslash "},
    **{"\u2061": "", "\u2062": "", "\u2063": "", "^": "\\hat{}", "~": "\\sim "},
}


def _plain(name: str) -> str:
    """Return an element's name without its prefix: m:mfrac is mfrac."""
    return name.rpartition(":")[2]


def is_formula(token: Token) -> bool:
    """Tell whether MathML begins."""
    return _plain(token.name) == "math" and not token.ends


class Formula:
    """MathML that is being read."""

    def __init__(self) -> None:
        self.open: list[tuple[str, list[str]]] = []
        self.annotation = ""
        self.is_tex = False
        self.done = ""

    def read(self, token: Token) -> bool:
        """Take the next token; tell whether the formula has ended."""
        name = _plain(token.name)
        if not name:
            self.text(token.text)
        elif not token.ends:
            self.start(name, token.given)
        else:
            self.end(name)
        return bool(name) and not self.open

    def text(self, text: str) -> None:
        """Add to the element that is open; text of an annotation in LaTeX is the formula."""
        if any(name.startswith("annotation") for name, _parts in self.open[-3:]):
            self.annotation += text if self.is_tex else ""
        elif text.strip():
            self.open[-1][1].append(_latex(text.strip(), self.open[-1][0]))

    def start(self, name: str, given: str) -> None:
        """Begin an element."""
        if name.startswith("annotation"):
            self.is_tex = "tex" in attributes(given).get("encoding", "").lower()
        if self.open and (name == "mspace" or given.rstrip().endswith("/")):
            self.open[-1][1].append("\\ " if name == "mspace" else "")
        elif len(self.open) < DEEPEST:
            self.open.append((name, []))

    def end(self, name: str) -> None:
        """End the element of that name, and what was left open in it."""
        if name not in (each for each, _parts in self.open):
            return
        while self.open:
            ended, parts = self.open.pop()
            written = _written(ended, parts)
            if self.open:
                self.open[-1][1].append(written)
            else:
                self.done = written
            if ended == name:
                return

    def latex(self) -> str:
        """Return the formula."""
        if self.open:
            self.end(self.open[0][0])
        return " ".join((self.annotation or self.done).split())


def _latex(text: str, name: str) -> str:
    if name in {"mtext", "ms"}:
        return "\\text{" + "".join(char for char in text if char not in "\\{}$%#&_^~") + "}"
    written = "".join(_SIGNS.get(char, char) for char in text)
    return f"\\mathrm{{{written}}}" if name == "mi" and len(text) > 1 and text.isalpha() else written


def _written(name: str, parts: list[str]) -> str:
    if name.startswith("annotation"):
        return ""
    if name == "msqrt":
        return f"\\sqrt{{{''.join(parts)}}}"
    if name == "mtr":
        return " & ".join(parts) + r" \\ "
    if name == "mtable":
        return r"\begin{matrix}" + "".join(parts) + r"\end{matrix}"
    wanted, pattern = _PATTERNS.get(name, (-1, ""))
    return pattern.format(*parts) if len(parts) == wanted else "".join(parts)
