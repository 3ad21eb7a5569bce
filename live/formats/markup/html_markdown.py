"""Texts of other programs as our Markdown: HTML, plain text, and their Markdown.

What is written is drawn as the source looked (live/content/safe_html.py): a question's text as Markdown, a choice as
one line, in which formulas and code are the only marks.
"""

import re
from typing import NamedTuple

from live.formats.markup import markdown_lines
from live.formats.markup.formula_marks import parted
from live.formats.markup.html_blocks import blocks
from live.formats.markup.html_tokens import shown
from live.formats.markup.runs import BREAK, Block, Image, Run, Runs

_LINES = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(\s*<?([^\s()<>]{1,2000})>?(?:\s+\"[^\"]{0,500}\")?\s*\)")
_RULE = re.compile(r"(?=[^-]*-)(?=[^|]*\|)[\s|:-]+")
_LOOKS = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|[A-Za-z]+);")
GAP = "\ue000"
"The letter of nobody by which a gap is marked."
MOST_CELLS = 1000
"The most cells of a table that our Markdown draws."


class Written(NamedTuple):
    """A text in our Markdown, and the pictures that were in it, in order."""

    text: str
    images: list[Image]


def looks_like(text: str) -> bool:
    """Tell whether a text has tags or entities."""
    return bool(_LOOKS.search(text))


def markdown(html: str) -> Written:
    """Return HTML as Markdown. Scripts, styles and comments are dropped, unknown tags leave their text."""
    found, images = blocks(html)
    return Written(_together(found), images)


def one_line(html: str) -> Written:
    """Return HTML as one line for choices."""
    found, images = blocks(html)
    runs: Runs = []
    for block in found:
        runs += [*_all_runs(block), Run(" ")]
    return Written(markdown_lines.line(runs), images)


def plain_lines(html: str) -> Written:
    """Return HTML as lines in which, as in choices, formulas and code are the only marks."""
    found, images = blocks(html)
    return Written(_bare(found), images)


def gapped(html: str, mark: str) -> tuple[str, str, list[Image]]:
    """Return HTML as (Markdown of the blocks before the first that has a mark, the others as lines, its pictures).

    In these lines formulas and code are the only marks, as in choices.
    """
    found, images = blocks(html)
    first = next((at for at, each in enumerate(found) if any(mark in run.text for run in _all_runs(each))), 0)
    return _together(found[:first]), _bare(found[first:]), images


def _bare(found: list[Block]) -> str:
    written = ""
    for block in found:
        if text := "\n".join(map(markdown_lines.line, _rows(block))).strip("\n"):
            written += ("\n\n" if block.apart else "\n") * bool(written) + block.front + text
    return written


def _rows(block: Block) -> list[Runs]:
    """Return the lines of a block: those of a listing, the rows of a table, or what stands between breaks."""
    if block.listing is not None:
        return [[Run(line)] for line in block.listing.split("\n")]
    if block.rows:
        return [[run for cell in row for run in [*cell, Run(" ")]] for row in block.rows]
    rows: list[Runs] = [[]]
    for run in block.runs:
        if run is BREAK:
            rows.append([])
        else:
            rows[-1].append(run)
    return rows


def words(html: str) -> str:
    """Return the words of HTML alone, without any marks."""
    found, _images = blocks(html)
    said = "".join(run.text for block in found for run in [*_all_runs(block), Run(" ")])
    return " ".join(shown(said).split())


def escaped(text: str) -> str:
    """Return plain text as Markdown that shows it; line ends stay, and formulas are formulas."""
    runs: Runs = []
    for latex, part in parted(text):
        if latex:
            runs.append(Run(part, latex=latex))
            continue
        for number, line in enumerate(_LINES.split(part)):
            runs += [BREAK] * (number > 0) + [Run(line.replace("\0", ""))] * bool(line)
    return _separated(markdown_lines.lines(runs)).strip("\n")


def escaped_line(text: str) -> str:
    """Return plain text as one line for choices."""
    return markdown_lines.line([Run(" ".join(text.replace("\0", "").split()))])


def from_markdown(text: str) -> Written:
    """Return other programs' Markdown as ours, which has no pictures within texts."""
    images: list[Image] = []

    def taken(found: re.Match[str]) -> str:
        images.append(Image(found[2], found[1]))
        return ""

    lines = [line.rstrip() for line in _LINES.split(_IMAGE.sub(taken, text))]
    return Written("\n".join(lines).strip("\n"), images)


def _all_runs(block: Block) -> Runs:
    if block.listing is not None:
        return [Run(block.listing, code=True)]
    return [run for row in block.rows or [] for cell in row for run in [*cell, Run(" ")]] + block.runs


def _together(found: list[Block]) -> str:
    written = ""
    for block in found:
        text = _block(block)
        if text:
            written += ("\n\n" if block.apart or block.rows else "\n") * bool(written) + text
    return written.strip("\n")


def _block(block: Block) -> str:
    """Return a block with its front; its further lines are indented."""
    if block.listing is not None:
        text = _listing(block)
    elif block.rows:
        text = _table(block.rows)
    else:
        text = _separated(markdown_lines.lines(block.runs)).strip("\n")
    if not text.strip():
        return ""
    return block.front + text.replace("\n", f"\n{block.indent}")


def _listing(block: Block) -> str:
    code = shown(block.listing or "")
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{block.language}\n{code}\n{fence}" if code else ""


def _table(rows: list[list[Runs]]) -> str:
    """Return a table between pipes; one of a single column is lines, and so is one that is too large."""
    cells = [[" ".join(markdown_lines.lines(cell, cell=True)) for cell in row] for row in rows]
    width = max(map(len, cells))
    if width == 1:
        return "\n\n".join(_separated(markdown_lines.lines(row[0])) for row in rows).strip("\n")
    if width * (len(cells) + 1) > MOST_CELLS:
        return "\n".join(" – ".join(markdown_lines.lines(cell)[0:1][0] if cell else "" for cell in row) for row in rows)
    head, *body = [[*row, *[""] * (width - len(row))] for row in cells]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * width, *body])


def _separated(lines: list[str]) -> str:
    """Join lines; one that would make a table of the line above has blank ones around it."""
    return "\n".join(f"\n{line}\n" if _RULE.fullmatch(line) else line for line in lines)
