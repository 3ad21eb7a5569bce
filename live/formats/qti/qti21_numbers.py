"""The key of a number as QTI 2.1 compares it: xs:double alone, within tolerances and ranges."""

from fractions import Fraction
from xml.etree.ElementTree import Element

from live.content.number_text import decimal
from live.content.numbers import read
from live.formats.markup.xhtml import element
from live.kinds.number_key import Bounds, parts, spans

FIGURES = 25
"Beyond so many a number is written with an exponent."


def first(right: str | None) -> list[str]:
    """Return the first right number, which stands for all of them where one must; none for a poll."""
    return [] if right is None else [double(_number(parts(right)[0][0]))]


def double(number: Fraction) -> str:
    """Return a number as xs:double has it; a fraction that is no decimal is rounded."""
    found = decimal(number)
    return f"{found:f}" if abs(found.adjusted()) < FIGURES else f"{found:E}"


def _number(text: str) -> Fraction:
    return read(text)[-1].number


def is_exact(right: str | None, tolerance: str) -> bool:
    """Tell whether all numbers of a key are decimals."""
    texts = [*(each for part in parts(right or "0") for each in part), tolerance.rstrip("%")]
    return all(decimal(number) == number for number in map(_number, texts))


def has_wide_ranges(right: str | None, tolerance: str) -> bool:
    """Tell whether a tolerance reaches beyond the ends of a range."""
    return tolerance.rstrip("%") != "0" and any(len(part) > 1 for part in parts(right or "0"))


def rules(right: str | None, tolerance: str, response: str) -> Element | None:
    """Return the rules by which an answer scores; None for a poll."""
    if right is None:
        return None
    compared = [
        _equal(part[0], tolerance, response) if len(part) == 1 else _between(ends, response)
        for part, ends in zip(parts(right), spans(right, tolerance), strict=True)
    ]
    condition = compared[0] if len(compared) == 1 else element("or", compared)
    point = element("setOutcomeValue", [_constant("1")], identifier="SCORE")
    return element("responseProcessing", [element("responseCondition", [element("responseIf", [condition, point])])])


def _constant(text: str) -> Element:
    return element("baseValue", text=text, baseType="float")


def _equal(value: str, tolerance: str, response: str) -> Element:
    around = double(_number(tolerance.rstrip("%")))
    mode = "exact" if around == "0" else "relative" if tolerance.endswith("%") else "absolute"
    given = {"toleranceMode": mode} | ({} if mode == "exact" else {"tolerance": f"{around} {around}"})
    return element("equal", [element("variable", identifier=response), _constant(double(_number(value)))], **given)


def _between(ends: Bounds, response: str) -> Element:
    compared = [
        element(name, [element("variable", identifier=response), _constant(double(Fraction(end)))])
        for name, end in zip(("gte", "lte"), ends, strict=True)
    ]
    return element("and", compared)
