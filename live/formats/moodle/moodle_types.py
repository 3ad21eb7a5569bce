"""The types of questions in Moodle's XML, as kinds of ours."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats import embedded, kind_fields, texts, weighed
from live.formats.found import CHANGED, LOST, Found
from live.formats.markup.html_markdown import Written
from live.formats.xml_tree import child_text, inner

_GAP = re.compile(r"\[\[(\d{1,3})\]\]")
Make = Callable[[Written, float], weighed.Choice]
"Makes a choice of its text with pictures and its weight."
_FULL = 99.9
"Moodle writes thirds as 33.33333, and what they add up to."


def formatted(element: Element | None) -> tuple[str, str]:
    """Return (text, format) of an element with a <text> in it."""
    if element is None:
        return "", texts.MOODLE
    written = next(iter(element.iterfind("text")), element)
    return inner(written).strip(), texts.FORMATS.get(element.get("format", ""), texts.MOODLE)


def _share(answer: Element) -> float:
    try:
        return float(answer.get("fraction") or child_text(answer, "fraction") or 0)
    except ValueError:
        return 0


def _feedback(answer: Element) -> str:
    return texts.markdown(*formatted(answer.find("feedback"))).text


def _choices(question: Element, make: Make) -> list[weighed.Choice]:
    choices = []
    for answer in question.iterfind("answer"):
        share = _share(answer)
        choice = make(texts.one_line(*formatted(answer)), 100.0 if share >= _FULL else share)
        choices.append(choice._replace(feedback=_feedback(answer)))
    return choices


def _multichoice(found: Found, question: Element, make: Make) -> None:
    choices = _choices(question, make)
    one_alone = child_text(question, "single", "true").lower()
    weights = [choice.weight for choice in choices]
    several = one_alone in {"false", "0"} or (
        max(weights, default=0) < 100 and sum(weight > 0 for weight in weights) > 1
    )
    weighed.choose(found, choices, several)


def _several(found: Found, question: Element, make: Make) -> None:
    weighed.choose(found, _choices(question, make), several=True)


def _truefalse(found: Found, question: Element) -> None:
    """Read by text, not by order; in other languages true stands first."""
    answers = list(question.iterfind("answer"))[:2]
    names = [child_text(answer, "text").lower() for answer in answers]
    true = names.index("true") if "true" in names else 1 - names.index("false") if "false" in names else 0
    if len(answers) < 2:
        found.refuse(_("It has fewer than two choices."))
        return
    told = [(child_text(answer, "text"), _feedback(answer), _share(answer) > 0) for answer in answers]
    weighed.feedback(found, told)
    right = [is_right for _text, _feedback, is_right in told]
    kind_fields.truth(found, right[true] if any(right) else None)


def _shortanswer(found: Found, question: Element) -> None:
    answers = [
        weighed.Choice(
            texts.words(*formatted(answer)), _share(answer) + 0.1 * (_share(answer) >= _FULL), _feedback(answer)
        )
        for answer in question.iterfind("answer")
    ]
    weighed.accept(found, answers, exact=child_text(question, "usecase") == "1")


def _numerical(found: Found, question: Element) -> None:
    values = [
        weighed.Value(
            kind_fields.numeral(child_text(answer, "text")),
            kind_fields.numeral(child_text(answer, "tolerance")) or "0",
            100 if _share(answer) >= _FULL else _share(answer),
            _feedback(answer),
        )
        for answer in question.iterfind("answer")
    ]
    units = [child_text(unit, "unit_name") for unit in question.iterfind("units/unit")]
    if len(units) > 1:
        found.remark(LOST, _("Further units are lost."))
    weighed.number(found, values, units[0] if units else "")


def _matching(found: Found, question: Element) -> None:
    pairs = []
    for each in question.iterfind("subquestion"):
        left = texts.line(found, *formatted(each))
        right = texts.line(found, *formatted(each.find("answer")))
        if right:
            pairs.append((left, right))
        elif left:
            found.remark(LOST, _("A left side without a partner was left out."))
    if any(left for left, _right in pairs):
        kind_fields.match(found, pairs)
    else:
        found.refuse(_("It has no pairs."))


def _ordering(found: Found, question: Element) -> None:
    answers = sorted(question.iterfind("answer"), key=_share)
    items = [texts.line(found, *formatted(answer)) for answer in answers]
    count = child_text(question, "selectcount")
    if count.isdecimal() and 0 < int(count[:4]) < len(items):
        found.remark(CHANGED, _("Moodle asks for some of the items only; here all are asked."))
    kind_fields.order(found, [item for item in items if item])


def _missing_words(found: Found, question: Element) -> None:
    """Read [[2]] as the gap whose right word is the second of the list; words of its group may stand there too."""
    raw, form = formatted(question.find("questiontext"))
    options = [*question.iterfind("selectoption"), *question.iterfind("dragbox")]
    words = [(texts.words(child_text(each, "text"), texts.HTML), child_text(each, "group", "1")) for each in options]
    gaps: list[embedded.Gap] = []

    def taken(match: re.Match[str]) -> str:
        number = int(match[1]) - 1
        if not 0 <= number < len(words) or not words[number][0]:
            gaps.append(embedded.Gap([], True))
        else:
            gaps.append(embedded.Gap(_list(words, number), True))
        return embedded.mark(len(gaps) - 1)

    marked = _GAP.sub(taken, raw)
    if not all(gap.answers for gap in gaps):
        found.refuse(_("A gap names a word that is not there."))
        return
    if any(len(_list(words, int(number) - 1, own=True)) < 2 for number in _GAP.findall(raw)):
        found.remark(CHANGED, _("A gap had a single word to choose from; now it has all of them."))
    embedded.filled(found, marked, gaps, form)


def _list(words: list[tuple[str, str]], number: int, own: bool = False) -> list[str]:
    """Return the words to choose from, the right one first: those of its group, or all if it has no other."""
    right, group = words[number]
    group_words = list(dict.fromkeys([right, *(word for word, other in words if other == group and word)]))
    if len(group_words) > 1 or own:
        return group_words
    return list(dict.fromkeys([right, *(word for word, _group in words if word.strip("."))]))


def _cloze(found: Found, question: Element) -> None:
    embedded.cloze(found, *formatted(question.find("questiontext")))


def _kprime(found: Found, question: Element, make: Make) -> None:
    """Read rows that are true or false: right are those whose weight is in the first column."""
    true = {
        weight.get("rownumber")
        for weight in question.iter("weight")
        if weight.get("columnnumber") == "1" and child_text(weight, "value").strip("0.")
    }
    rows = []
    for row in question.iter("row"):
        place, told = row.get("number"), texts.markdown(*formatted(row.find("feedbacktext"))).text
        choice = make(texts.one_line(*formatted(row.find("optiontext"))), 100 if place in true else 0)
        rows.append(choice._replace(feedback=told))
    weighed.choose(found, rows, several=True)


def _essay(found: Found, question: Element) -> None:
    texts.note(found, " ".join(texts.markdown(*formatted(question.find("graderinfo"))).text.split()))
    kind_fields.open_text(found)


def _description(found: Found, question: Element) -> None:
    kind_fields.slide(found)


CHOICES: dict[str, Callable[[Found, Element, Make], None]] = {
    **{"multichoice": _multichoice, "oumultiresponse": _several, "multichoiceset": _several},
    **{"kprime": _kprime, "mtf": _kprime},
}
TYPES: dict[str, Callable[[Found, Element], None]] = {
    **{"truefalse": _truefalse, "shortanswer": _shortanswer, "numerical": _numerical},
    **{"matching": _matching, "match": _matching, "ordering": _ordering, "essay": _essay, "description": _description},
    **{"gapselect": _missing_words, "ddwtos": _missing_words, "cloze": _cloze, "multianswer": _cloze},
}
"By the names of Moodle and its plug-ins; choices may have pictures."
