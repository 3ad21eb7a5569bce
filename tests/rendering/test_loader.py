"""The white space of a template's source is for its readers; what somebody sees or typed is left alone."""

import pytest
from django.conf import settings
from django.template import Context, Engine

from live.rendering.loader import collapsed
from tests.looks.test_templates import TEMPLATES

FOLDER = settings.ROOT / "templates"


@pytest.mark.parametrize(
    ("source", "compiled"),
    [
        ("<ul>\n  <li>\n    <b>a</b>\n  </li>\n</ul>\n", "<ul><li><b>a</b></li></ul>"),
        ("{% if a %}\n  <p>\n{% endif %}\n{# why #}\n{% b %}", "{% if a %}<p>{% endif %}{# why #}{% b %}"),
        ("<b>a</b> <b>b</b>", "<b>a</b> <b>b</b>"),
        ("{% if a %} <b>b</b>{% endif %}", "{% if a %} <b>b</b>{% endif %}"),
        ('<a class="b"\n  href="c">', '<a class="b"\nhref="c">'),
        ("<p>\n  some\n  words\n</p>", "<p>\nsome\nwords\n</p>"),
        ("<p>\n  {{ a }}\n  {{ b }}\n</p>", "<p>\n{{ a }}\n{{ b }}\n</p>"),
        ("<textarea>\n{{ value }}</textarea>", "<textarea>\n{{ value }}</textarea>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
    ],
)
def test_line_breaks_between_tags_count_for_nothing_and_others_stay(source, compiled):
    assert collapsed(source) == compiled


def test_a_value_keeps_its_lines():
    template = Engine.get_default().from_string(collapsed("<p>\n  <b>{{ value }}</b>\n</p>"))
    assert template.render(Context({"value": "one\n  two"})) == "<p><b>one\n  two</b></p>"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_every_template_is_compiled_without_its_indentation(path):
    name = str(path.relative_to(FOLDER))
    source = Engine.get_default().get_template(name).source
    assert source == collapsed(path.read_text())
    assert "\n " not in source
