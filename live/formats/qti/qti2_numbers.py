"""The right numbers of an item of QTI 2.x, with the tolerances and ranges of its rules."""

from fractions import Fraction
from xml.etree.ElementTree import Element

from live.content.number_text import write
from live.formats import kind_fields, weighed
from live.formats.qti.qti2_item import Response, accepted, compares, operators
from live.formats.weighed import Value


def values(response: Response, processing: Element | None) -> list[Value]:
    """Return what is right: by the rules that compare numbers, else by the declared values."""
    ruled = [
        value
        for each in operators(processing, {"equal", "and"})
        for value in (_equal(each, response) if each.tag == "equal" else _range(each, response))
    ]
    return ruled or [Value(kind_fields.numeral(text), "0", weight) for text, weight in accepted(response).items()]


def _equal(rule: Element, response: Response) -> list[Value]:
    if not compares(rule, response.ident):
        return []
    constants = ["".join(each.itertext()) for each in rule.iterfind("baseValue")] or response.right
    mode, around = rule.get("toleranceMode", "exact"), rule.get("tolerance", "").split()
    return [_value(kind_fields.numeral(text), mode, around) for text in constants]


def _value(value: str, mode: str, around: list[str]) -> Value:
    """Return a number with its tolerance; a range when it reaches further to one side."""
    low, high = ([kind_fields.numeral(each) for each in around[:2]] * 2)[:2] or ["", ""]
    if not (value and low and high) or mode not in {"absolute", "relative"}:
        return Value(value, "0", 100)
    if low == high and Fraction(low) >= 0:
        return Value(value, low + "%" * (mode == "relative" and low != "0"), 100)
    middle = Fraction(value)
    unit = abs(middle) / 100 if mode == "relative" else 1
    return Value(
        weighed.interval(write(middle - unit * Fraction(low)), write(middle + unit * Fraction(high))), "0", 100
    )


def _range(rule: Element, response: Response) -> list[Value]:
    """Return the range between the two comparisons of an `and`."""
    ends = {
        each.tag.removesuffix("e"): "".join(value.itertext())
        for each in rule
        if each.tag in {"gte", "lte", "gt", "lt"} and compares(each, response.ident)
        for value in each.iterfind("baseValue")
    }
    return [Value(weighed.interval(ends["gt"], ends["lt"]), "0", 100)] if ends.keys() == {"gt", "lt"} else []
