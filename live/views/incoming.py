"""Questions from elsewhere: files of any format and pasted text are shown as they would be kept, then imported."""

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
from live.formats.found import Reading
from live.formats.opened import opened
from live.forms.incoming import Incoming, incoming, sealed, unsealed
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
    for name, content in _sources(request):
        try:
            readings.append((name, opened(content, name, request.POST.get("encoding", ""))))
        except Refused as why:
            refused.append(f"{name}: {why.message}" if name else why.message)
    if not readings:
        return _box(request, quiz, refused or [_("Choose a file, or paste some questions.")])
    return _found(request, quiz, readings, refused)


def _sources(request: TeacherRequest) -> list[tuple[str, bytes]]:
    """Return what was put into the box: files by name, and the pasted text."""
    files = [(each.name or "", each.read()) for each in request.FILES.getlist("file")[:MOST_FILES]]
    text = request.POST.get("text", "")
    return [*files, *([("", text.encode())] if text.strip() else [])]


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
        part = "reveal" if kind.graded(fields["content"]) else "ask"
        return render_to_string(kind.template(part), kind.context(fields["content"]) | {"graded": part == "reveal"})


def _found(
    request: TeacherRequest, quiz: Quiz, readings: list[tuple[str, Reading]], refused: list[str]
) -> HttpResponse:
    there = [dict(each) for each in quiz.questions.values("kind_slug", "text", "content")]
    whole = Reading("", found=[each for _name, reading in readings for each in reading.found])
    questions = incoming(whole, there)
    context = {
        "quiz": quiz,
        "readings": readings,
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
        Question.append_all(quiz, several_with_drawings(chosen))
    except BadSignature:
        return _box(request, quiz, [_("That was found too long ago. Choose the file again; nothing was imported.")])
    except Refused as why:
        return _box(request, quiz, [why.message])
    return redirect("quiz-show", quiz.pk)


def _box(request: TeacherRequest, quiz: Quiz, refused: list[str] | None = None) -> HttpResponse:
    context = {"quiz": quiz, "refused": refused or [], "text": request.POST.get("text", "")}
    return grant(render(request, "live/quizzes/bring.html", context, status=422 if refused else 200))
