"""QTI 2.1 out: what the package says, and that it comes in again as it was."""

import io
import json
import re
import zipfile
from xml.etree.ElementTree import fromstring

import pytest
from django.http import QueryDict
from hypothesis import given as trying
from hypothesis import settings
from hypothesis import strategies as st

from live.content import safe_html
from live.formats import readers
from live.formats.found import CHANGED, LOST, REFUSED
from live.formats.given import Given, GivenQuiz
from live.formats.qti.qti21 import dump, remarks
from live.formats.qti.qti21_item import KINDS
from live.kinds import Invalid, cloze_text, kind
from live.kinds.number_key import spans
from tests.support import random_questions
from tests.support.examples import EXAMPLES
from tests.support.examples.example import HOSTILE
from tests.support.picture_files import picture
from tests.support.random_questions import drawn_text

NAME, OTHER = "a" * 32, "b" * 32
PICTURES = {NAME: picture((1200, 900), format="WEBP"), OTHER: picture(format="WEBP")}
QTI, PACKAGING = "{http://www.imsglobal.org/xsd/imsqti_v2p1}", "{http://www.imsglobal.org/xsd/imscp_v1p1}"


def question(slug, content, **more):
    return Given(slug, more.pop("text", "What?"), kind(slug).validate(content), **{"picture": NAME, "alt": "A", **more})


def written(*questions):
    return dump(GivenQuiz("My quiz", list(questions), [], PICTURES))


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def again(*questions):
    return readers.read(readers.Asked(written(*questions)))


def content_of(found):
    fields = QueryDict(mutable=True)
    for name, values in found.fields.items():
        fields.setlist(name, values)
    return kind(found.kind).clean(fields)


def drawn(lines):
    """Lines as they are seen; a joiner of words is not."""
    return [safe_html.formulas(each).replace("\u2060", "") for each in lines]


def as_drawn(slug, content):
    """Content as it is seen: lines drawn, and numbers as what they accept."""
    match slug:
        case "single" | "several":
            return drawn(content["choices"]), content["right"], content.get("last", False)
        case "order":
            order = content["order"] or range(1, len(content["items"]) + 1)
            return drawn(content["items"][number - 1] for number in order), bool(content["order"])
        case "ranking":
            return drawn(content["choices"]), content["top"]
        case "match":
            right = drawn(content["right"])
            return drawn(content["left"]), [right[each - 1] for each in content["pairs"]], sorted(right)
        case "number":
            return content["right"] and set(spans(content["right"], content["tolerance"])), content["unit"]
        case "pin":
            return {cell for area in content["areas"] if area["right"] for cell in area["cells"]}
        case "cloze":
            text = cloze_text.read(content["source"])
            gaps = [(gap.answers, gap.options) for gap in text.gaps]
            return [drawn(part.split("\n")) for part in text.parts], gaps
        case "slide":
            return None
        case "short" if not content["accepted"]:
            return None
        case _:
            return content


def comes_back(given):
    """Whether one question is the same when it comes in again; the remarks of the reader about it."""
    (found,) = again(given).found
    assert found.kind == given.kind
    assert as_drawn(given.kind, content_of(found)) == as_drawn(given.kind, given.content)
    texts = [(each.text, each.explanation, each.notes) for each in (found, given)]
    if not given.has_quotation:
        assert [*map(drawn_text, texts[0])] == [*map(drawn_text, texts[1])]
    assert (found.seconds, found.weight, found.alt) == (given.seconds, given.weight, given.alt)
    return [remark.level for remark in found.remarks]


@pytest.mark.parametrize("name", ["content", "hostile"])
@pytest.mark.parametrize("slug", [slug for slug in EXAMPLES if slug in KINDS and slug != "estimate"])
def test_every_kind_that_goes_along_comes_back(slug, name):
    typed = json.dumps(getattr(EXAMPLES[slug], name), ensure_ascii=False).replace("\u202e", "")  # as an editor takes it
    given = question(slug, json.loads(typed), seconds=30, explanation="Because.", notes="Slowly")
    assert comes_back(given) == []


@pytest.mark.parametrize("slug", [slug for slug in EXAMPLES if slug not in KINDS])
def test_what_qti_cannot_ask_stays_behind_and_is_told_of(slug):
    given = question(slug, EXAMPLES[slug].content)
    assert [each.level for each in remarks(given)] == [REFUSED]
    assert [name for name in parts(written(given)) if name.startswith("items")] == []


@pytest.mark.parametrize("text", ["- a\n- b\n-", "1. a\n2.", "*a*$x^2$", "`a`**b**", "a\n    ```\n    code\n    ```"])
def test_marks_that_may_come_back_otherwise_are_told(text):
    said = "Empty items, emphasis beside a formula or code, and indented listings may come back otherwise."
    one = question("single", {"choices": ["Paris", "Lyon"], "right": [1]}, text=text)
    assert [(each.level, each.words) for each in remarks(one)] == [(CHANGED, said)]
    plain = question(
        "single", {"choices": ["Paris", "Lyon"], "right": [1]}, text="- a\n- *b* and $x$, `c`\n\n```\nd\n```"
    )
    assert remarks(plain) == []


SIGNS, LETTERS = "ab1 <>&\"'*_`$\\[]{}()=#.,:;~|-", "éß–²\u0627汉 <&'$*"
LINES = st.sampled_from([SIGNS, LETTERS]).flatmap(lambda signs: st.text(signs, min_size=1, max_size=12))
MARKS = [
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\$",
    "\\`",
    "`",
    "``",
    "\\",
    " ",
    "x",
    "<",
    "^2",
    "\\foo",
    "$x$",
    "\\(y\\)",
    "`a `",
]
LINES = LINES | st.lists(st.sampled_from(MARKS), min_size=1, max_size=7).map("".join)
LINES = LINES.map(lambda text: " ".join(text.split())).filter(bool)
SOME = st.lists(LINES, min_size=4, max_size=6, unique_by=safe_html.formulas)
GAP = st.text("abé1<&'. ", min_size=1, max_size=8).map(lambda text: " ".join(text.split()))
WORDS = st.text("abé <&.,'\n", max_size=12)
NUMBERS = st.decimals(-1000, 1000, places=2).map(str) | st.sampled_from(["3e8", "1/4", "6.022e23", "-0.5"])
RANGES = st.tuples(st.integers(-9, 0), st.integers(1, 9)).map(lambda ends: f"{ends[0]}..{ends[1]}")
TEXTS = [
    "Plain?",
    "**bold**, *slanted* and `a < b & c`",
    "Is $x_1^2 < \\frac{1}{2}$ or\n\n$$\\sum_i i$$",
    "- one\n- two\n\n1. first\n2. second\n\nEnd",
    "Say:\n\n```python\nif a < b:\n    print('&')\n```",
    "| a | b |\n| --- | --- |\n| 1 | $2$ |",
    "[A link](https://x.example/?a=1&b=2) and <script>alert(1)</script>",
    "7. June, 5 * 3 * 2, a_b_c and 5 $ or 6 $",
]


def _contents(draw, slug):
    some = draw(SOME)
    place = draw(st.integers(1, 4))
    match slug:
        case "single":
            return {"choices": some, "right": [place] if draw(st.booleans()) else [], "last": draw(st.booleans())}
        case "several":
            return {"choices": some, "right": sorted(draw(st.sets(st.integers(1, 4))))}
        case "truefalse":
            return {"truth": draw(st.sampled_from([True, False, None]))}
        case "order":
            numbers = list(range(1, len(some) + 1))
            return {"items": some, "order": draw(st.permutations(numbers) | st.just([]))}
        case "ranking":
            return {"choices": some, "top": place}
        case "match":
            return _matched(draw, some, place)
        case "number":
            right = draw(st.none() | st.lists(NUMBERS | RANGES, min_size=1, max_size=3).map("; ".join))
            tolerance = draw(st.sampled_from(["0", "0.5", "5%"])) if right else "0"
            return {"right": right, "tolerance": tolerance, "unit": draw(st.sampled_from(["", "cm", "km h", "<%"]))}
        case "short":
            exact = {"exact": True} if draw(st.booleans()) else {}
            return {"accepted": draw(st.just([]) | SOME.map(lambda found: found[:3])), **exact}
        case "cloze":
            return _gapped(draw)
        case "pin":
            cells = draw(st.sets(st.integers(1, 108), min_size=1, max_size=9))
            area = {"name": "", "cells": sorted(cells), "right": draw(st.booleans())}
            return {"columns": 12, "rows": 9, "areas": [area], "offered": False}
        case "slide":
            return {"ack": draw(st.booleans())}
    return {"wall": True}


def _matched(draw, left, place):
    right = sorted(draw(SOME))
    groups = draw(st.booleans())
    pairs = [place, *draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))] if groups else [place, 5 - place]
    return {"left": left[: len(pairs)], "right": right, "pairs": pairs, "groups": groups}


def _gapped(draw):
    gaps = draw(st.lists(st.lists(GAP.filter(bool), min_size=1, max_size=4, unique=True), min_size=1, max_size=4))
    sign = draw(st.sampled_from(["|", " ~ "]))
    fields = QueryDict(mutable=True)
    fields["source"] = "".join(f"{draw(WORDS)}[{sign.join(each)}]" for each in gaps) + draw(WORDS)
    return kind("cloze").draft(fields)


@st.composite
def questions(draw):
    slug = draw(st.sampled_from(sorted(set(KINDS) - {"estimate"})))
    try:
        content = kind(slug).validate(_contents(draw, slug))
    except Invalid:
        return None
    scores = draw(st.integers(0, 5)) if kind(slug).scores else 1
    texts = [draw(st.sampled_from(["", *TEXTS]) | random_questions.texts) for _each in range(2)]
    seconds = draw(st.none() | st.integers(5, 300))
    shown = (NAME, draw(st.sampled_from(["", "A <map>"]))) if slug == "pin" or draw(st.booleans()) else ("", "")
    return Given(slug, draw(st.sampled_from(TEXTS) | random_questions.texts), content, seconds, scores, *texts, *shown)


@trying(questions())
@settings(max_examples=120, deadline=None, derandomize=True)
def test_whatever_goes_out_comes_in_again(given):
    if given is not None:
        levels = comes_back(given)
        assert set(levels) <= (set() if kind(given.kind).graded(given.content) else {CHANGED})


def test_the_package_is_what_the_specification_asks_for():
    one = question("single", {"choices": ["Paris", "Lyon"], "right": [1]}, seconds=20, weight=3, text="What is it?")
    other = question("text", {"wall": True}, text="**Why**?", picture="")
    found = parts(written(one, question("points", EXAMPLES["points"].content), other))
    assert list(found) == [
        "imsmanifest.xml", "test.xml", "items/item-001.xml", "items/item-002.xml", f"pictures/{NAME}.webp",
    ]  # fmt: skip
    manifest, test, item = (fromstring(found[name]) for name in ("imsmanifest.xml", "test.xml", "items/item-001.xml"))
    assert (manifest.tag, test.tag, item.tag) == (
        f"{PACKAGING}manifest",
        f"{QTI}assessmentTest",
        f"{QTI}assessmentItem",
    )
    resources = [
        (each.get("type"), [file.get("href") for file in each.iter(f"{PACKAGING}file")])
        for each in manifest.iter(f"{PACKAGING}resource")
    ]
    assert resources == [
        ("imsqti_test_xmlv2p1", ["test.xml"]),
        ("imsqti_item_xmlv2p1", ["items/item-001.xml", f"pictures/{NAME}.webp"]),
        ("imsqti_item_xmlv2p1", ["items/item-002.xml"]),
    ]
    references = list(test.iter(f"{QTI}assessmentItemRef"))
    assert [(each.get("href"), [part.attrib for part in each]) for each in references] == [
        ("items/item-001.xml", [{"maxTime": "20"}, {"identifier": "WEIGHT", "value": "3"}]),
        ("items/item-002.xml", [{"identifier": "WEIGHT", "value": "1"}]),
    ]
    assert references[0].get("identifier") == item.get("identifier")
    assert (test.get("title"), item.get("title"), item.get("adaptive")) == ("My quiz", "What is it?", "false")
    (score,), (rules,) = (list(item.iter(f"{QTI}{name}")) for name in ("outcomeDeclaration", "responseProcessing"))
    assert score.attrib == {"identifier": "SCORE", "baseType": "float", "cardinality": "single"}
    assert rules.attrib == {"template": "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"}
    assert [each.tag.removeprefix(QTI) for each in item] == [
        "responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing",
    ]  # fmt: skip


def test_every_identifier_is_a_name_and_there_is_only_once():
    every = [question(slug, EXAMPLES[slug].hostile) for slug in EXAMPLES if slug in KINDS]
    for name, content in parts(written(*every, *every)).items():
        if name.endswith(".xml"):
            root = fromstring(content)
            named = [str(each.get("identifier")) for each in root.iter() if "identifier" in each.attrib]
            declared = [each for each in named if not each.startswith(("RESPONSE", "SCORE", "WEIGHT"))]
            assert all(re.fullmatch(r"[A-Za-z_][\w-]*", each) for each in named)
            assert len(declared) == len(set(declared))


def test_a_quiz_comes_back_as_a_whole_with_its_title():
    given = question("text", {"wall": True})
    quiz = GivenQuiz("My quiz", [given, given], ["algebra", "year 7 & 8"], PICTURES)
    reading = readers.read(readers.Asked(dump(quiz)))
    assert (reading.title, [each.category for each in reading.found]) == ("My quiz", ["", ""])
    assert reading.tags == {"": ["algebra", "year 7 & 8"]}


def test_the_same_quiz_is_the_same_file():
    given = question("single", {"choices": ["a", "b"], "right": [1]})
    assert written(given) == written(given)


def test_pictures_of_choices_go_along():
    kept = [{"name": OTHER, "width": 60, "height": 40, "alt": "A plum"}, None]
    given = question("single", {"choices": ["A", "b"], "right": [1], "pictures": kept}, picture="")
    assert f"pictures/{OTHER}.webp" in parts(written(given))
    (found,) = again(given).found
    assert (found.fields["choice"], found.choice_pictures, found.choice_alts) == (["A", "b"], [0, None], ["A plum", ""])
    assert found.remarks == []


@pytest.mark.parametrize(
    ("given", "levels"),
    [
        (question("truefalse", {"truth": True}), [CHANGED]),
        (question("slide", {"ack": True}), [LOST]),
        (question("slide", {"ack": False}, text="~~no~~ yes"), [LOST]),
        (question("pin", EXAMPLES["pin"].content), [LOST]),
        (question("pin", EXAMPLES["pin"].content, picture=""), [REFUSED]),
        (question("estimate", EXAMPLES["estimate"].content), [CHANGED]),
        (question("number", {"right": "1/3; 2..3", "tolerance": "1", "unit": ""}), [CHANGED, CHANGED]),
        (question("number", {"right": "1/4", "tolerance": "5%", "unit": "cm"}), []),
        (question("short", {"accepted": [], "exact": True}), [LOST]),
        (question("short", {"accepted": ["a"], "exact": True}, notes="n", explanation="e", seconds=5, weight=2), []),
    ],
)
def test_what_stays_behind_is_told_of(given, levels):
    assert [each.level for each in remarks(given)] == levels


def test_an_estimate_goes_out_as_a_number():
    (found,) = again(question("estimate", EXAMPLES["estimate"].content)).found
    assert (found.kind, content_of(found)) == ("number", {"right": "412", "tolerance": "10", "unit": "m"})


def test_what_xml_forbids_is_left_out():
    (found,) = again(
        question("single", {"choices": [f"a\x0b{HOSTILE}", "b"], "right": [1]}, text="A\x0b\ufffe\ud800B")
    ).found
    assert found.text == "AB"
