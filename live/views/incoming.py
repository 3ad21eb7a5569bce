"""Questions from elsewhere: files of any format and pasted text are read, and kept for the page that shows them."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated

from live.access.ownership import TeacherRequest, own_brought, own_quiz
from live.asgi.upload_limits import grant
from live.formats.by_hand import FORMS
from live.formats.encodings import READ_AS as ENCODINGS
from live.forms.import_preview import ImportPreview
from live.forms.incoming import Fields
from live.forms.sources import MOST_FILES
from live.forms.upload import Upload
from live.models import Brought, Quiz
from live.views.arrival import deadline

READING = 40.0
"Seconds since a request came, for all that it brings: files are read and pictures stored."

GIVEN_BACK = 500_000
"Characters of a pasted text that is shown once more when it was refused: a page takes several times its memory."


@login_required
def bring(request: TeacherRequest, pk: int | None = None) -> HttpResponse:
    """Show the box; read what was put into it."""
    quiz = None if pk is None else own_quiz(request, pk)
    if request.method != "POST":
        return box(request, quiz)
    files = request.FILES.getlist("file")
    return _read(request, quiz, _sources(request), [each.name or "" for each in files[MOST_FILES:]])


@login_required
def bring_again(request: TeacherRequest, pk: int) -> HttpResponse:
    """Read what was brought another way; or show its text in the box, to be changed."""
    brought = own_brought(request, pk)
    sources = ImportPreview.of(brought.page).sources
    if request.method != "POST":
        return box(request, brought.quiz, text=sources.text)
    return _read(request, brought.quiz, ((name, BytesIO(content)) for name, content in sources))


def _read(
    request: TeacherRequest,
    quiz: Quiz | None,
    sources: Iterable[tuple[str, BinaryIO]],
    too_many: list[str] | None = None,
) -> HttpResponse:
    upload = Upload(_there(quiz), deadline(request, READING))
    for name, file in sources:
        upload.add(name, file, request.POST.get("encoding", ""), request.POST.get("form", ""))
    upload.leave_out(too_many or [])
    if not upload.preview.files:
        return box(request, quiz, upload.preview.refused or [_("Choose a file, or paste some questions.")])
    return redirect("quiz-found", Brought.add(request.user, quiz, upload.preview.packed()).pk)


def _there(quiz: Quiz | None) -> list[Fields] | None:
    """Return what is compared of the questions that a quiz has; None without a quiz."""
    return [dict(each) for each in quiz.questions.values("kind_slug", "text", "picture", "content")] if quiz else None


def _sources(request: TeacherRequest) -> Iterator[tuple[str, BinaryIO]]:
    """Yield what was put into the box, one at a time: files by name, and the pasted text."""
    for each in request.FILES.getlist("file")[:MOST_FILES]:
        yield each.name or "", cast(BinaryIO, each.file)
    text = request.POST.get("text", "")
    if text.strip():
        yield "", BytesIO(text.encode())


def ways(request: TeacherRequest) -> dict[str, object]:
    """In which other ways a file can be read, and in which of them it was."""
    forms = [(slug, translated(label)) for slug, label in FORMS.items()]
    chosen = {"form": request.POST.get("form", ""), "encoding": request.POST.get("encoding", "")}
    letters = [(name, translated(label)) for name, label in ENCODINGS.items()]
    return {"forms": forms, "letters": letters, "chosen": chosen}


def box(request: TeacherRequest, quiz: Quiz | None, refused: list[str] | None = None, text: str = "") -> HttpResponse:
    """Show the box; 422 with the sentences of a refusal, and what was typed."""
    typed = request.POST.get("text", "")
    context = {"quiz": quiz, "refused": refused or [], "text": text or (typed if len(typed) <= GIVEN_BACK else "")}
    return grant(render(request, "live/quizzes/bring.html", context | ways(request), status=422 if refused else 200))
