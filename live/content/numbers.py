"""Numbers as people write them, read exactly or not at all."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from live.content.lines import line
from live.content.number_text import PART, REACH, TooMuch, write
from live.content.units import same_unit

LENGTH = 80  # of what may be typed
_COST = 1000  # the digits of a power's base, times its exponent

_CHARS = str.maketrans(
    dict.fromkeys("−–‒﹣－", "-")
    | dict.fromkeys("’‘ʼ＇٬", "'")
    | dict.fromkeys("×·⋅∙•∗＊✕✖", "*")
    | dict.fromkeys("⁄∕／", "/")
    | {"＋": "+", "．": ".", "，": ",", "،": ",", "＾": "^", "ｅ": "e", "Ｅ": "E"}
)
_HIGH, _LOW = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_LEVEL = str.maketrans(f"{_HIGH}{_LOW}⁺⁻", "0123456789" * 2 + "+-")
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉"

_SIMPLE = re.compile(r"([+-]?)0*([0-9]{1,15})(?:[.,]([0-9]{1,2}|[0-9]{4,10}))?")
"What nearly everybody types; it is read by itself, because a thousand answers wait for each other."
_SIGN = re.compile(r"([+-]?) ?")
_BEHIND = r"((?:[0-9]{3} )+[0-9]{1,3}(?![0-9])|[0-9]+)"
"Digits behind the point, also in groups: 6.022 140 76."
_INDIAN = re.compile(rf"([1-9][0-9]?(?:([',])[0-9]{{2}})(?:\2[0-9]{{2}})*\2[0-9]{{3}})(?![0-9])(?:[.٫]{_BEHIND})?")
_GROUPED = re.compile(
    rf"([1-9][0-9]{{0,2}}([ '.,])[0-9]{{3}}(?:\2[0-9]{{3}})*)(?!\2?[0-9])(?:(?!\2)[.,٫]{_BEHIND})?(?! ?[0-9])"
)
_PLAIN = re.compile(rf"(?=[.,٫]?[0-9])([0-9]*)(?:[.,٫]{_BEHIND}?)?")
_INTEGER = r"[+-]?[0-9]+"
_RAISE = rf"(?: ?(?:\^|\*\*) ?(?:({_INTEGER})|\(({_INTEGER})\)|\{{({_INTEGER})\}})|([⁺⁻]?[{_HIGH}]+))"
_POWER = re.compile(_RAISE)
_TENS = re.compile(rf" ?[eE]({_INTEGER})| ?[*xX] ?10{_RAISE}")
_FRACTION = re.compile(rf"([0-9]+) ?/ ?([0-9]+)|([{_HIGH}]+)/([{_LOW}]+)|([{_VULGAR}])")
_WHOLE = re.compile(r"(0|[1-9][0-9]*)( ?)")
_GOES_ON = re.compile(rf"[0-9^{_HIGH}{_LOW}⁺⁻{_VULGAR}]|\*\*|[/.,'٫] ?[0-9]")
"What stands behind no number that has been read wholly."
_BEFORE = re.compile(rf"([+-]? ?)((?![{_HIGH}{_LOW}{_VULGAR}])[^0-9+.,٫-]+(?:\. )?)(.*)")
_SHARES = {"%": 100, "‰": 1000}


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed."""

    number: Fraction
    text: str
    'It in the form in which it was typed: "3.14", "6.022e23", "2^10", "1 1/2".'
    value: str
    "The one text of the number, see `write`."

    def negative(self) -> "Reading":
        """Return it below zero."""
        return Reading(-self.number, f"-{self.text}", f"-{self.value}") if self.number > 0 else self


@lru_cache(maxsize=4096)
def read(raw: str, unit: str = "") -> tuple[Reading, ...]:
    """Read a number with or without its unit; () when it is none. Raises TooMuch.

    Takes 3.14, 3,14, 1 000 000, 1'000, 1,000.5, 12,34,567, −2, 5e-3, 1.5·10^3, 3 × 10⁸, 2^10, 10³, 1/2, ½, 1 1/2, and
    50 % where there is no unit; the digits of every script. A lone point or comma with three digits behind it (1,000)
    gives two readings: thousands, then decimals. What is not read wholly is not read at all.
    """
    text = _plain(raw) if len(raw) <= 10 * LENGTH else ""
    if len(text) > LENGTH:
        return ()
    if match := _SIMPLE.fullmatch(text):
        return (_simple(*match.groups(default="")),)
    readings, rest = _begin(text)
    if not readings:
        readings, rest = _behind(text, unit or "%")
    if not rest.strip(" .") or (unit and same_unit(rest, unit)):
        return readings
    share = 0 if unit else next((of for sign, of in _SHARES.items() if same_unit(rest, sign)), 0)
    return tuple(_reading(each.number / share, f"{each.text} {rest.strip(' .')}") for each in readings) if share else ()


def _simple(sign: str, whole: str, after: str) -> Reading:
    written = f"{whole.lstrip('0') or '0'}.{after}".rstrip("0").rstrip(".") if after else whole.lstrip("0") or "0"
    reading = Reading(Fraction(int(whole + after), 10 ** len(after)), written, written)
    return reading.negative() if sign == "-" else reading


def beside(raw: str) -> str:
    """Return the words behind the number that a text begins with; "" without one, or without words."""
    try:
        readings, rest = _begin(_plain(raw)[:LENGTH])
    except TooMuch:
        return ""
    return rest.strip() if readings and any(map(str.isalpha, rest)) else ""


def lone_separator(raw: str) -> str:
    """Return the point or comma of a text that has two readings."""
    return next((char for char in _plain(raw) if char in ".,"), "")


def _plain(raw: str) -> str:
    """Return a line with one sign for each thing and digits of ASCII; not as NFKC does it, which makes 103 of 10³."""
    if raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    return "".join(map(_digit, line(raw, "NFC"))).translate(_CHARS)


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char


def _begin(text: str) -> tuple[tuple[Reading, ...], str]:
    """Read the number at the front; return its readings and what stands behind it."""
    sign = _SIGN.match(text)
    at = sign.end() if sign else 0
    readings, end = _fraction(text, at)
    if not readings:
        readings, end = _decimals(text, at)
    if _GOES_ON.match(text, end):
        return (), ""
    if text.startswith("-"):
        readings = tuple(each.negative() for each in readings)
    return readings, text[end:]


def _behind(text: str, unit: str) -> tuple[tuple[Reading, ...], str]:
    """Read a number behind its unit: €5, -$ 5, EUR 5."""
    match = _BEFORE.fullmatch(text)
    if not match or not same_unit(match[2], unit):
        return (), ""
    readings, rest = _begin(match[1].strip() + match[3].strip())
    return (readings, unit) if not rest.strip(" .") else ((), "")


def _fraction(text: str, at: int) -> tuple[tuple[Reading, ...], int]:
    """Read 1/2, ½, ¹⁄₂, and each behind a whole number; 1 100/200 may mean two numbers and is none."""
    whole = None
    match = _FRACTION.match(text, at)
    if not match and (whole := _WHOLE.match(text, at)):
        match = _FRACTION.match(text, whole.end())
    if not match:
        return (), at
    above, below = _parts(match)
    parted = whole is not None and bool(whole[2])
    if not int(below) or (whole and (int(above) >= int(below) or (parted and (above[0] == "0" or len(above) == 3)))):
        return (), at
    if max(map(len, (above, below, whole[1] if whole else ""))) > PART:
        raise TooMuch
    number = Fraction(int(above), int(below)) + (int(whole[1]) if whole else 0)
    written = f"{int(above)}/{int(below)}"
    return (_reading(number, f"{int(whole[1])} {written}" if whole else written),), match.end()


def _parts(match: "re.Match[str]") -> tuple[str, str]:
    """Return the digits above and below the bar."""
    if match[5]:
        above, _bar, below = unicodedata.normalize("NFKC", match[5]).partition("⁄")
        return above, below
    return (match[1] or match[3]).translate(_LEVEL), (match[2] or match[4]).translate(_LEVEL)


def _decimals(text: str, at: int) -> tuple[tuple[Reading, ...], int]:
    """Read a decimal, with its power of ten or raised to a power."""
    amounts, end = _amounts(text, at)
    if match := _TENS.match(text, end):
        once = [each for each in amounts if each[1]] if len(amounts) > 1 and len(amounts[-1][0]) == 1 else amounts
        return tuple(_scaled(*each, _exponent(match)) for each in once), match.end()
    if match := _POWER.match(text, end):
        raised = [_raised(*each, _exponent(match)) for each in amounts]
        return tuple(each for each in raised if each), match.end()
    if amounts and " " in amounts[0][1] and not _is_grouped_behind(*amounts[0]):
        return (), at
    return tuple(_scaled(*each, 0) for each in amounts), end


def _is_grouped_behind(whole: str, after: str) -> bool:
    """Tell that the groups are those behind a point: 3.141 592 65, 0.000 5; 1.000 000 may be a million."""
    return len(whole) > 3 or whole[:1] in ("", "0") or any(len(group) < 3 for group in after.split())


def _amounts(text: str, at: int) -> tuple[list[tuple[str, str]], int]:
    """Return the digits before and behind the point, in each way to read them, and where they end."""
    if match := _INDIAN.match(text, at) or _GROUPED.match(text, at):
        groups = match[1].split(match[2])
        amounts = [("".join(groups), match[3] or "")]
        if match[2] in ".," and len(groups) == 2 and not match[3]:
            amounts.append((groups[0], groups[1]))
        return amounts, match.end()
    if match := _PLAIN.match(text, at):
        return [(match[1], match[2] or "")], match.end()
    return [], at


def _exponent(match: "re.Match[str]") -> int:
    written = next(group for group in match.groups() if group).translate(_LEVEL)
    if len(written.lstrip("+-0")) > 4:
        raise TooMuch
    return int(written)


def _scaled(whole: str, after: str, exponent: int) -> Reading:
    """Return a decimal times a power of ten."""
    after = after.replace(" ", "").rstrip("0")
    text = f"{whole.lstrip('0') or '0'}.{after}".rstrip(".") + (f"e{exponent}" if exponent else "")
    digits = (whole + after).lstrip("0")
    if not digits:
        return Reading(Fraction(0), "0", "0")
    if abs(len(digits) - len(after) + exponent) > REACH + 1:
        raise TooMuch
    return _reading(int(digits) * Fraction(10) ** (exponent - len(after)), text)


def _raised(whole: str, after: str, exponent: int) -> Reading | None:
    """Return a decimal raised to a power; none for 0 to the power of 0 or less."""
    base = _scaled(whole, after, 0)
    if not base.number and exponent <= 0:
        return None
    if len(base.text) * abs(exponent) > _COST:
        raise TooMuch
    return _reading(base.number**exponent, f"{base.text}^{exponent}")


def _reading(number: Fraction, text: str) -> Reading:
    return Reading(number, text, write(number))
