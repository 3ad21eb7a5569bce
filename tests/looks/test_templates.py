"""The house rules for templates: no script, style or handler of ours; one region in one file; no untranslated text."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from live.rendering import stages

FOLDER: Path = settings.ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
PHASES = ["lobby", "open", "closed", "revealed", "standings", "ended"]
FORBIDDEN = {
    "style attribute": r"<[^>]*\sstyle\s*=",
    "event handler": r"<[^>]*\son[a-z]+\s*=",
    "hx-on": r"\bhx-on",
    "trigger filter": r"""hx-trigger\s*=\s*("[^"]*\[|'[^']*\[)""",
    "javascript address": r"""["']\s*(javascript|js):""",
    "safe filter": r"\|\s*safe\b|autoescape\s+off",
    "style element": r"<style\b",
    "inline script": r"<script\b(?![^>]*\bsrc=\"\{% static 'vendor/htmx-[^']*' %\}\" defer></script>)",
    "address elsewhere": r"""\b(src|href)\s*=\s*["']\s*(https?:)?//""",
}

READ_OUT = r"""\s(?:alt|title|placeholder|label|aria-label|aria-valuetext)\s*=\s*(?:"([^"]*)"|'([^']*)')"""
"Attributes whose text people see or hear."


def _source(path: Path) -> str:
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)


def _name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def _region_files() -> list[tuple[str, str]]:
    """(region, template) of all regions of all audiences, a participant's own included."""
    files = {("me", "live/play/_me.html"), ("mine", "live/play/_mine.html")}
    for audience, names in stages.REGIONS.items():
        folder = {"present": "screen", "key": "host"}.get(audience, audience)
        for name in names:
            if name == "stage":
                files |= {("stage", f"live/{folder}/_{phase}.html") for phase in PHASES}
            elif name == "bar":
                files.add((name, "live/host/_bar.html"))
            else:
                files.add((name, stages.SHARED.get(name, f"live/{folder}/_{name}.html")))
    return sorted(files)


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_template_breaks_the_content_security_policy_or_the_house_rules(rule):
    assert [_name(path) for path in TEMPLATES if re.search(FORBIDDEN[rule], _source(path), re.I | re.S)] == []


def test_the_rules_find_what_they_forbid():
    offences = {
        "style attribute": '<p class="a" style="x">',
        "event handler": "<p onclick='x'>",
        "hx-on": "<p hx-on:click=''>",
        "trigger filter": '<p hx-trigger="click[ctrlKey]">',
        "javascript address": '<a href="javascript:x">',
        "safe filter": "{{ text|safe }}",
        "style element": "<style>",
        "inline script": "<script>x</script>",
        "address elsewhere": '<img src="https://example.org/a.png">',
    }
    assert [rule for rule, text in offences.items() if not re.search(FORBIDDEN[rule], text, re.I)] == []


@pytest.mark.parametrize(("region", "template"), _region_files())
def test_the_root_of_a_region_carries_its_id(region, template):
    text = re.sub(r"\{%.*?%\}", "", _source(FOLDER / template), flags=re.S).strip()
    root = re.match(r"<(\w+)[^>]*\bid=\"([\w-]+)\"", text)
    assert root is not None
    assert root.group(2) == region
    assert text.endswith(f"</{root.group(1)}>")


def test_no_region_holds_another_one():
    regions = {region for region, _ in _region_files()}
    nested = [
        (template, found)
        for region, template in _region_files()
        for found in re.findall(r'\bid="([\w-]+)"', _source(FOLDER / template))
        if found in regions - {region}
    ]
    assert nested == []


def test_no_line_of_a_template_is_too_long_to_read():
    """The loader takes the line breaks out again, so they cost nobody anything."""
    lines = [(_name(path), line) for path in TEMPLATES for line in path.read_text().splitlines()]
    assert [(name, line) for name, line in lines if len(line) >= 120] == []


def test_every_text_in_a_template_is_translated():
    assert {_name(path): found for path in TEMPLATES if (found := _untranslated(_source(path)))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ("<b>{{ n }} s</b>", ["s"]),
        ('<img alt="A map" src="{{ url }}">', ["A map"]),
        ("<a title='{% if x %}Close{% endif %}'>{% translate \"Open\" %}</a>", ["Close"]),
        ('<input placeholder="{% translate "Your name" %}" value="abc" aria-label="{{ label }}">', []),
        ('<p translate="no">ANSWER: B</p><p translate="no"><b>x</b></p>', ["x"]),
        ("{% blocktranslate %}Hello{% endblocktranslate %}{# a note #}<p>{{ a }} · 1 – 5</p>", []),
    ],
)
def test_the_search_for_untranslated_texts_finds_them(source, found):
    assert _untranslated(re.sub(r"\{#.*?#\}", "", source)) == found


def _untranslated(text: str) -> list[str]:
    """Texts, and attributes that are read, with letters in them; but what HTML itself says is not to be translated."""
    text = re.sub(r"\{% block body_class %\}.*?\{% endblock %\}", "", text)
    text = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", text, flags=re.S)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
    text = re.sub(r'<(\w+)[^>]*\stranslate="no"[^>]*>[^<]*', "<\\1>", text)
    read = [double or single for double, single in re.findall(READ_OUT, text)]
    text = re.sub(r"<!doctype[^>]*>|<(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", "\n", text, flags=re.S)
    return [line.strip() for line in [*text.splitlines(), *read] if re.search(r"[^\W\d_]", line)]
