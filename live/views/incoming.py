"""Questions from elsewhere: files of any format and pasted text are shown as they would be kept, then imported."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from live.access.ownership import TeacherRequest, own_quiz
from live.asgi.upload_limits import grant
from live.content.pictures import Picture
from live.formats.found import Reading
from live.formats.opened import opened
from live.forms.incoming import Inbox, Incoming, renew_pictures, sealed, sentence, unsealed
from live.models import Question, Quiz
from live.models.drawn import several_with_drawings
from live.refusal import Refused
from live.workshop.drawings import in_time, markdown

MOST_FILES = 20


@login_required
def bring(request: TeacherRequest, pk: int) -> HttpResponse:
    """Show the box; read what was put into it; import what is ticked."""
    quiz = own_quiz(request, pk)
    if request.method != "POST":
        return _box(request, quiz)
    return _import(request, quiz) if "found" in request.POST else _read(request, quiz)


def _read(request: TeacherRequest, quiz: Quiz) -> HttpResponse:
    readings, refused = [], []
    inbox = Inbox(dict(each) for each in quiz.questions.values("kind_slug", "text", "picture", "content"))
    for name, content in _sources(request):
        try:
            reading = opened(content, name, request.POST.get("encoding", ""))
            inbox.take(reading)
            readings.append((name, reading))
        except Refused as why:
            refused.append(f"{name}: {why.message}" if name else why.message)
    if not readings:
        return _box(request, quiz, refused or [_("Choose a file, or paste some questions.")])
    return _found(request, quiz, inbox.questions, readings, refused)


def _sources(request: TeacherRequest) -> Iterator[tuple[str, bytes]]:
    """Yield what was put into the box: files by name, one at a time, and the pasted text."""
    for each in request.FILES.getlist("file")[:MOST_FILES]:
        yield each.name or "", each.read()
    text = request.POST.get("text", "")
    if text.strip():
        yield "", text.encode()


@dataclass(frozen=True)
class Shown:
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


def _found(
    request: TeacherRequest,
    quiz: Quiz,
    questions: list[Incoming],
    readings: list[tuple[str, Reading]],
    refused: list[str],
) -> HttpResponse:
    context = {
        "quiz": quiz,
        "readings": [(name, reading, list(map(sentence, reading.remarks))) for name, reading in readings],
        "refused": refused,
        "shown": [Shown(each) for each in questions],
        "ready": sum(each.fields is not None for each in questions),
        "ticked": sum(each.ticked for each in questions),
        "found": sealed(questions),
    }
    with in_time():
        return render(request, "live/quizzes/found.html", context)


def _import(request: TeacherRequest, quiz: Quiz) -> HttpResponse:
    try:
        chosen = list(unsealed(request.POST["found"], request.POST.getlist("take")))
        quiz.check_takes(len(chosen))  # before all of it is drawn
        renew_pictures(chosen)
        Question.append_all(quiz, several_with_drawings(chosen))
    except BadSignature:
        return _box(request, quiz, [_("That was found too long ago. Choose the file again; nothing was imported.")])
    except Refused as why:
        return _box(request, quiz, [why.message])
    return redirect("quiz-show", quiz.pk)


def _box(request: TeacherRequest, quiz: Quiz, refused: list[str] | None = None) -> HttpResponse:
    context = {"quiz": quiz, "refused": refused or [], "text": request.POST.get("text", "")}
    return grant(render(request, "live/quizzes/bring.html", context, status=422 if refused else 200))
