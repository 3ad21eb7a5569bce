"""A teacher's first page: quizzes to start, found by words and tags, rooms that run, and the latest results."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from live import clock
from live.access.ownership import TeacherRequest
from live.asgi.upload_limits import grant
from live.content.finding import tag_mark
from live.forms.quizzes import TitleForm
from live.models import Brought, Question, Quiz, Room
from live.results.outline import outlines, with_people

LIVE_SHOWN, ENDED_SHOWN = 3, 5


@login_required
def quizzes(request: TeacherRequest) -> HttpResponse:
    """Show the dashboard; for a search that goes on while it is typed only what was found."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "live/quizzes/_found.html", _listed(request))
    return _dashboard(request, TitleForm())


@login_required
def create_quiz(request: TeacherRequest) -> HttpResponse:
    """Make a quiz with a title and no questions, and lead to it."""
    form = TitleForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _dashboard(request, form, status=422 if form.is_bound else 200)
    quiz = Quiz.objects.create(owner=request.user, title=form.cleaned_data["title"])
    return redirect("quiz-show", quiz.pk)


@dataclass(frozen=True)
class Sought:
    """What quizzes are looked for by: words, a tag, or nothing."""

    typed: str
    tag: str

    def __bool__(self) -> bool:
        return bool(self.typed or self.tag)


def _dashboard(request: TeacherRequest, form: TitleForm, status: int = 200) -> HttpResponse:
    rooms = with_people(Room.objects.filter(host=request.user))
    live = list(rooms.filter(ended_at=None))
    ended = list(rooms.exclude(ended_at=None).order_by("-ended_at", "-id")[: ENDED_SHOWN + 1])
    context = {
        "form": form,
        "deleted": Quiz.recently_deleted().filter(owner=request.user).defer("find"),
        "imported": Brought.recent(request.user),
        "live": live[:LIVE_SHOWN],
        "older": live[LIVE_SHOWN:],
        "latest": outlines(ended[:ENDED_SHOWN]),
        "more": len(ended) > ENDED_SHOWN,
    }
    return grant(render(request, "live/quizzes/list.html", context | _listed(request), status=status))


def _listed(request: TeacherRequest) -> dict[str, object]:
    """The quizzes that are looked for, all tags, and whether there is any quiz."""
    sought = Sought(request.GET.get("q", "").strip(), request.GET.get("tag", "").strip())
    own = Quiz.objects.filter(owner=request.user)
    found = list(Quiz.found(_counted(own), sought.typed, sought.tag))
    filed = own.values_list("tags", flat=True) if sought else [quiz.tags for quiz in found]
    tags = _alike(tag for each in filed for tag in each)
    any_quiz = bool(found) or (bool(sought) and own.exists())
    return {"quizzes": found, "sought": sought, "tags": tags, "any_quiz": any_quiz, "today": localdate(clock.now())}


def _alike(tags: Iterable[str]) -> list[str]:
    """Return each tag once, in the order of the alphabet; those that differ in case or accents alone are one."""
    found: dict[str, str] = {}
    for tag in dict.fromkeys(tags):
        found.setdefault(tag_mark(tag), tag)
    return [found[mark] for mark in sorted(found)]


def _counted(quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """Add how many questions each has, and when a room was last opened for it."""
    questions = Question.objects.filter(quiz=OuterRef("pk")).order_by().values("quiz").annotate(n=Count("pk"))
    count = Coalesce(Subquery(questions.values("n"), output_field=IntegerField()), 0)
    rooms = Room.objects.filter(quiz=OuterRef("pk")).order_by("-created_at").values("created_at")[:1]
    return quizzes.defer("find").annotate(count=count, used_at=Subquery(rooms))
