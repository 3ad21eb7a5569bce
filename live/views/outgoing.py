"""Questions for elsewhere: a quiz is taken away as a file of another program, which says first what stays behind."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated

from live.access.ownership import TeacherRequest, own_quiz
from live.formats import package
from live.formats.found import REFUSED
from live.formats.given import Given
from live.formats.written import template, writers, written
from live.forms.outgoing import given, given_quiz, package_of
from live.models import Quiz
from live.refusal import Refused
from live.views.arrival import deadline

if TYPE_CHECKING:
    from live.formats.writers import Writer

WRITING = 45.0
"Seconds since a request came in which its file is written: less than until the server answers for it."


@login_required
def take(request: TeacherRequest, pk: int, refused: str = "") -> HttpResponse:
    """Show the formats that a quiz can go out in, each with what stays behind."""
    quiz = own_quiz(request, pk)
    questions = [given(each) for each in quiz.questions.defer("drawn", "listed")]
    offers = [FormatOffer.of(writer, questions) for writer in writers().values()]
    context = {"quiz": quiz, "count": len(questions), "offers": offers, "refused": refused}
    return render(request, "live/quizzes/take.html", context, status=422 if refused else 200)


@login_required
def download(request: TeacherRequest, pk: int, slug: str) -> HttpResponse:
    """Send a quiz in a format."""
    quiz, writer = own_quiz(request, pk), writers().get(slug)
    if writer is None:
        raise Http404
    try:
        return _file(_written(quiz, writer, _time_left(request)), writer, quiz.title)
    except Refused as why:
        return take(request, pk, why.message)


@login_required
def take_all(request: TeacherRequest) -> HttpResponse:
    """Send all quizzes, or those under a tag, as one package of ours, from which they come in again in this order."""
    tag = request.GET.get("tag", "").strip()
    quizzes = Quiz.found(Quiz.objects.filter(owner=request.user), "", tag).order_by("created_at", "id")
    try:
        return _file(package_of(quizzes, _time_left(request)), writers()[package.FORMAT], tag or _("All quizzes"))
    except Refused as why:
        messages.error(request, why.message)
        return redirect("quiz-list")


@login_required
def blank_sheet(request: TeacherRequest) -> HttpResponse:
    """Send the spreadsheet that a teacher fills in."""
    try:
        return _file(template(_time_left(request)), writers()["xlsx"], _("Questions"))
    except Refused as why:
        messages.error(request, why.message)
        return redirect("quiz-bring")


def _written(quiz: Quiz, writer: Writer, wait: float) -> bytes:
    """Return the file; a package of ours can come in again. Raises Refused."""
    return package_of([quiz], wait) if writer.slug == package.FORMAT else written(writer, given_quiz(quiz), wait)


def _time_left(request: TeacherRequest) -> float:
    return deadline(request, WRITING) - time.monotonic()


def _file(content: bytes, writer: Writer, title: str) -> HttpResponse:
    """Send a file that is called by what is in it, and for whom it is where its ending does not say that."""
    name = slugify(title, allow_unicode=True) or slugify(_("Quiz"), allow_unicode=True)
    name += f"-{writer.slug}" if writer.slug != writer.ending else ""
    response = HttpResponse(content, content_type=writer.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{writer.ending}") or ""
    return response


class Loss(NamedTuple):
    """What a format does not take of some questions: how many these are, their numbers, and a sentence."""

    many: int
    numbers: str
    sentence: str


@dataclass(frozen=True)
class FormatOffer:
    """A format as the page offers it."""

    writer: Writer
    takes: int
    "How many questions go along."
    refused: list[Loss]
    "Which do not, and why."
    lost: list[Loss]
    "What of the others is lost or changed."

    @classmethod
    def of(cls, writer: Writer, questions: list[Given]) -> FormatOffer:
        """Ask a format about all questions; those of which it says the same share a line."""
        refused, lost = dict[str, list[int]](), dict[str, list[int]]()
        taken = 0
        for number, question in enumerate(questions, start=1):
            remarks = writer.remarks(question)
            reasons = [remark for remark in remarks if remark.level == REFUSED]
            taken += not reasons
            for remark in reasons or remarks:
                sentence = translated(remark.words) % remark.values if remark.values else translated(remark.words)
                (refused if reasons else lost).setdefault(sentence, []).append(number)
        return cls(writer, taken, _losses(refused), _losses(lost))


def _losses(said: dict[str, list[int]]) -> list[Loss]:
    return [Loss(len(numbers), spans(numbers), sentence) for sentence, numbers in said.items()]


def spans(numbers: list[int]) -> str:
    """Return rising numbers as people write them: 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
