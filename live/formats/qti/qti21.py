"""QTI 2.1 out: a zip with a manifest, a test, an item for each question, and the pictures as files."""

import io
import zipfile
from hashlib import blake2s
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, LOST, REFUSED, Remark, is_refused
from live.formats.given import AS_DECIMAL, BECOMES_NUMBER, CAPITALS, ODD_MARKS, QUOTATION, Given, GivenQuiz
from live.formats.markup import xhtml
from live.formats.markup.xhtml import element
from live.formats.qti import qti21_item, qti21_numbers
from live.formats.qti.qti21_item import KINDS, PIN

MANIFEST, TEST = "imsmanifest.xml", "test.xml"
_PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
_METADATA = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
WEIGHT = "WEIGHT"
NUMBERS, ESTIMATES, TRUTHS, SLIDES, PINS = {"number", "estimate"}, {"estimate"}, {"truefalse"}, {"slide"}, {PIN}


def remarks(given: Given) -> list[Remark]:
    """Tell what of a question QTI 2.1 cannot say."""
    content = given.content
    if given.kind not in KINDS:
        return [Remark(REFUSED, _("QTI has no question of this kind."))]
    if given.kind in PINS and not given.picture:
        return [Remark(REFUSED, _("Its picture cannot be read."))]
    said = [
        (CHANGED, _("True and false are written in English."), given.kind in TRUTHS),
        *(_of_numbers(given) if given.kind in NUMBERS else []),
        (LOST, CAPITALS, content.get("exact") and not content["accepted"]),
        (LOST, _("Whether it was read is not asked."), given.kind in SLIDES and content["ack"]),
        (LOST, _("Of its areas only the right spots go along, without names."),
         given.kind in PINS and content["areas"] != []),
        (CHANGED, QUOTATION, given.has_quotation),
        (CHANGED, ODD_MARKS, given.has_odd_marks),
        (LOST, _("Words are no longer struck out."), any("~~" in text for text in (given.text, given.explanation))),
    ]  # fmt: skip
    return [Remark(level, words) for level, words, is_so in said if is_so]


def _of_numbers(given: Given) -> list[tuple[str, str, bool]]:
    right, tolerance = given.content["right"], given.content["tolerance"]
    return [
        (CHANGED, BECOMES_NUMBER, given.kind in ESTIMATES),
        (CHANGED, AS_DECIMAL, not qti21_numbers.is_exact(right, tolerance)),
        (CHANGED, _("The tolerance goes into the ends of a range."), qti21_numbers.has_wide_ranges(right, tolerance)),
    ]  # fmt: skip


def dump(quiz: GivenQuiz) -> bytes:
    """Return the package, with all that is not refused."""
    kept = [each for each in quiz.questions if not is_refused(remarks(each))]
    items = [(f"items/item-{number:03}.xml", _identifier(number, each), each) for number, each in enumerate(kept, 1)]
    used = {name: content for name, content in quiz.pictures.items() if any(name in _shown(each) for each in kept)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, MANIFEST, xhtml.written(_manifest(quiz, items, used)))
        _put(packed, TEST, xhtml.written(_test(quiz, items)))
        for number, (path, identifier, each) in enumerate(items, 1):
            _put(packed, path, xhtml.written(qti21_item.item(each, identifier, number, used)))
        for name, content in used.items():
            _put(packed, qti21_item.path(name), content)
    return out.getvalue()


Named = tuple[str, str, Given]
"The path of an item, its identifier, and its question."


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a part without the time, so that the same quiz is the same file."""
    packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _identifier(number: int, given: Given) -> str:
    """Return a name that no other question has, and that stays the same as long as the question does."""
    return f"item-{number}-{blake2s(repr(given).encode('utf-8', 'replace'), digest_size=6).hexdigest()}"


def _shown(given: Given) -> set[str]:
    """Return the names of the pictures of a question and its choices."""
    return {given.picture, *(each["name"] for each in given.content.get("pictures", []) if each)}


def _test(quiz: GivenQuiz, items: list[Named]) -> Element:
    """Return the test: the items in order, each with its time limit and its weight."""
    references = [_reference(path, identifier, given) for path, identifier, given in items]
    section = element("assessmentSection", references, identifier="section-1", title="Questions", visible="true")
    flow = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = element("testPart", [section], identifier="part-1", **flow)
    score = element("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    summed = element("sum", [element("testVariables", variableIdentifier="SCORE", weightIdentifier=WEIGHT)])
    rules = element("outcomeProcessing", [element("setOutcomeValue", [summed], identifier="SCORE")])
    return qti21_item.root("assessmentTest", [score, part, rules], identifier="test-1", title=quiz.title or "Quiz")


def _reference(path: str, identifier: str, given: Given) -> Element:
    limits = [element("timeLimits", maxTime=str(given.seconds))] if given.seconds else []
    weight = element("weight", identifier=WEIGHT, value=str(given.weight))
    return element("assessmentItemRef", [*limits, weight], identifier=identifier, href=path)


def _manifest(quiz: GivenQuiz, items: list[Named], used: dict[str, bytes]) -> Element:
    """Return the manifest (IMS Content Packaging 1.1): the test, the items, and the files of each."""
    dependencies = [element("dependency", identifierref=identifier) for _path, identifier, _given in items]
    test = _resource("test-1", "imsqti_test_xmlv2p1", TEST, [], dependencies)
    resources = [test]
    for path, identifier, given in items:
        files = [qti21_item.path(name) for name in sorted(_shown(given)) if name in used]
        resources.append(_resource(identifier, "imsqti_item_xmlv2p1", path, files, []))
    schema = [element("schema", text="QTIv2.1 Package"), element("schemaversion", text="1.0.0")]
    parts = [
        element("metadata", [*schema, *_keywords(quiz.tags)]),
        element("organizations"),
        element("resources", resources),
    ]
    return element("manifest", parts, xmlns=_PACKAGING, identifier="manifest-1")


def _keywords(tags: list[str]) -> list[Element]:
    """Return the tags as keywords (IMS Learning Resource Meta-Data 1.2.1)."""
    found = [element("keyword", [element("langstring", text=tag)]) for tag in tags]
    return [element("lom", [element("general", found)], xmlns=_METADATA)] if found else []


def _resource(identifier: str, kind: str, path: str, files: list[str], more: list[Element]) -> Element:
    named = [element("file", href=each) for each in [path, *files]]
    return element("resource", [*named, *more], identifier=identifier, type=kind, href=path)
