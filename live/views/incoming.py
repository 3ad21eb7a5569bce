"""Questions from elsewhere: files of any format and pasted text are shown as they would be kept, then imported."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

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
from live.formats.encodings import READ_AS as ENCODINGS
from live.formats.opened import opened
from live.formats.readers import FORMS
from live.forms.carried import Source, brought_again, carried
from live.forms.incoming import Brought, Fields, Incoming, incoming, sealed, unsealed
from live.models import Question, Quiz
from live.models.drawn import several_with_drawings
from live.models.quiz import TITLE_LENGTH
from live.refusal import Refused
from live.workshop.drawings import in_time, markdown

MOST_FILES = 20


@login_required
def bring(request: TeacherRequest, pk: int | None = None) -> HttpResponse:
    """Show the box; read what was put into it; import what is ticked, into a quiz or into new ones."""
    quiz = None if pk is None else own_quiz(request, pk)
    if request.method != "POST":
        return _box(request, quiz)
    return _import(request, quiz) if "found" in request.POST else _read(request, quiz)


def _read(request: TeacherRequest, quiz: Quiz | None) -> HttpResponse:
    sources, brought, refused = _sources(request), [], []
    for name, content in sources:
        try:
            reading = opened(content, name, request.POST.get("encoding", ""), request.POST.get("form", ""))
            brought.append(Brought(name, reading))
        except Refused as why:
            refused.append(f"{name}: {why.message}" if name else why.message)
    if not brought:
        return _box(request, quiz, refused or [_("Choose a file, or paste some questions.")])
    return _found(request, quiz, Found(sources, brought, refused))


def _sources(request: TeacherRequest) -> list[Source]:
    """Return what was put into the box: files by name, and the pasted text; or the same once more."""
    if "again" in request.POST:
        return brought_again(request.POST["again"])
    files = [(each.name or "", each.read()) for each in request.FILES.getlist("file")[:MOST_FILES]]
    text = request.POST.get("text", "")
    return [*files, *([("", text.encode())] if text.strip() else [])]


@dataclass(frozen=True)
class Found:
    """What the box held, what could be read of it, and why the rest could not."""

    sources: list[Source]
    brought: list[Brought]
    refused: list[str]


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


def _found(request: TeacherRequest, quiz: Quiz | None, found: Found) -> HttpResponse:
    there = [dict(each) for each in quiz.questions.values("kind_slug", "text", "content")] if quiz else []
    questions = incoming(found.brought, there)
    groups = [(title, [Shown(each) for each in several]) for title, several in groupby(questions, lambda q: q.group)]
    titles = list(dict.fromkeys(each.group for each in questions if each.group))
    context = {
        "quiz": quiz,
        "brought": found.brought,
        "refused": found.refused,
        "groups": groups,
        "titles": titles if len(titles) > 1 else [],
        "title": titles[0] if titles else _("Questions"),
        "longest": TITLE_LENGTH,
        "count": len(questions),
        "ready": sum(each.fields is not None for each in questions),
        "found": sealed(questions),
        "again": carried(found.sources),
    }
    with in_time():
        return grant(render(request, "live/quizzes/found.html", context | _ways(request)))


def _ways(request: TeacherRequest) -> dict[str, object]:
    """In which other ways a file can be read, and in which of them it was."""
    forms = [(slug, translated(label)) for slug, (label, _read) in FORMS.items()]
    chosen = {"form": request.POST.get("form", ""), "encoding": request.POST.get("encoding", "")}
    return {"forms": forms, "encodings": ENCODINGS, "chosen": chosen}


def _import(request: TeacherRequest, quiz: Quiz | None) -> HttpResponse:
    try:
        chosen = list(unsealed(request.POST["found"], request.POST.getlist("take")))
        quizzes = [(quiz, [fields for _group, fields in chosen])] if quiz else _new_quizzes(request, chosen)
        kept = _keep(quizzes)
    except BadSignature:
        return _box(request, quiz, [_("That was found too long ago. Choose the file again; nothing was imported.")])
    except Refused as why:
        return _box(request, quiz, [why.message])
    return redirect("quiz-show", kept[0].pk) if len(kept) == 1 else redirect("quiz-list")


def _new_quizzes(request: TeacherRequest, chosen: list[tuple[str, Fields]]) -> list[tuple[Quiz, list[Fields]]]:
    """Return the quizzes to make, each with its questions: one by the title that was typed, or one for each group."""
    if not chosen:
        raise Refused(_("No question was ticked, so nothing was imported."), 422)
    typed = " ".join(request.POST.get("title", "").split())[:TITLE_LENGTH]
    by_title: dict[str, list[Fields]] = {}
    for group, fields in chosen:
        title = group if "each" in request.POST and group else typed or group or _("Questions")
        by_title.setdefault(title, []).append(fields)
    return [(Quiz(owner=request.user, title=title), several) for title, several in by_title.items()]


def _keep(quizzes: Iterable[tuple[Quiz, list[Fields]]]) -> list[Quiz]:
    """Store the questions in their quizzes: all of them or none. Raises Refused."""
    drawn = []
    for quiz, several in quizzes:
        quiz.check_takes(len(several))  # before all of it is drawn
        drawn.append((quiz, several_with_drawings(several)))
    with transaction.atomic():
        for quiz, several in drawn:
            if quiz.pk is None:
                quiz.save()
            Question.append_all(quiz, several)
    return [quiz for quiz, _several in drawn]


def _box(request: TeacherRequest, quiz: Quiz | None, refused: list[str] | None = None) -> HttpResponse:
    context = {"quiz": quiz, "refused": refused or [], "text": request.POST.get("text", "")}
    return grant(render(request, "live/quizzes/bring.html", context | _ways(request), status=422 if refused else 200))
