r"""Takes back what CommonMark reads into plain typing: 2*3*4, __init__, - 5 + 3 = ?, >>> x, f[i](x), C:\temp.

What a person typed for its own sake must not vanish: marks are read as marks only where nobody would type them for
something else.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.blockquote import blockquote
from markdown_it.rules_block.fence import make_fence_rule
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.backticks import backtick
from markdown_it.rules_inline.emphasis import tokenize as emphasis
from markdown_it.rules_inline.link import link
from markdown_it.rules_inline.newline import newline
from markdown_it.token import Token

_ALT: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
"Where markdown-it lets a quotation and a listing end other blocks."
_WEB = ("http://", "https://")
_TO_THE_WEB = re.compile(r"\(\s*<?https?://", re.IGNORECASE)
_QUOTED = re.compile(r"> +(?:[^\W\d] ?[^\W\d]|[\"“„«‘'(¿¡*`$])")
_NUMBERED = re.compile(r"\d{1,9}|[A-Za-z]|ANSWERS?", re.IGNORECASE)
"What begins a line of a list, or of Aiken, whose writer puts a backslash behind it (live.formats.lists.aiken)."
_SUM = re.compile(r"[\d\s.,+\-−–*/·×:÷()=?<>^_xyz%]+")
_backticks = make_fence_rule(markers=("`",))
_BACKTICKS = re.compile(r"(?<=[A-Za-z])`+")
_IN_WORD = re.compile(r"\*\*[^\W\d_]+\*\*")
_CUT_WORD = re.compile(r"\*\*[^\W\d_]+$")
_LETTERS_BEFORE, _LETTERS_AFTER = re.compile(r"[^\W\d_]{2,}$"), re.compile(r"(?<!\w)?[^\W\d_]{2,}")
_ONE_BY_ONE = "\u0e00"
"From Thai on scripts write words without spaces, and emphasis within them."


class Reader(MarkdownIt):
    """A MarkdownIt whose links lead to other websites alone."""

    def validateLink(self, url: str) -> bool:
        """Tell whether an address may be linked to."""
        return url.lower().startswith(_WEB)


def install(reader: Reader) -> None:
    """Put the rules of this module in the places of CommonMark's."""
    # Headings would compete with the page's own, pictures would send requests to other sites.
    reader.disable(["heading", "lheading", "image", "html_block", "html_inline"])
    # Dashes, indented lines, [words]: in brackets and &entities; are what they are.
    reader.disable(["hr", "code", "reference", "entity"])
    reader.inline.ruler.at("escape", _escape)
    reader.inline.ruler.at("backticks", _backtick)
    reader.inline.ruler.at("emphasis", _emphasis)
    reader.inline.ruler.at("link", _link)
    reader.inline.ruler.at("newline", _newline)
    reader.block.ruler.at("blockquote", _blockquote, _ALT)
    reader.block.ruler.at("fence", _fence, _ALT)
    reader.core.ruler.after("block", "as_typed", _blocks)


# Within a line


def _escape(state: StateInline, silent: bool) -> bool:
    """Take a backslash away only before what would be a mark there; at a line's end it stays."""
    at = state.pos
    if state.src[at] != "\\":
        return False
    escapes = at + 1 < state.posMax and _is_mark(state.src, at + 1)
    if not silent:
        state.append_pending(state.src[at + 1] if escapes else "\\")
    state.pos += 2 if escapes else 1
    return True


def _is_mark(text: str, at: int) -> bool:
    """Tell whether the character behind a backslash means something: * _ ` $ anywhere, others at a line's front."""
    before = text[text.rfind("\n", 0, at) + 1 : at - 1].strip()
    if text[at] in "*_`$":
        return True
    return bool(_NUMBERED.fullmatch(before)) if text[at] in ".):：" else not before and text[at] in "-+>#"


def _backtick(state: StateInline, silent: bool) -> bool:
    """Read code between backticks, but not behind a letter, where they are apostrophes: Hawai`i and O`ahu."""
    run = _BACKTICKS.match(state.src, state.pos)
    if run is None:
        return backtick(state, silent)
    if not silent:
        state.append_pending(run[0])
    state.pos = run.end()
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read asterisks as emphasis unless they are glued to what is no word: 2*3*4, f(x)*g(x), **kwargs, /*a*/, x**2."""
    start, known = state.pos, len(state.delimiters)
    if state.src[start] != "*" or not emphasis(state, silent):
        return False
    before, after = state.src[:start][-40:], state.src[state.pos : state.pos + 40]
    for each in state.delimiters[known:]:
        if each.length == 1:
            each.open = each.open and not _is_glue(before[-1:], ")]}/")
            each.close = each.close and not _is_glue(after[:1], "([{/")
        else:
            each.open = each.open and _may_open(before, state.src, start)
            each.close = each.close and _may_close(after, state.src[max(0, start - 40) : start])
    return True


def _is_glue(char: str, signs: str) -> bool:
    return bool(char) and (char in signs or (char.isalnum() and char < _ONE_BY_ONE))


def _may_open(before: str, text: str, at: int) -> bool:
    """Tell whether two asterisks may begin something bold: before a word, or before the end of one (geh**st**)."""
    return not _is_glue(before[-1:], "") or bool(_LETTERS_BEFORE.search(before) and _IN_WORD.match(text, at))


def _may_close(after: str, before: str) -> bool:
    return not _is_glue(after[:1], "") or bool(_LETTERS_AFTER.match(after) and _CUT_WORD.search(before))


def _link(state: StateInline, silent: bool) -> bool:
    """Read [words](address) as a link only if the address is a website's."""
    if state.src[state.pos] != "[":
        return False
    end = parseLinkLabel(state, state.pos, True)
    return end > state.pos + 1 and bool(_TO_THE_WEB.match(state.src, end + 1)) and link(state, silent)


def _newline(state: StateInline, silent: bool) -> bool:
    """Keep the spaces at the front of a line, which a program or a poem needs."""
    start = state.pos
    if not newline(state, silent):
        return False
    if not silent:
        state.append_pending(_kept(state.src[start + 1 : state.pos]))
    return True


def _kept(indent: str) -> str:
    """Return the spaces at the front of a line as spaces that a browser keeps; a single one is nothing."""
    width = len(indent.expandtabs(4))
    return "\u00a0" * width if width > 1 else ""


# Blocks


def _blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a line as quoted only if > is followed by words: > 5, >= 3 and >>> x are not."""
    first = state.bMarks[start] + state.tShift[start]
    return bool(_QUOTED.match(state.src, first)) and blockquote(state, start, end, silent)


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a listing between backticks; not between tildes, nor where nothing follows."""
    if not state.src.startswith("`", state.bMarks[start] + state.tShift[start]):
        return False  # soonest, as most lines are none
    return bool(state.src[state.eMarks[start] :].strip()) and _backticks(state, start, end, silent)


def _blocks(state: StateCore) -> None:
    """Turn what is no list into text, keep the numbers of lists, and the spaces at the front of paragraphs."""
    lines, found, opened = state.src.split("\n"), list[Token](), list[int]()
    for token in state.tokens:
        if token.type == "inline" and token.level == 1 and token.map:
            first = lines[token.map[0]]
            token.content = _kept(first[: len(first) - len(first.lstrip(" \t"))]) + token.content
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            opened.append(len(found))
        found.append(token)
        if token.type in {"bullet_list_close", "ordered_list_close"}:
            at = opened.pop()
            tokens, found = found[at:], found[:at]
            for part in _list(tokens):
                found += part
                _join(found, len(found) - len(part))
    state.tokens = found


def _list(tokens: list[Token]) -> list[list[Token]]:
    """Return a list with its own numbers, or the paragraphs of each item of what is no list."""
    level = tokens[0].level + 1
    starts = [at for at, each in enumerate(tokens) if each.type == "list_item_open" and each.level == level]
    items = [tokens[at] for at in starts]
    if len(items) == 1 or tokens[0].markup == "+" or _are_sums(tokens):
        ends = [*(at - 1 for at in starts[1:]), len(tokens) - 2]
        return [_as_text(tokens[at], tokens[at + 1 : end]) for at, end in zip(starts, ends, strict=True)]
    if tokens[0].markup == ")":
        tokens[0].attrSet("class", "paren")
    numbers = [int(each.info) for each in items if each.info]
    if numbers != list(range(numbers[0] if numbers else 0, len(numbers) + (numbers[0] if numbers else 0))):
        _keep_numbers(items, numbers)
    return [tokens]


def _are_sums(tokens: list[Token]) -> bool:
    """Tell whether all that stands behind the dashes is sums: - 5 + 3 = ? and - 7 + 2 = ? are no list."""
    texts = [each.content for each in tokens if each.type == "inline"]
    return tokens[0].markup in "-*" and any("=" in text for text in texts) and all(map(_SUM.fullmatch, texts))


def _keep_numbers(items: list[Token], numbers: list[int]) -> None:
    """Number the items as they were typed, unless all have one number, by which Markdown counts."""
    if len(set(numbers)) > 1:
        for item, number in zip(items, numbers, strict=True):
            item.attrSet("value", str(number))


def _as_text(item: Token, inside: list[Token]) -> list[Token]:
    """Return what a list's only item holds, with its mark before the first words."""
    mark = f"{item.info}{item.markup}"
    for each in inside:
        each.hidden = each.hidden and item.level > 1
    if inside and inside[0].type == "paragraph_open":
        inside[1].content = f"{mark} {inside[1].content}"
        return inside
    words = Token("inline", "", 0, content=mark, children=[])
    return [Token("paragraph_open", "p", 1, map=item.map), words, Token("paragraph_close", "p", -1), *inside]


def _join(tokens: list[Token], at: int) -> None:
    """Join a paragraph that was a list to the one on the line before it."""
    before, after = tokens[at - 3 : at], tokens[at : at + 3]
    if [each.type for each in before[::2] + after[:1]] != ["paragraph_open", "paragraph_close", "paragraph_open"]:
        return
    if before[0].map and after[0].map and before[0].map[1] == after[0].map[0]:
        before[1].content += f"\n{after[1].content}"
        before[0].map = [before[0].map[0], after[0].map[1]]
        del tokens[at : at + 3]
