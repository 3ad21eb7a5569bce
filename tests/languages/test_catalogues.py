"""The catalogues of translations: nothing is missing, left over, half-done, or at odds with what it translates."""

import re

import polib
import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from tools.translations import catalogue
from tools.translations.catalogue import Text

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|%%|</?\w+>")
"What a translation has in common with its text: what is filled in, and the tags."
A_FEW = 3
"Words in a row that may be alike in two languages."
languages = pytest.mark.parametrize("language", catalogue.LANGUAGES)
JOY = {"Right!", "You are in front!", "Applause!"}
"Texts with an exclamation mark."


def _pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each translation of an entry beside the text that it stands for; the last of the plurals is the general one."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural, form) for form in entry.msgstr_plural.values()]


@languages
def test_every_text_of_the_program_is_in_the_catalogue_and_nothing_else(language):
    """When this fails: `python -m tools.translations`, then translate what it names."""
    assert [catalogue.key(entry) for entry in catalogue.read(language)] == list(catalogue.texts())


@languages
def test_nothing_is_untranslated_or_in_doubt(language):
    entries = catalogue.read(language)
    doubtful = [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete or not entry.translated()]
    assert doubtful == []
    forms = int(catalogue.PLURALS[language][len("nplurals=")])
    assert [each.msgid for each in entries if each.msgid_plural and len(each.msgstr_plural) != forms] == []


@languages
def test_no_sentence_has_stayed_english(language):
    pairs = [pair for entry in catalogue.read(language) for pair in _pairs(entry)]
    assert [text for text, said in pairs if text == said and len(re.findall(r"[a-z]{2,}", text)) > A_FEW] == []


@languages
def test_what_is_filled_in_is_the_same_in_text_and_translation(language):
    """A plural form may leave its number out ("one answer"), if the number is named: by place, filling would fail."""
    wrong = []
    for entry in catalogue.read(language):
        for text, said in _pairs(entry):
            asked, given = sorted(PLACEHOLDER.findall(text)), sorted(PLACEHOLDER.findall(said))
            left_out = [each for each in asked if each not in given]
            may_miss = bool(entry.msgid_plural) and len(left_out) == 1 and left_out[0].startswith("%(")
            if asked != given and not (may_miss and sorted([*given, *left_out]) == asked):
                wrong.append((text, said))
    assert wrong == []


@languages
def test_the_last_plural_form_tells_the_number(language):
    plurals = [entry for entry in catalogue.read(language) if entry.msgid_plural]
    last = [(entry.msgid_plural, entry.msgstr_plural[max(entry.msgstr_plural)]) for entry in plurals]
    assert [said for text, said in last if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(said))] == []


def test_an_exclamation_mark_is_for_joy_alone():
    assert {text.singular for text in catalogue.texts() if "!" in text.singular + text.plural} == JOY


@languages
def test_blanks_at_the_ends_and_closing_signs_are_kept(language):
    pairs = [pair for entry in catalogue.read(language) for pair in _pairs(entry)]
    assert [said for text, said in pairs if text[:1].isspace() != said[:1].isspace()] == []
    assert [said for text, said in pairs if text.endswith((".", ":")) and said[-1] != text[-1]] == []
    assert [said for text, said in pairs if "!" in said and "!" not in text] == []


@languages
def test_the_compiled_file_says_what_the_catalogue_says(language):
    path = catalogue.po_path(language)
    assert path.with_suffix(".mo").read_bytes() == catalogue.compiled(catalogue.read(language))


@languages
def test_each_catalogue_begins_with_its_tone_and_how_it_counts(language):
    entries = catalogue.read(language)
    assert entries.metadata["Plural-Forms"] == catalogue.PLURALS[language]
    assert len(entries.header.splitlines()) > 2
    assert "docs/languages.md" in entries.header


def test_the_program_speaks_them_all():
    said = {}
    for language in ("en", *catalogue.LANGUAGES):
        with override(language):
            said[language] = _("Standings"), pgettext("how many", "Right")
    assert said == {
        "en": ("Standings", "Right"),
        "de": ("Rangliste", "Richtig"),
        "fr": ("Classement", "Justes"),
        "es": ("Clasificación", "Aciertos"),
        "ar": ("الترتيب", "الصحيحة"),
    }


# --- reading the sources --------------------------------------------------------------------------------------------


def test_texts_are_found_in_modules():
    source = """
title = gettext_lazy("A " "title.")
def f(n):
    return _("One") % n, ngettext("%d hand", "%d hands", n) % n, translation.pgettext("bar", "Open"), print("no")
"""
    assert sorted(catalogue.in_python(source)) == [
        Text("%d hand", "%d hands"),
        Text("A title."),
        Text("One"),
        Text("Open", "", "bar"),
    ]


def test_a_text_that_is_put_together_first_is_no_text():
    with pytest.raises(ValueError, match="malformed"):
        list(catalogue.in_python("_(f'{n} hands')"))


def test_texts_are_found_in_templates():
    source = """{% translate "It’s" %}{% translate 'Open' context "bar" %}{{ a|default:_("None") }}{% include "x" %}
        {% blocktranslate trimmed count n=1 %}
          {{ n }} hand
        {% plural %}
          {{ n }} <b>hands</b>
        {% endblocktranslate %}{% comment %}{% translate "no" %}{% endcomment %}"""
    assert sorted(catalogue.in_template(source)) == [
        Text("%(n)s hand", "%(n)s <b>hands</b>"),
        Text("It’s"),
        Text("None"),
        Text("Open", "", "bar"),
    ]
