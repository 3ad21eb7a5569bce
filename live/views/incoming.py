"""Questions from elsewhere: files of any format and pasted text are shown as they would be kept, then imported."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated

from live.access.ownership import TeacherRequest, own_quiz
from live.asgi.upload_limits import grant
from live.content.pictures import Picture
from live.formats.by_hand import FORMS
from live.formats.encodings import READ_AS as ENCODINGS
from live.forms.import_preview import ImportedQuestion, ImportPreview
from live.forms.incoming import Fields, Incoming
from live.forms.sources import MOST_FILES, Sources
from live.forms.upload import Upload
from live.models import Question, Quiz
from live.models.drawn import several_with_drawings
from live.models.quiz import MOST_TAGS, TITLE_LENGTH
from live.refusal import Refused
from live.views.arrival import deadline
from live.workshop.drawings import in_time, markdown

READING, DRAWING, SHOWING = 40.0, 30.0, 50.0
"""Seconds since a request came, for all that it brings: files are read and pictures stored; questions are drawn to be
kept (a last one may take 20 s more); the page is drawn. After 60 s the server answers for it."""

GIVEN_BACK = 500_000
"Characters of a pasted text that is shown once more when it was refused: a page takes several times its memory."


@login_required
def bring(request: TeacherRequest, pk: int | None = None) -> HttpResponse:
    """Show the box; read what was put into it; import what is ticked, into a quiz or into new ones."""
    quiz = None if pk is None else own_quiz(request, pk)
    if request.method != "POST":
        return _bring_page(request, quiz)
    if request.POST.get("then") == "change":
        return _bring_page(request, quiz, text=Sources.text(request.POST.get("again", "")))
    return _import(request, quiz) if "found" in request.POST else _read(request, quiz)


def _read(request: TeacherRequest, quiz: Quiz | None) -> HttpResponse:
    upload = Upload(_there(quiz), deadline(request, READING))
    for name, file in _sources(request):
        upload.add(name, file, request.POST.get("encoding", ""), request.POST.get("form", ""))
    upload.leave_out([each.name or "" for each in request.FILES.getlist("file")[MOST_FILES:]])
    if not upload.preview.files:
        return _bring_page(request, quiz, upload.preview.refused or [_("Choose a file, or paste some questions.")])
    return _found_page(request, quiz, upload.preview, again=upload.sources.field)


def _there(quiz: Quiz | None) -> list[Fields] | None:
    """Return what is compared of the questions that a quiz has; None without a quiz."""
    return [dict(each) for each in quiz.questions.values("kind_slug", "text", "picture", "content")] if quiz else None


def _sources(request: TeacherRequest) -> Iterator[tuple[str, BinaryIO]]:
    """Yield what was put into the box: files by name, and the pasted text; or the same once more."""
    if "again" in request.POST:
        yield from ((name, BytesIO(content)) for name, content in Sources.of(request.POST["again"]))
        return
    for each in request.FILES.getlist("file")[:MOST_FILES]:
        yield each.name or "", cast(BinaryIO, each.file)
    text = request.POST.get("text", "")
    if text.strip():
        yield "", BytesIO(text.encode())


@dataclass(frozen=True)
class DrawnQuestion:
    """One question of the page before the import."""

    question: Incoming

    @property
    def html(self) -> SafeString:
        """The question as HTML."""
        return markdown(self.question.text)

    @property
    def answers(self) -> SafeString | str:
        """The choices or the key, drawn by its kind; "" for a question that cannot come."""
        kind, fields = self.question.kind, self.question.fields
        if kind is None or fields is None:
            return ""
        part = "reveal" if self._is_graded else "ask"
        context = kind.context(fields["content"]) | {"graded": self._is_graded, "picture": self._own}
        return render_to_string(kind.template(part), context)

    @property
    def picture(self) -> Picture | None:
        """The question's own picture, where its kind does not draw it with the answers."""
        kind = self.question.kind
        return None if kind and kind.pictured and self._is_graded else self._own

    @property
    def _own(self) -> Picture | None:
        return Picture.of(self.question.fields["picture"]) if self.question.fields else None

    @property
    def _is_graded(self) -> bool:
        kind, fields = self.question.kind, self.question.fields
        return bool(kind and fields and kind.graded(fields["content"]))


def _found_page(
    request: TeacherRequest, quiz: Quiz | None, preview: ImportPreview, why: str = "", again: str = ""
) -> HttpResponse:
    """Show what was found; or once more, as it was ticked, and `why` it was not imported."""
    found = preview.sealed()
    by_title = groupby(preview.questions, lambda question: question.group)
    titles = preview.titles
    context = {
        "quiz": quiz,
        "why": why,
        "preview": preview,
        "groups": [(title, [DrawnQuestion(each) for each in several]) for title, several in by_title],
        "titles": titles if len(titles) > 1 else [],
        "each": "each" in request.POST if why else preview.are_quizzes,
        "title": request.POST.get("title", "") or (titles[0] if titles else _("Questions")),
        "longest": TITLE_LENGTH,
        "found": found,
        "again": again,
        "text": Sources.text(again),
    }
    with in_time(deadline(request, SHOWING) - time.monotonic()):
        status = 422 if why else 200
        return grant(render(request, "live/quizzes/found.html", context | _ways(request), status=status))


def _ways(request: TeacherRequest) -> dict[str, object]:
    """In which other ways a file can be read, and in which of them it was."""
    forms = [(slug, translated(label)) for slug, label in FORMS.items()]
    chosen = {"form": request.POST.get("form", ""), "encoding": request.POST.get("encoding", "")}
    letters = [(name, translated(label)) for name, label in ENCODINGS.items()]
    return {"forms": forms, "letters": letters, "chosen": chosen}


def _import(request: TeacherRequest, quiz: Quiz | None) -> HttpResponse:
    try:
        preview = ImportPreview.of(request.POST["found"])
        preview.tick(set(request.POST.getlist("take")))
        chosen = list(preview.chosen())
    except BadSignature:
        why = _("That was found too long ago. Choose the file again; nothing was imported.")
        return _bring_page(request, quiz, [why])
    try:
        kept = _keep(_quizzes(request, quiz, chosen), deadline(request, DRAWING))
    except Refused as refused:
        return _found_page(request, quiz, preview, refused.message)
    messages.success(request, _("Imported questions: %d") % len(chosen))
    return redirect("quiz-show", kept[0].pk) if len(kept) == 1 else redirect("quiz-list")


def _quizzes(
    request: TeacherRequest, quiz: Quiz | None, chosen: list[ImportedQuestion]
) -> list[tuple[Quiz, list[Fields]]]:
    """Return a quiz with its new questions, or the quizzes to make: by the title that was typed, or one for each group.

    Raises Refused when nothing is ticked.
    """
    if not chosen:
        raise Refused(_("No question was ticked, so nothing was imported."), 422)
    if quiz:
        return [(quiz, [each.fields for each in chosen])]
    typed = " ".join(request.POST.get("title", "").split())[:TITLE_LENGTH]
    by_title: dict[str, list[ImportedQuestion]] = {}
    for each in chosen:
        title = each.group if "each" in request.POST and each.group else typed or each.group or _("Questions")
        by_title.setdefault(title, []).append(each)
    return [
        (_new_quiz(request, title, several), [each.fields for each in several]) for title, several in by_title.items()
    ]


def _new_quiz(request: TeacherRequest, title: str, several: list[ImportedQuestion]) -> Quiz:
    """Return a quiz that is filed under the tags of all its questions' quizzes."""
    tags = dict.fromkeys(tag for each in several for tag in each.tags)
    return Quiz(owner=request.user, title=title, tags=list(tags)[:MOST_TAGS])


def _keep(quizzes: Iterable[tuple[Quiz, list[Fields]]], until: float) -> list[Quiz]:
    """Store the questions in their quizzes: all of them or none, drawn `until` then. Raises Refused."""
    drawn = []
    for quiz, several in quizzes:
        quiz.check_takes(len(several))  # before all of it is drawn
        drawn.append((quiz, several_with_drawings(several, until)))
    with transaction.atomic():
        for quiz, several in drawn:
            if quiz.pk is None:
                quiz.save()
            Question.append_all(quiz, several)
    return [quiz for quiz, _several in drawn]


def _bring_page(
    request: TeacherRequest, quiz: Quiz | None, refused: list[str] | None = None, text: str = ""
) -> HttpResponse:
    typed = request.POST.get("text", "")
    context = {"quiz": quiz, "refused": refused or [], "text": text or (typed if len(typed) <= GIVEN_BACK else "")}
    return grant(render(request, "live/quizzes/bring.html", context | _ways(request), status=422 if refused else 200))
