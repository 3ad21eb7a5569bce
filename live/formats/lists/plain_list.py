"""A list out of a document or a page: its text has no Markdown, so that what would be a mark of it is escaped."""

from live.formats.found import Reading
from live.formats.lists import listed
from live.formats.markup import html_markdown


def read(text: str) -> Reading:
    """Read a list of plain text."""
    reading = listed.read(text)
    for found in reading.found:
        found.text, found.explanation = html_markdown.escaped(found.text), html_markdown.escaped(found.explanation)
        if "choice" in found.fields:
            found.fields["choice"] = [html_markdown.escaped_line(each) for each in found.fields["choice"]]
    return reading
