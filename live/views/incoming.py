"""Questions from elsewhere: files of any format and pasted text are shown as they would be kept, then imported."""

from collections.abc import Iterable, Iterator
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
from live.content.pictures import Picture
from live.formats.encodings import READ_AS as ENCODINGS
from live.formats.opened import opened
from live.formats.readers import FORMS
from live.forms.incoming import Fields, ImportedQuestion, Inbox, Incoming, ReadFile, sealed, unsealed
from live.forms.sources import Source, Sources
from live.models import Question, Quiz
from live.models.drawn import several_with_drawings
from live.models.quiz import MOST_TAGS, TITLE_LENGTH
from live.refusal import Refused
from live.workshop.drawings import in_time, markdown

MOST_FILES = 20


@login_required
def bring(request: TeacherRequest, pk: int | None = None) -> HttpResponse:
    """Show the box; read what was put into it; import what is ticked, into a quiz or into new ones."""
    quiz = None if pk is None else own_quiz(request, pk)
    if request.method != "POST":
        return _bring_page(request, quiz)
    return _import(request, quiz) if "found" in request.POST else _read(request, quiz)


def _read(request: TeacherRequest, quiz: Quiz | None) -> HttpResponse:
    upload = Upload(Inbox(_there(quiz)), Sources(), [], [])
    for name, content in _sources(request):
        upload.again.add(name, content)
        try:
            reading = opened(content, name, request.POST.get("encoding", ""), request.POST.get("form", ""))
        except Refused as why:
            upload.refused.append(f"{name}: {why.message}" if name else why.message)
        else:
            upload.brought.append(ReadFile(name, reading))
            upload.inbox.take(upload.brought[-1])
    if not upload.brought:
        return _bring_page(request, quiz, upload.refused or [_("Choose a file, or paste some questions.")])
    return _found_page(request, quiz, upload)


def _there(quiz: Quiz | None) -> list[Fields] | None:
    """Return what is compared of the questions that a quiz has; None without a quiz."""
    return [dict(each) for each in quiz.questions.values("kind_slug", "text", "picture", "content")] if quiz else None


def _sources(request: TeacherRequest) -> Iterator[Source]:
    """Yield what was put into the box, one at a time: files by name, and the pasted text; or the same once more."""
    if "again" in request.POST:
        yield from Sources.of(request.POST["again"])
        return
    for each in request.FILES.getlist("file")[:MOST_FILES]:
        yield each.name or "", each.read()
    text = request.POST.get("text", "")
    if text.strip():
        yield "", text.encode()


@dataclass(frozen=True)
class Upload:
    """What the box held: its questions, the files themselves, what could be read, and why the rest could not."""

    inbox: Inbox
    again: Sources
    brought: list[ReadFile]
    refused: list[str]


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


def _found_page(request: TeacherRequest, quiz: Quiz | None, upload: Upload) -> HttpResponse:
    questions = upload.inbox.questions
    groups = [
        (title, [DrawnQuestion(each) for each in several]) for title, several in groupby(questions, lambda q: q.group)
    ]
    titles = list(dict.fromkeys(each.group for each in questions if each.group))
    context = {
        "quiz": quiz,
        "brought": upload.brought,
        "refused": upload.refused,
        "groups": groups,
        "titles": titles if len(titles) > 1 else [],
        "are_quizzes": any(len(each.reading.tags) > 1 for each in upload.brought),
        "title": titles[0] if titles else _("Questions"),
        "longest": TITLE_LENGTH,
        "count": len(questions),
        "ready": sum(each.fields is not None for each in questions),
        "found": sealed(questions),
        "again": upload.again.field,
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
        quizzes = [(quiz, [each.fields for each in chosen])] if quiz else _new_quizzes(request, chosen)
        kept = _keep(quizzes)
    except BadSignature:
        return _bring_page(
            request, quiz, [_("That was found too long ago. Choose the file again; nothing was imported.")]
        )
    except Refused as why:
        return _bring_page(request, quiz, [why.message])
    return redirect("quiz-show", kept[0].pk) if len(kept) == 1 else redirect("quiz-list")


def _new_quizzes(request: TeacherRequest, chosen: list[ImportedQuestion]) -> list[tuple[Quiz, list[Fields]]]:
    """Return the quizzes to make, each with its questions: one by the title that was typed, or one for each group."""
    if not chosen:
        raise Refused(_("No question was ticked, so nothing was imported."), 422)
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


def _bring_page(request: TeacherRequest, quiz: Quiz | None, refused: list[str] | None = None) -> HttpResponse:
    context = {"quiz": quiz, "refused": refused or [], "text": request.POST.get("text", "")}
    return grant(render(request, "live/quizzes/bring.html", context | _ways(request), status=422 if refused else 200))
