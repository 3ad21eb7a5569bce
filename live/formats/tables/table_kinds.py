"""What kind of question a row of a table is, by its own word for it or by its cells, and what it says."""

import hashlib
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from live.content.folding import folded
from live.formats.catalogues import everywhere
from live.formats.found import CHANGED, LOST, NO_CHOICE, NO_KEY, choice_fields
from live.formats.tables import columns, right_cell, settings_cell
from live.formats.tables.settings_cell import Fields
from live.formats.tables.sheet_kinds import KINDS
from live.formats.tables.table_row import Row

SINGLE, SEVERAL, SHORT, LONG, TRUTH = "single", "several", "short", "text", "truefalse"
POLL, BY_CELLS, CANNOT = "poll", "", "none"
"What a row may be besides a kind: choices of which none is right, what its cells say, and what cannot be asked."
WORDS = {
    BY_CELLS: """multiple choice, quiz, mcq, mc, multiplechoice, single, choix multiple, choix multiples, qcm,
        opción múltiple, selección múltiple, اختيار من متعدد, چهارگزینه‌ای, چند گزینه‌ای""",
    SEVERAL: "checkbox, multiple answers, multiple select, several, ma, multi select, mehrfachauswahl, mehrfachantwort",
    TRUTH: """true/false, tf, truefalse, wahr/falsch, richtig/falsch, wahr oder falsch, vrai/faux, vrai ou faux,
        verdadero/falso, verdadero o falso, صح أو خطأ, صح/خطأ, صح أم خطأ, درست/نادرست, صحیح/غلط""",
    POLL: "poll, survey, umfrage, sondage, encuesta, استطلاع, استطلاع رأي, نظرسنجی",
    LONG: """open-ended, open ended, open, essay, text, open question, freitext, offene frage, question ouverte,
        rédaction, pregunta abierta, ensayo, سؤال مفتوح, مقالي, تشریحی""",
    SHORT: """fill-in-the-blank, fill in the blank, short, type answer, short answer, kurzantwort, réponse courte,
        respuesta corta, إجابة قصيرة, ملء الفراغ, کوتاه پاسخ""",
    "number": "numerical, numeric, numerisch, numérique, numérica, عددي",
    "order": "order, ordering, sorting, sequence, jumble, reihenfolge, sortieren, classement, ordenar, ترتيب",
    "match": "match, pairs, zuordnung, zuordnen, paare, association, appariement, emparejar, مطابقة, توصيل",
    "cloze": "gaps, cloze, blanks, lückentext, texte à trous, huecos",
    CANNOT: "draw, drawing, audio response, video response",
}
"What other programs and hands call them, besides the names of our kinds in all languages."


@lru_cache
def _slugs() -> dict[str, str]:
    """Return the kind by its name, folded."""
    theirs = {folded(word): slug for slug, words in WORDS.items() for word in words.split(",")}
    return theirs | {folded(name): slug for slug, kind in KINDS.items() for name in everywhere(kind.label)}


def read(row: Row) -> None:
    """Say what a row asks in the fields of its kind's editor."""
    name = row.cell(columns.KIND)
    slug = _slugs().get(folded(name))
    if slug is None and name and row.known.markdown:
        row.found.remark(CHANGED, _("“%(kind)s” is no kind of question: please look at it."), kind=name)
    slug = slug or _by_cells(row)
    if slug == CANNOT:
        row.found.refuse_type(name)
    elif slug == POLL:
        row.set(SINGLE, choice_fields([row.line(text) for text in row.choices], []))
    elif slug in {SINGLE, SEVERAL} or (slug == TRUTH and row.texts):
        _choices(row, slug)
    else:
        row.set(slug, _fields(row, slug))
    _settings(row, slug)


def _by_cells(row: Row) -> str:
    """Return the kind of a row that names none."""
    if row.texts or row.known.wrongs:
        return SINGLE
    return SHORT if row.right else LONG


def _fields(row: Row, slug: str) -> Fields:
    """Return what stands under "Right" and in the choices of a kind that has fields of its own."""
    kind = KINDS[slug]
    fields = right_cell.READ[slug](row) if slug in right_cell.READ else {}
    if kind.lines:
        lines = [row.line(line) for cell in row.texts for line in cell.split("\n") if line.strip()]
        fields[kind.lines] = ["\n".join(lines)]
    if kind.whole:
        fields[kind.whole] = ["\n".join(row.texts)]
    return fields


def _settings(row: Row, slug: str) -> None:
    """Add what the settings say; one that is none of this kind's is told."""
    kind, cell = KINDS.get(row.found.kind), settings_cell.typed(row.cell(columns.SETTINGS))
    for setting in kind.settings if kind else ():
        row.found.fields |= setting.read(cell)
    if "right" in row.found.fields and "tolerance" in row.found.fields:
        row.found.fields = right_cell.with_known(row.found.fields)
    for name in cell:
        row.found.remark(LOST, _("The setting “%(name)s” is none of this kind of question."), name=name)


# Choices


def _choices(row: Row, slug: str) -> None:
    """Choices, of which the right ones are named by place, letter or text, or stand in a column of their own."""
    texts, right = _with_wrongs(row) if row.known.wrongs else (list(map(str, row.choices)), right_cell.places(row))
    if right is None:
        row.found.remark(CHANGED, NO_CHOICE, right=row.right)
    if slug == TRUTH and (said := [right_cell.truth(text) for text in texts]) in ([True, False], [False, True]):
        marked = "" if not right else "true" if said[right[0] - 1] else "false"
        return row.set(TRUTH, {"truth": [marked]})
    if right == [] and not row.known.markdown:
        row.found.remark(CHANGED, NO_KEY)
    several = slug == SEVERAL or len(right or []) > 1
    return row.set(SEVERAL if several else SINGLE, choice_fields([row.line(text) for text in texts], right or []))


def _with_wrongs(row: Row) -> tuple[list[str], list[int]]:
    """The right answer is in a column of its own: its place among the wrong ones follows from the texts."""
    wrong, right = row.wrongs, [part for part in [row.right] if part]
    place = int(hashlib.blake2s(row.question.encode(), digest_size=4).hexdigest(), 16) % (len(wrong) + 1)
    return [*wrong[:place], *right, *wrong[place:]], [place + 1] if right else []
