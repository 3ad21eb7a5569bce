"""H5P: the questions of an .h5p file, a zip with content/content.json; its libraries of scripts are not looked at.

Fields as in the semantics.json of each content type (h5p.org): "H5P.MultiChoice 1.14" with its `params`.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop as _

from live.formats import found_pictures, h5p_gaps, json_values, kind_fields, texts, weighed
from live.formats.found import LOST, RAW_LENGTH, Found, Reading, Unreadable
from live.formats.json_values import as_list, as_object, as_text
from live.formats.markup.runs import Image
from live.formats.tables.cells import DAMAGED
from live.formats.zipped import Package

MARK = "h5p.json"
"The part that tells an H5P file."
_CONTENT = "content/content.json"
_ASKS = ("question", "taskDescription", "text")
"The fields of which one holds what is asked."
_CONTAINERS = {
    *("QuestionSet", "Column", "CoursePresentation", "InteractiveBook", "InteractiveVideo", "Row", "RowColumn", "Page"),
    *("BranchingScenario", "Questionnaire", "QuestionnaireElement"),
}
_SHOWN = {"Image", "Video", "Audio", "Link", "Table", "Shape", "Nil", "GoToQuestion", "ContinuousText", "IVHotspot"}
"Content that asks nothing, and that is no text either."
Params = dict[str, Any]


class Asked(NamedTuple):
    """One content of a file: the name of its type without "H5P.", its fields, and its title."""

    kind: str
    params: Params
    title: str


def read(package: Package) -> Reading:
    """Read the questions of an .h5p file. Raises Unreadable when there is none."""
    head, params = _loaded(package, MARK), _loaded(package, _CONTENT)
    reading = Reading("H5P", as_text(head.get("title")))
    whole = {"library": head.get("mainLibrary"), "params": params}
    for asked in _walk(whole):
        if not reading.has_room():
            break
        _read(package, reading, asked)
    if not reading.found:
        raise Unreadable(_("No question was found in this file."))
    reading.remark(LOST, _("Feedback by points, and other settings of H5P, are lost."))
    return reading


def _loaded(package: Package, name: str) -> Params:
    loaded = json_values.loaded((package.fetch(name) or b"").decode("utf-8-sig", "replace"))
    if loaded is None:
        raise Unreadable(DAMAGED)
    return as_object(loaded)


def _walk(whole: Params) -> Iterator[Asked]:
    """Yield the contents in their order, without recursion, as files may be nested deeply."""
    waiting: list[Any] = [whole]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            name, params = as_text(each.get("library")).split(" ")[0], each.get("params")
            kind = name.removeprefix("H5P.")
            if not name or kind in _CONTAINERS or not isinstance(params, dict):
                waiting += reversed(list(each.values()))
            elif kind not in _SHOWN:
                yield Asked(kind, params, _title(each.get("metadata")))


def _title(metadata: Any) -> str:
    return as_text(metadata.get("title")) if isinstance(metadata, dict) else ""


def _read(package: Package, reading: Reading, asked: Asked) -> None:
    """Read one content, which may hold several questions."""
    if asked.kind == "SingleChoiceSet":
        for each in filter(lambda each: isinstance(each, dict), as_list(asked.params.get("choices"))):
            _question(package, reading, asked._replace(params=each, title=""), _one_of_a_set)
    elif asked.kind == "Blanks":
        for lines in h5p_gaps.together(_texts(asked.params.get("questions"))):
            _question(package, reading, asked._replace(params=asked.params | {"questions": lines}), TYPES["Blanks"])
    else:
        _question(package, reading, asked, TYPES.get(asked.kind, _unknown))


def _question(package: Package, reading: Reading, asked: Asked, read: Callable[[Found, Asked], None]) -> None:
    if not reading.has_room():
        return
    found = Found("item", len(reading.found) + 1)
    reading.found.append(found)
    params = asked.params
    raw = next((text for name in _ASKS if (text := as_text(params.get(name)))), "")
    found.text, images = texts.markdown(raw[:RAW_LENGTH], texts.HTML)
    if len(raw) > RAW_LENGTH:
        found.refuse(_("Its text is too long."))
        return
    read(found, asked)
    found_pictures.take(reading, found, [*_media(found, params), *images], lambda path: _file(package, path))
    texts.name(found, asked.title)


def _file(package: Package, path: str) -> bytes | None:
    return package.fetch(f"content/{path.removesuffix('#tmp')}")


def _media(found: Found, params: Params) -> list[Image]:
    """Return the picture beside a question; a film is told of."""
    media = params.get("media")
    inner = media.get("type", media) if isinstance(media, dict) else None
    of = inner.get("params") if isinstance(inner, dict) else None
    file = of.get("file") if isinstance(of, dict) else None
    if isinstance(file, dict) and isinstance(of, dict) and as_text(file.get("path")):
        return [Image(as_text(file.get("path")), as_text(of.get("alt")))]
    if isinstance(of, dict) and of.keys() & {"sources", "files"}:
        found.remark(LOST, _("A film or a sound could not come along."))
    return []


def _texts(value: Any) -> list[str]:
    return [each for each in as_list(value) if isinstance(each, str)]


# The types


def _multi_choice(found: Found, asked: Asked) -> None:
    answers = [each for each in as_list(asked.params.get("answers")) if isinstance(each, dict)]
    choices = []
    for each in answers:
        text, told = texts.line(found, as_text(each.get("text")), texts.HTML), as_object(each.get("tipsAndFeedback"))
        feedback = texts.markdown(as_text(told.get("chosenFeedback")), texts.HTML).text
        choices.append(weighed.Choice(text, 100.0 if each.get("correct") is True else 0.0, feedback))
        if tip := texts.words(as_text(told.get("tip")), texts.HTML):
            texts.note(found, f"{text}: {tip}")
    behaviour = as_object(asked.params.get("behaviour"))
    one = behaviour.get("singleAnswer") is True or behaviour.get("type") == "single"
    many = behaviour.get("type") == "multi" or sum(each.weight > 0 for each in choices) > 1
    weighed.choose(found, choices, several=many and not one)


def _one_of_a_set(found: Found, asked: Asked) -> None:
    """Read one question of a set, in which the right answer stands first; here they are sorted."""
    answers = [texts.line(found, each, texts.HTML) for each in _texts(asked.params.get("answers"))]
    right = next(iter(answers), "")
    weighed.choose(found, [weighed.Choice(each, 100.0 * (each == right)) for each in sorted(answers)], several=False)


def _true_false(found: Found, asked: Asked) -> None:
    right = {"true": True, "false": False}.get(str(asked.params.get("correct")).lower())
    told = as_object(asked.params.get("behaviour"))
    said = [("", as_text(told.get(f"feedbackOn{name}")).strip(), name == "Correct") for name in ("Correct", "Wrong")]
    weighed.feedback(found, said)
    kind_fields.truth(found, right)


def _blanks(found: Found, asked: Asked) -> None:
    h5p_gaps.typed(found, asked.params["questions"])


def _drag_text(found: Found, asked: Asked) -> None:
    h5p_gaps.dragged(found, as_text(asked.params.get("textField")), as_text(asked.params.get("distractors")))


def _essay(found: Found, asked: Asked) -> None:
    sample = texts.markdown(as_text(as_object(asked.params.get("solution")).get("sample")), texts.HTML).text
    texts.note(found, sample)
    kind_fields.open_text(found)


def _slide(found: Found, _asked: Asked) -> None:
    kind_fields.slide(found)


def _unknown(found: Found, asked: Asked) -> None:
    found.refuse_type(f"H5P.{asked.kind}")


TYPES: dict[str, Callable[[Found, Asked], None]] = {
    **{"MultiChoice": _multi_choice, "TrueFalse": _true_false, "Blanks": _blanks, "DragText": _drag_text},
    **{"Essay": _essay, "OpenEndedQuestion": _essay, "AdvancedText": _slide, "Text": _slide},
}
"By their names without H5P."
