r"""Chemistry: the usual forms of what stands in \ce{…} become LaTeX that math-core can read.

They are those of mhchem's manual: 2H2O, 1/2 O2, SO4^2-, Na+, e-, [Fe(CN)6]^4-, ^{14}_{6}C, CuSO4 * 5H2O, (aq), ->, <=>,
->[\Delta][below], v and ^ for what falls and what rises, NO_x, CH3-CH2-OH, {words}.
"""

import re

_CE = re.compile(r"\\ce\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_ARROWS = {
    "<=>>": "rightleftharpoons",
    "<<=>": "rightleftharpoons",
    "<=>": "rightleftharpoons",
    "⇌": "rightleftharpoons",
    "<->": "leftrightarrow",
    "->": "rightarrow",
    "→": "rightarrow",
    "<-": "leftarrow",
}
_BONDS = {"-": "{-}", "=": "{=}", "#": r"{\equiv}"}
_MOVES = {"v": r"\downarrow ", "^": r"\uparrow "}
_GREEK = "alpha|beta|gamma|delta|Delta|mu|nu|pi|sigma|theta|lambda"
_PIECE = re.compile(
    rf"""
      \s*(?P<arrow>{"|".join(map(re.escape, _ARROWS))})(?:\[(?P<above>[^][]*)\])?(?:\[(?P<below>[^][]*)\])?\s*
    | \s+(?P<sign>[-+=−])\s+ | (?P<joined>\+)(?=[A-Z\d(\[])
    | \s*(?P<dot>[*·.])\s*(?=\d*[A-Z(\[])
    | \s+(?P<moves>[v^])(?=\s|$) | \s*\((?P<falls>[v^])\)
    | \s*\((?P<state>s|l|g|aq|cr|am|sln|conc|dil)\)
    | (?P<space>\s+)
    | (?P<charge>[-+−])(?=$|[\s)\]])
    | (?P<bond>[-=#])(?=[A-Z(\[])
    | \^(?P<up>\{{[^{{}}]*\}}|[IVX]+|\d*[-+−]|\d+|[a-z*]) | _(?P<down>\{{[^{{}}]*\}}|\d+|[a-z])
    | (?P<element>[A-Z][a-z]?|[npe](?![A-Za-z\d])|[()[\]]|\\(?:{_GREEK})(?![A-Za-z]))(?P<count>\d*)
    | (?P<number>\d+)
    | (?:\\text)?\{{(?P<words>[\w ,.'()/°%+-]*)\}}
    """,
    re.VERBOSE,
)
_COEFFICIENT = re.compile(r"(?:(\d+)/(\d+)|(\d+(?:[.,]\d+)?|[a-z](?= ?[A-Z(\[])))\s*(?=[A-Z(\[\\^_e{])")
_ENDS = {"arrow", "sign", "joined", "dot", "space"}
"Pieces after which a new formula begins, with its coefficient."
_WORDS = re.compile(r"[\w ,.'()/°%+-]*")


def reactions(latex: str) -> str:
    r"""Return LaTeX with what is in each \ce{…} said in LaTeX; "" when one cannot be read."""
    try:
        return _CE.sub(lambda found: f"{{{_read(found[1].strip())}}}", latex)
    except ValueError:
        return ""


def _read(text: str) -> str:
    """Return a formula or a reaction as LaTeX. Raises ValueError."""
    written, at, begins = "", 0, True
    while at < len(text) or not text:
        if begins and (found := _COEFFICIENT.match(text, at)):
            written += _coefficient(found)
        elif found := _PIECE.match(text, at):
            named = _named(found)
            written += ("{}" if begins and {"up", "down"} & named.keys() else "") + _piece(named)
        else:
            raise ValueError(text)
        begins, at = bool(_ENDS & _named(found).keys()), found.end()
    return written


def _named(found: re.Match[str]) -> dict[str, str]:
    """The groups that took part."""
    return {name: text for name, text in found.groupdict().items() if text is not None}


def _coefficient(found: re.Match[str]) -> str:
    above, below, number = found.groups()
    return rf"\tfrac{{{above}}}{{{below}}}\," if above else rf"{number.replace(',', '{,}')}\,"


def _piece(named: dict[str, str]) -> str:
    """Return one piece as LaTeX."""
    match named:
        case {"arrow": arrow}:
            return _arrow(_ARROWS[arrow], named.get("above", ""), named.get("below", ""))
        case {"sign": sign} | {"joined": sign}:
            return f" {sign.replace('−', '-')} "
        case {"dot": _}:
            return r"\cdot "
        case {"moves": way} | {"falls": way}:
            return rf"\,{_MOVES[way]}"
        case {"state": state}:
            return rf"\,(\mathrm{{{state}}})"
        case {"space": _}:
            return r"\ "
        case {"bond": bond}:
            return _BONDS[bond]
        case {"charge": script} | {"up": script}:
            return f"^{{{_script(script)}}}"
        case {"down": script} | {"number": script}:
            return f"_{{{_script(script)}}}"
        case {"words": words}:
            return rf"\text{{{words.replace('%', chr(92) + '%')}}}"
    return _element(named["element"]) + (f"_{{{named['count']}}}" if named["count"] else "")


def _script(script: str) -> str:
    """What stands above or below the line: numbers, signs, letters for numbers, Roman numerals, states."""
    script = script.removeprefix("{").removesuffix("}").replace("−", "-")
    if re.fullmatch(r"[IVX]+|\([a-z]+\)|[A-Z][a-z]?", script):
        return rf"\mathrm{{{script}}}"
    if not re.fullmatch(r"[\da-z+\-*.,/() ]*", script):
        raise ValueError(script)
    return script


def _element(element: str) -> str:
    return rf"\mathrm{{{element}}}" if element.isalpha() else f"{element} "


def _arrow(arrow: str, above: str, below: str) -> str:
    if above or below:
        return rf" \x{arrow}{f'[{_label(below)}]' if below else ''}{{{above and _label(above)}}} "
    return rf" \{'long' if arrow in {'rightarrow', 'leftarrow'} else ''}{arrow} "


def _label(label: str) -> str:
    """What stands at an arrow: a formula, or words."""
    try:
        return _read(label.strip())
    except ValueError:
        if not _WORDS.fullmatch(label):
            raise
        return _piece({"words": label})
