"""MathML as math-core writes it, made fit for our pages: classes in place of styles, bounded in depth."""

import re

DEEPEST = 60
"The deepest nesting of its elements: browsers lay out each level more than once."
TAGS = frozenset(
    {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom"}
    | {"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr"}
    | {"mtd", "b", "i", "u"}
)
# No colours, which may be unreadable in the reader's light or dark theme; no addresses or styles.
ATTRIBUTES = frozenset(
    {"display", "displaystyle", "scriptlevel", "mathvariant", "stretchy", "symmetric", "largeop", "movablelimits"}
    | {"accent", "accentunder", "form", "lspace", "rspace", "minsize", "maxsize", "width", "height", "depth"}
    | {"voffset", "linethickness"}
)
_CLASSES = {
    "text-align:left": "m-left",
    "text-align:right": "m-right",
    "padding-left:0": "m-from",
    "padding-right:0": "m-to",
    "padding-left:1em": "m-far",
    "padding-left:0.1em": "m-near",
    "padding-top:0": "m-low",
    "padding-top:0.1667em": "m-high",
    "width:100%": "m-whole",
    "width:50%": "m-side",
    "margin-left:-0.16666667em": "m-back",
    "margin-left:-0.22222222em": "m-back",
    "margin-left:-0.2777778em": "m-back",
    **{
        f"border-{side}:0.05em {line} currentcolor": f"m-{line}-{side}"
        for side in ("left", "right", "top")
        for line in ("solid", "dashed")
    },
}
"The class for each style that math-core writes and that changes what is read."
MACROS = {"overline": r"\angl{#1}", "underline": r"\phase{#1}"}
"Lines that no typeface stretches are written as signs that nobody uses, and drawn by the stylesheet."
_ENCLOSED = {
    "actuarial": "m-over",
    "phasorangle": "m-below",
    "box": "m-box",
    "updiagonalstrike": "m-up",
    "downdiagonalstrike": "m-down",
    "updiagonalstrike downdiagonalstrike": "m-up m-down",
}
_UNDERLINED, _ARROW = "m-under", "m-vec"
_ACCENTS = {
    '<mo stretchy="false">\u20d7</mo>': f'<mo class="{_ARROW}" stretchy="false">→</mo>',
    '<mo stretchy="true">\u0302</mo>': '<mo stretchy="true">ˆ</mo>',
}
"Accents that combine with the letter before them stand beside it in a formula."
CLASSES = frozenset(
    {*_CLASSES.values(), _UNDERLINED, _ARROW, *(each for names in _ENCLOSED.values() for each in names.split())}
)
_STYLE = re.compile(r'(<[a-z]+[^>]*?) style="([^"]*)"')
_ENCLOSE = re.compile(r'<menclose notation="([^"]*)">')
_STRIKE = re.compile(r'<mrow class="menclose-[a-z]+"></mrow>')
_LAST_LINE = re.compile(r'<mtr><mtd class="m-solid-top[^"]*"></mtd></mtr></mtable>')
"What math-core makes of a line below a table: one more row, of a single cell with a line above it."
_TAG = re.compile(r"<(/?)[a-z]+[^>]*?(/?)>")


def tidy(mathml: str) -> str:
    """Return it without styles and with elements of MathML Core alone; "" when that cannot be."""
    if any(each not in _ENCLOSED for each in _ENCLOSE.findall(mathml)) or _depth(mathml) > DEEPEST:
        return ""
    mathml = _STYLE.sub(lambda found: found[1] + _class(found[2]), mathml)
    mathml = _ENCLOSE.sub(lambda found: f'<mrow class="{_ENCLOSED[found[1]]}">', _STRIKE.sub("", mathml))
    for combining, sign in _ACCENTS.items():
        mathml = mathml.replace(combining, sign)
    return _with_last_lines(mathml.replace("</menclose>", "</mrow>"))


def _depth(mathml: str) -> int:
    deepest = depth = 0
    for closes, is_empty in _TAG.findall(mathml):
        depth += -1 if closes else 0 if is_empty else 1
        deepest = max(deepest, depth)
    return deepest


def _class(style: str) -> str:
    declarations = (":".join(part.strip() for part in each.split(":")) for each in style.split(";"))
    names = [_CLASSES[each] for each in declarations if each in _CLASSES]
    return f' class="{" ".join(names)}"' if names else ""


def _with_last_lines(mathml: str) -> str:
    """Put the line below a table under its last row."""
    while (found := _LAST_LINE.search(mathml)) and (row := mathml.rfind("<mtr>", 0, found.start())) >= 0:
        rows = mathml[row + len("<mtr>") : found.start()]
        mathml = f'{mathml[:row]}<mtr class="{_UNDERLINED}">{rows}</mtable>{mathml[found.end() :]}'
    return mathml
