"""Every text that people see, as the sources have it, and the catalogues of its translations.

`python -m tools.translations` brings the catalogues up to date: new texts come in empty, texts that have gone go, and
the compiled files are written again. It reads the sources as Django's makemessages would, needs no gettext beside it,
and never guesses a translation.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT: Path = settings.ROOT
LOCALE = ROOT / "live" / "locale"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLURALS = {
    "de": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
WIDTH = 120
CALLS = {"_": "s", "gettext": "s", "ngettext": "sp", "pgettext": "cs", "npgettext": "csp"}
"What the first arguments of each function are: context, singular, plural."
_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"\b({'|'.join(CALLS)})\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)


class Text(NamedTuple):
    """One text to be translated."""

    singular: str
    plural: str = ""
    context: str | None = None


def texts() -> dict[Text, list[str]]:
    """Every text of the program, each with the files that say it."""
    found: dict[Text, list[str]] = {}
    for path in sorted([*(ROOT / "live").rglob("*.py"), *(ROOT / "site").rglob("*.py")]):
        _note(found, path, in_python(path.read_text()))
    for path in sorted((ROOT / "templates").rglob("*.html")):
        _note(found, path, in_template(path.read_text()))
    return found


def _note(found: dict[Text, list[str]], path: Path, texts: Iterator[Text]) -> None:
    name = path.relative_to(ROOT).as_posix()
    for text in texts:
        files = found.setdefault(text, [])
        files += [name] if name not in files else []


def in_python(source: str) -> Iterator[Text]:
    """The texts of a module. Raises ValueError for a call with something that nobody can translate beforehand."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", "")).removesuffix("_lazy")
        if name in CALLS:
            yield _text(name, [ast.literal_eval(each) for each in node.args[: len(CALLS[name])]])


def in_template(source: str) -> Iterator[Text]:
    """The texts of a template, as Django hands them to translators."""
    for name, literals in _CALL.findall(templatize(source)):
        yield _text(name, list(ast.literal_eval(f"({literals},)"))[: len(CALLS[name])])


def _text(name: str, arguments: list[str]) -> Text:
    parts = dict(zip(CALLS[name], arguments, strict=True))
    return Text(parts["s"], parts.get("p", ""), parts.get("c"))


def po_path(language: str) -> Path:
    """Where the translations into a language are."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> polib.POFile:
    """The translations into a language; the beginnings of them when there are none."""
    if po_path(language).exists():
        return polib.pofile(str(po_path(language)), wrapwidth=WIDTH)
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return catalogue


def compiled(catalogue: polib.POFile) -> bytes:
    """The catalogue as Django reads it."""
    return bytes(catalogue.to_binary())


def update(language: str) -> list[str]:
    """Bring one language's two files up to date. What is still to be translated."""
    catalogue = read(language)
    forms = int(PLURALS[language][len("nplurals=")])
    known = {key(entry): entry for entry in catalogue if not entry.obsolete}
    catalogue[:] = [_entry(known.get(text), text, files, forms) for text, files in texts().items()]
    po_path(language).parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(po_path(language)))
    po_path(language).with_suffix(".mo").write_bytes(compiled(catalogue))
    return [entry.msgid for entry in catalogue if not entry.translated()]


def key(entry: polib.POEntry) -> Text:
    """The text that an entry translates."""
    return Text(entry.msgid, entry.msgid_plural or "", entry.msgctxt)


def _entry(known: polib.POEntry | None, text: Text, files: list[str], forms: int) -> polib.POEntry:
    entry = known or polib.POEntry(msgid=text.singular, msgid_plural=text.plural, msgctxt=text.context)
    if text.plural and not entry.msgstr_plural:
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    entry.occurrences = [(name, "") for name in files]
    if re.search(r"%(\(\w+\))?[sd]", text.singular + text.plural) and "python-format" not in entry.flags:
        entry.flags.append("python-format")
    return entry
