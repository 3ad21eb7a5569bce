"""Quizzes in JSON: of Rahoot, gahoot, ClassQuiz (.cqa, with its pictures) and the Open Trivia Database."""

import gzip
import html
import io
import re
import zlib
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_noop as _

from live.formats import found_pictures, json_values, kahoot_json, kind_fields, texts
from live.formats.found import CHANGED, LOST, NO_CHOICE, Found, Reading, Unreadable
from live.formats.json_values import as_list
from live.formats.markup import html_markdown
from live.formats.tables.cells import DAMAGED, TOO_LARGE

GZIP = b"\x1f\x8b"
MOST_UNPACKED = 20 << 20
END_OF_JSON, PICTURE, START = b"\xc7\xc7\xc7\x00", b"\xc6\xc6\xc6\x00", b"\xc5\xc5\x00"
"What stands in a .cqa between its parts: JSON, then for each picture a mark, its index, a mark, its bytes."
_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
Quiz = dict[str, Any]


def looks_like(text: str) -> bool:
    """Tell whether a text is one of these quizzes."""
    return text.lstrip().startswith(("{", "[", "//")) and _reader(_loaded(text)) is not None


def read(text: str) -> Reading:
    """Read a quiz in JSON. Raises Unreadable."""
    quiz = _loaded(text)
    reader = _reader(quiz)
    if reader is None:
        raise Unreadable(_("This JSON is of no quiz that can be read here."))
    return reader(quiz)


def read_cqa(content: bytes) -> Reading:
    """Read a .cqa file of ClassQuiz, with its pictures. Raises Unreadable."""
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
        try:
            unpacked = packed.read(MOST_UNPACKED + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(DAMAGED) from error
    if len(unpacked) > MOST_UNPACKED:
        raise Unreadable(TOO_LARGE)
    quiz, _mark, rest = unpacked.partition(END_OF_JSON)
    reading = read(quiz.decode("utf-8", "replace"))
    _add_pictures(reading, rest)
    return reading


def _loaded(text: str) -> Any:
    return json_values.loaded(_COMMENT.sub("", text))


def _reader(quiz: Any) -> Callable[[Any], Reading] | None:
    if isinstance(quiz, list):
        return _open_trivia if any(isinstance(each, dict) and "correct_answer" in each for each in quiz) else None
    if not isinstance(quiz, dict):
        return None
    if isinstance(quiz.get("results"), list):
        return _open_trivia
    asked = [each for each in as_list(quiz.get("questions")) if isinstance(each, dict)]
    if any("solutions" in each for each in asked):
        return _rahoot
    if any(isinstance(choice, dict) for each in asked for choice in as_list(each.get("choices"))):
        return _kahoot
    answers = [answer for each in asked for answer in as_list(each.get("answers")) if isinstance(answer, dict)]
    if any("right" in answer or "answer" in answer for answer in answers):
        return _classquiz
    return _gahoot if any("correct" in answer for answer in answers) else None


def _each(name: str, title: Any, asked: Any, read: Callable[[Quiz, Found], None]) -> Reading:
    """Read question by question; one that is not what it should be is refused, and costs none of the others."""
    reading = Reading(name, title[:200] if isinstance(title, str) else "")
    for number, each in enumerate(as_list(asked), 1):
        if not reading.has_room():
            break
        found = Found("item", number)
        try:
            read(each, found)
        except (LookupError, TypeError, ValueError, AttributeError, AssertionError, ArithmeticError, RecursionError):
            found.refuse(_("This question is not complete."))
        reading.found.append(found)
    return reading


def _choices(found: Found, said: list[Any], right: list[int], several: bool = False, is_poll: bool = False) -> None:
    """Make it a question of choices; `right`: numbers from 1; one that is none of them is told."""
    there = [place for place in right if 0 < place <= len(said)]
    for place in set(right) - set(there):
        found.remark(CHANGED, NO_CHOICE, right=str(place)[:80])
    lines = [html_markdown.escaped_line(str(text)) for text in said]
    kind_fields.choice(found, lines, there, several, is_poll)


def _seconds(found: Found, value: Any) -> None:
    written = str(value or "")
    if written.isdecimal():
        found.limit_seconds(int(written[:6]))


def _link(found: Found, *values: Any) -> None:
    links = [str(each) for each in values if each]
    if links:
        found.notes = "\n".join([found.notes, *links]).strip()
        found.remark(LOST, _("Links to pictures or films are in the notes: nothing is fetched from elsewhere."))


def _rahoot(quiz: Quiz) -> Reading:
    def read(asked: Quiz, found: Found) -> None:
        found.text = html_markdown.escaped(str(asked["question"]))
        solutions = asked.get("solutions", asked.get("solution"))
        places = solutions if isinstance(solutions, list) else [solutions]
        _choices(found, asked["answers"], [int(str(place)) + 1 for place in places])
        _seconds(found, asked.get("time"))
        media = asked.get("media")
        _link(found, asked.get("image"), media.get("url") if isinstance(media, dict) else media)

    return _each("Rahoot", quiz.get("subject"), quiz.get("questions"), read)


def _gahoot(quiz: Quiz) -> Reading:
    def read(asked: Quiz, found: Found) -> None:
        found.text = html_markdown.escaped(str(asked.get("title") or asked["question"]))
        answers = asked["answers"]
        right = [number for number, answer in enumerate(answers, 1) if answer.get("correct")]
        _choices(found, [answer.get("title", answer.get("text", "")) for answer in answers], right)
        _seconds(found, asked.get("time"))

    return _each("gahoot", quiz.get("title"), quiz.get("questions"), read)


def _kahoot(quiz: Quiz) -> Reading:
    return _each("Kahoot", quiz.get("title"), quiz.get("questions"), kahoot_json.question)


def _open_trivia(quiz: Any) -> Reading:
    def read(asked: Quiz, found: Found) -> None:
        found.text = html_markdown.escaped(html.unescape(str(asked["question"])))
        right = html.unescape(str(asked["correct_answer"]))
        wrong = [html.unescape(str(each)) for each in asked["incorrect_answers"]]
        found.notes = "Open Trivia Database, CC BY-SA 4.0"
        if asked.get("type") == "boolean":
            found.kind, found.fields = "truefalse", {"truth": ["true" if right == "True" else "false"]}
            return
        said = sorted([right, *wrong])  # the right one stands first in the file
        _choices(found, said, [said.index(right) + 1])

    return _each("Open Trivia", "", quiz if isinstance(quiz, list) else quiz["results"], read)


def _classquiz(quiz: Quiz) -> Reading:
    def read(asked: Quiz, found: Found) -> None:
        found.text, images = texts.markdown(str(asked["question"]))
        texts.lose(found, images)
        _seconds(found, asked.get("time"))
        _classquiz_answers(asked, found)

    return _each("ClassQuiz", quiz.get("title"), quiz.get("questions"), read)


def _classquiz_answers(asked: Quiz, found: Found) -> None:
    answers = asked.get("answers")
    match str(asked.get("type", "ABCD")).rpartition(".")[2]:
        case "ABCD" | "CHECK" as kind:
            right = [number for number, each in enumerate(answers or [], 1) if each.get("right")]
            _choices(found, [each["answer"] for each in answers or []], right, kind == "CHECK")
        case "VOTING":
            _choices(found, [each["answer"] for each in answers or []], [], is_poll=True)
        case "RANGE":
            assert isinstance(answers, dict)
            found.kind = "number"
            found.fields = {"right": [f"{answers['min_correct']}..{answers['max_correct']}"], "tolerance": ["0"]}
        case "ORDER":
            kind_fields.order(found, [html_markdown.escaped_line(each) for each in _lines(answers)])
        case "TEXT":
            kind_fields.short(found, _lines(answers))
        case "SLIDE":
            kind_fields.slide(found)
            said = texts.markdown(answers).text if isinstance(answers, str) else ""
            found.text = f"{found.text}\n\n{said}".strip()
        case other:
            found.refuse_type(other)


def _lines(answers: Any) -> list[str]:
    return [str(each["answer"]) for each in answers or []]


def _add_pictures(reading: Reading, rest: bytes) -> None:
    """Give the questions their pictures: each begins with a mark and its index, and its bytes may hold the marks."""
    pieces = re.split(re.escape(PICTURE) + rb"(-?\d{1,4})" + re.escape(START), rest)
    for index, content in zip(pieces[1::2], pieces[2::2], strict=True):
        place = int(index)
        if 0 <= place < len(reading.found):
            found_pictures.keep(reading, reading.found[place], content, "")
