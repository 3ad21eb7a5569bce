"""Texts of a file in the format that it names, as the fields of a question: Markdown, one line, or words."""

import re

from django.utils.translation import gettext_noop as _

from live.formats.found import CHANGED, LOST, NOTES_LENGTH, Found
from live.formats.markup import html_markdown
from live.formats.markup.html_markdown import Written
from live.formats.markup.runs import Image

HTML, MOODLE, PLAIN, MARKDOWN = "html", "moodle", "plain", "markdown"
FORMATS = {
    **{HTML: HTML, MOODLE: MOODLE, PLAIN: PLAIN, MARKDOWN: MARKDOWN},
    **{"moodle_auto_format": MOODLE, "plain_text": PLAIN},
}
"By the names that files use."
_PLAIN_TITLE = re.compile(r"(?:question|item|untitled)?[\s#:._-]*\d*", re.IGNORECASE)
_FENCE = re.compile(r"^```+\S*", re.MULTILINE)
_MARKS = re.compile(r"(?:[^\w\u0080-\U0010ffff]|[_\s…\u2060])+")


def markdown(raw: str, form: str = MOODLE) -> Written:
    """Return a text as Markdown. In Moodle's own format line ends count and HTML is allowed."""
    raw = raw.strip()
    if form == MARKDOWN:
        return html_markdown.from_markdown(raw)
    if form == HTML:
        return html_markdown.markdown(raw)
    if form == MOODLE and html_markdown.looks_like(raw):
        return html_markdown.markdown(raw.replace("\n", "<br>"))
    return Written(html_markdown.escaped(raw), [])


def one_line(raw: str, form: str = MOODLE) -> Written:
    """Return a text as one line, for a choice."""
    if form == HTML or (form == MOODLE and html_markdown.looks_like(raw)):
        return html_markdown.one_line(raw)
    return Written(" ".join(raw.split()) if form == MARKDOWN else html_markdown.escaped_line(raw), [])


def gapped(raw: str, form: str = MOODLE) -> tuple[str, str, list[Image]]:
    """Return a text with gaps as (Markdown of the paragraphs before the first gap, all else as lines, its pictures).

    The words around gaps have no marks but those of formulas and code.
    """
    if form == MOODLE and html_markdown.looks_like(raw):
        raw, form = raw.strip().replace("\n", "<br>"), HTML
    if form == HTML:
        return html_markdown.gapped(raw, html_markdown.GAP)
    return "", "\n".join(one_line(each, form).text for each in raw.strip().split("\n")), []


def words(raw: str, form: str = MOODLE) -> str:
    """Return a text as words without any marks, for an answer that is typed."""
    if form in {HTML, MOODLE} and html_markdown.looks_like(raw):
        return html_markdown.words(raw)
    return " ".join(raw.split())


def line(found: Found, raw: str, form: str) -> str:
    """Return a choice of a question; its pictures are told of."""
    text, images = one_line(raw, form)
    lose(found, images)
    return text or next((image.alt for image in images if image.alt), "")


def explain(found: Found, raw: str, form: str) -> None:
    """Take a feedback that all see as the explanation; of two both are kept."""
    text, images = markdown(raw, form)
    lose(found, images)
    if text and text not in found.explanation.split("\n\n"):
        found.explanation = "\n\n".join(filter(None, [found.explanation, text]))


def note(found: Found, text: str) -> None:
    """Add a line to the notes, which only the teacher sees."""
    if text and text not in found.notes.split("\n"):
        notes = "\n".join(filter(None, [found.notes, text]))
        if len(notes) > NOTES_LENGTH:
            found.remark(LOST, _("The notes were too long; their end is lost."))
        found.notes = notes[:NOTES_LENGTH]


def name(found: Found, raw: str) -> None:
    """Keep the name of a question in the notes, unless its text begins with it."""
    text = found.text or " ".join(found.fields.get("source", []))
    if not _letters(text).startswith(_letters(raw)):
        note(found, " ".join(raw.split()))


def title(found: Found, raw: str) -> None:
    """Keep the title of an item in the notes, unless it says no more than "Question 1"."""
    if not _PLAIN_TITLE.fullmatch(raw.strip()):
        name(found, raw)


def _letters(text: str) -> str:
    """Return what names and texts have in common: neither spaces nor the marks of Markdown."""
    return _MARKS.sub("", _FENCE.sub("", text))


def lose(found: Found, images: list[Image]) -> None:
    """Tell that pictures cannot come along; the addresses of those on the web are noted."""
    for image in images:
        found.remark(LOST, _("A picture could not come along."))
        if image.source.lower().startswith(("http://", "https://")):
            note(found, image.source[:500])


def points(found: Found, raw: str) -> None:
    """Take points as the weight if they are whole and at most 5."""
    try:
        value = float(raw) if raw.strip() else 1.0
    except ValueError:
        value = 1.0
    if value in {0.0, 1.0, 2.0, 3.0, 4.0, 5.0}:
        found.weight = int(value)
    else:
        found.remark(CHANGED, _("It counts once: its points are not a whole number up to 5."))
