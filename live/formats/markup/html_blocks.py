"""HTML read as blocks of runs: paragraphs, items of lists, listings and tables, and what is bold or a formula."""

import re
from dataclasses import dataclass

from live.content.formulas import formula_at
from live.formats.markup.html_tokens import BLANK, Token, attributes, tokens, typed
from live.formats.markup.mathml_latex import Formula, is_formula
from live.formats.markup.runs import BREAK, FORMULA, WHOLE, Block, Image, Run, Runs

STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("s", "del", "strike"), "struck"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
    **dict.fromkeys(("sub", "sup"), "script"),
}
APART = {"p", "ul", "ol", "dl", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
"Elements with some space above and below."
LINES = {"div", "li", "dt", "dd", "section", "article", "header", "footer", "figure", "figcaption", "center", "address"}
TYPED = "typed"
"The class of a span whose text has no formulas, whatever its signs."
DEEPEST = 6
"Lists within lists that are indented; those within these are not."
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
_LANGUAGE = re.compile(r"(?:^|[\s:;])(?:language|lang|brush)[-:]\s*([\w+#.]+)")
_LATEX_ALT = re.compile(r"\s*LaTeX:\s*", re.IGNORECASE)


@dataclass
class _List:
    """A list that is open; `number` is None for bullets."""

    number: int | None
    width: int = 2
    begun: bool = False


class _Reader:
    """Reads tokens; `runs` is what text is added to, a block's or a cell's."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.block = Block()
        self.runs = self.block.runs
        self.styles: dict[str, int] = dict.fromkeys(set(STYLES.values()), 0)
        self.scripts: list[str] = []
        self.links: list[str] = []
        self.spans: list[bool] = []
        "Of each span that is open, whether its text is only typed; `typed` counts those of which it is."
        self.typed = 0
        self.lists: list[_List] = []
        self.tables = 0
        self.rows: list[list[Runs]] = []
        self.listing: list[str] | None = None
        self.math: Formula | None = None

    def read(self, token: Token) -> None:
        """Take the next token."""
        if self.math is not None or is_formula(token):
            self.formula(token)
        elif not token.name:
            self.text(token.text)
        elif token.ends:
            self.end(token.name)
        else:
            self.start(token.name, token.given)

    def formula(self, token: Token) -> None:
        """Collect MathML, and add it as LaTeX when it ends."""
        self.math = self.math or Formula()
        if self.math.read(token):
            self.runs.append(self.look(self.math.latex(), latex=FORMULA))
            self.math = None

    def look(self, text: str, latex: str = "") -> Run:
        """Return a text as it looks here."""
        bold, italic, struck, code = (self.styles[name] > 0 for name in ("bold", "italic", "struck", "code"))
        script = self.scripts[-1] if self.scripts and not latex else ""
        return Run(text, bold, italic, struck, self.links[-1] if self.links else "", code and not latex, script, latex)

    def text(self, text: str) -> None:
        """Add words; white space is one space, but not in a listing."""
        if self.listing is not None:
            self.listing.append(text)
            return
        if not self.runs or self.runs[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" \t\r\n\f\v")
        text = _SPACE.sub(_space, text.replace("&nbsp;", "\xa0"))
        if self.typed:
            self.as_typed(text)
            return
        if self.styles["code"]:
            text = text.replace("\xa0", BLANK)
        if text and not (text.isspace() and self.is_between_cells()):
            self.runs.append(self.look(text))

    def as_typed(self, text: str) -> None:
        """Add what has no formulas but those that cannot be drawn, which stay as they were written."""
        formula = formula_at(text, 0)
        is_whole = formula is not None and formula.source == text
        self.runs.append(self.look(text, latex=WHOLE) if is_whole else self.look(typed(text)))

    def is_between_cells(self) -> bool:
        """Tell whether white space is that of a table's source."""
        return self.tables == 1 and not (self.rows and self.rows[-1])

    def start(self, name: str, given: str) -> None:
        """Begin an element."""
        if self.listing is not None and not self.block.language:
            self.block.language = _language(given)
        if name in STYLES:
            self.style(name)
        elif name == "br":
            self.line_break()
        elif name == "img":
            self.picture(attributes(given))
        elif name == "a":
            address = attributes(given).get("href", "").strip()
            self.links.append(address if address.lower().startswith(("http://", "https://")) else "")
        elif name == "span":
            self.spans.append(TYPED in given and TYPED in attributes(given).get("class", "").split())
            self.typed += self.spans[-1]
        elif name in {"table", "tr", "td", "th"}:
            self.table(name)
        elif name in APART or name in LINES:
            self.part(name in APART and not self.lists)
            self.begin(name, given)

    def style(self, name: str) -> None:
        """Begin something bold, slanted, struck, raised or lowered, or code."""
        self.styles[STYLES[name]] += 1
        if STYLES[name] == "script":
            self.scripts.append(name)

    def line_break(self) -> None:
        """End a line."""
        if self.listing is not None:
            self.listing.append("\n")
        else:
            self.runs.append(BREAK)

    def begin(self, name: str, given: str) -> None:
        """Begin what is on lines of its own."""
        if name in {"ul", "ol"} and self.listing is None:
            start = attributes(given).get("start", "1")
            number = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 1
            self.lists.append(_List(number if name == "ol" else None))
        elif name == "li" and not self.tables:
            self.item()
        elif name == "pre" and not self.tables:
            self.listing, self.block.language = [], _language(given)

    def item(self) -> None:
        """Begin an item of a list."""
        inner = self.lists[-1] if self.lists else _List(None)
        mark = "- " if inner.number is None else f"{inner.number}. "
        if inner.number is not None:
            inner.number += 1
        self.block.apart &= not inner.begun
        inner.width, inner.begun = len(mark), True
        outer = self.indent(len(self.lists) - 1)
        self.block.front, self.block.indent = outer + mark, outer + " " * len(mark)

    def indent(self, depth: int) -> str:
        """Return the spaces before what is in so many lists."""
        return " " * sum([each.width for each in self.lists[: max(0, min(depth, DEEPEST))]])

    def end(self, name: str) -> None:
        """End an element."""
        if name in STYLES:
            self.styles[STYLES[name]] = max(0, self.styles[STYLES[name]] - 1)
            if STYLES[name] == "script" and self.scripts:
                self.scripts.pop()
        elif name == "a":
            self.links[-1:] = []
        elif name == "span":
            self.typed -= self.spans.pop() if self.spans else 0
        elif name == "pre" and self.listing is not None:
            self.end_listing()
        elif name in {"table", "tr", "td", "th"}:
            self.end_table(name)
        elif name in APART or name in LINES:
            self.part(False)
            if name in {"ul", "ol"}:
                self.lists[-1:] = []
            self.block.apart |= name in {"ul", "ol"} or (name in APART and not self.lists)
            self.block.indent = self.block.front = self.indent(len(self.lists))

    def end_listing(self) -> None:
        """Keep a listing with its indentation."""
        code = "".join(self.listing or []).replace("\r\n", "\n").replace("\r", "\n")
        self.listing = None
        self.block.listing = code.removeprefix("\n").rstrip()
        self.part(True)

    def part(self, apart: bool) -> None:
        """End a block; in a cell it is a space."""
        if self.listing is not None:
            self.listing.append("\n")
        elif self.tables:
            self.runs.append(Run(" "))
        elif self.block.rows or self.block.listing or any(not run.text.isspace() for run in self.block.runs):
            self.blocks.append(self.block)
            following = self.indent(len(self.lists))
            self.block = Block(apart=apart, front=following, indent=following)
            self.runs = self.block.runs
        else:
            self.block.apart |= apart

    def picture(self, given: dict[str, str]) -> None:
        """Note a picture; Canvas draws formulas as pictures."""
        alt, latex = given.get("alt", "").strip(), given.get("data-equation-content", "").strip()
        if not latex and (named := _LATEX_ALT.match(alt)):
            latex = alt[named.end() :].strip()
        if latex:
            self.runs.append(self.look(" ".join(latex.split()), latex=FORMULA))
        elif given.get("src", "").strip():
            self.images.append(Image(given["src"].strip(), " ".join(alt.split())))

    def table(self, name: str) -> None:
        """Begin a table, a row or a cell; tables within cells are their text."""
        if name == "table":
            if not self.tables:
                self.part(True)
                self.rows = []
            self.tables += 1
        if self.tables != 1:
            self.runs.append(Run(" "))
        elif name == "tr":
            self.rows.append([])
        elif name in {"td", "th"}:
            self.rows = self.rows or [[]]
            self.runs = []
            self.rows[-1].append(self.runs)

    def end_table(self, name: str) -> None:
        """End a cell, or the whole."""
        if name == "table" and self.tables == 1:
            self.block.rows = [row for row in self.rows if any(run.text.strip() for cell in row for run in cell)]
            self.tables, self.rows = 0, []
            self.part(True)
            self.runs = self.block.runs
        elif name == "table":
            self.tables = max(0, self.tables - 1)
        else:
            self.runs.append(Run(" "))

    def finish(self) -> None:
        """End what was never closed."""
        if self.math is not None:
            self.runs.append(self.look(self.math.latex(), latex=FORMULA))
        if self.listing is not None:
            self.end_listing()
        if self.tables:
            self.tables = 1
            self.end_table("table")
        self.part(False)


def _space(found: re.Match[str]) -> str:
    """Return white space as a browser shows it: one space, but spaces that do not break stay when they are alone."""
    return found[0] if not found[0].strip("\xa0") else " "


def _language(given: str) -> str:
    found = _LANGUAGE.search(attributes(given).get("class", ""))
    return found[1].lower() if found else ""


def blocks(html: str) -> tuple[list[Block], list[Image]]:
    """Read HTML as (blocks, pictures), in time that is linear in its length."""
    reader = _Reader()
    for token in tokens(html):
        reader.read(token)
    reader.finish()
    return reader.blocks, reader.images
