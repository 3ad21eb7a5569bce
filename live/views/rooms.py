"""Opening a room for a quiz or a quick vote, and choosing the students' address."""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from live import clock
from live.access.ownership import TeacherRequest, own_quiz, post_only, require_owner
from live.content.lines import line
from live.models import Move, Phase, Quiz, Room, School
from live.models.drawn import draw_anew
from live.models.quiz import TITLE_LENGTH
from live.refusal import Refused
from live.rooms import moves
from live.rooms.quick_questions import prepare, quick_round
from live.rooms.rules import first_rules
from live.rooms.writer import writer
from live.server import addresses, hosts
from live.workshop.drawings import plain

DOUBLE_PRESS = timedelta(seconds=10)


@login_required
@post_only
def start(request: TeacherRequest, pk: int) -> HttpResponse:
    """Open a room for a quiz, with the class in the lobby. A double press opens one room."""
    quiz = own_quiz(request, pk)
    if not quiz.questions.exists():
        raise Refused(_("This quiz has no questions yet. Add one first, or ask a quick vote."), 422)
    draw_anew(quiz)
    language = get_language() or "en"
    room = writer.do_now(lambda: _just_opened(quiz) or _new_room(quiz, language))
    return redirect("host-room", room.pk)


@login_required
@post_only
def vote(request: TeacherRequest) -> HttpResponse:
    """Open a room with a quick vote at once; nobody is asked for a name."""
    prepare(request.POST)
    round, title = quick_round(request.POST), _vote_title(request.POST.get("quick_text", ""))
    language = get_language() or "en"

    def open_room() -> Room:
        rules = replace(first_rules(request.user.pk, language), asks_names=False, with_standings=False)
        room = Room.objects.create(host=request.user, title=title, rules=rules)
        moves.move(room, Move.OPEN, version=room.version, quick=round)
        return room

    return redirect("host-room", writer.do_now(open_room).pk)


@login_required
@post_only
def address(request: TeacherRequest) -> HttpResponse:
    """Choose the students' address; blank follows the network."""
    require_owner(request)
    if addresses.serving.address:
        raise Refused(
            _("This run was started with --address %s, which holds until it ends.") % addresses.serving.address
        )
    typed = request.POST.get("address", "").strip()
    try:
        chosen = addresses.clean(typed) if typed else ""
    except ValueError as error:
        words = _("“%s” is no address. Type a name or number, as quiz.school.example or 192.168.1.5:8000.") % typed
        raise Refused(words, 422) from error
    if chosen:
        _allow(chosen)
    School.objects.update_or_create(pk=1, defaults={"address": chosen})
    for pk in Room.objects.filter(ended_at=None).values_list("pk", flat=True):
        writer.act_now(pk, lambda: None)
    messages.success(request, _("Students now come in at %(url)s.") % {"url": addresses.join_url(chosen)})
    back = request.POST.get("room", "")
    is_room = back.isascii() and back.isdigit() and len(back) < 19
    return redirect("host-room", int(back)) if is_room else redirect("quiz-list")


def _allow(address: str) -> None:
    """Answer to an address on a teacher's machine; on a server only the administrator adds names."""
    name = addresses.host(address)
    if not settings.SHOW_SERVER:
        hosts.answer_to(address)
    elif not hosts.allowed(name):
        words = _("This server does not answer to “%s”. Whoever runs it can add the name to SHOW_HOSTS.") % name
        raise Refused(words, 422)


def _vote_title(asked: str) -> str:
    """Return the title of a quick vote's room: its question, if one was typed."""
    return Truncator(plain(line(asked, "NFC"))).chars(TITLE_LENGTH) or _("Quick vote")


def _just_opened(quiz: Quiz) -> Room | None:
    """Return the room that the first of two presses has just opened, in which nothing has happened yet."""
    fresh = quiz.rooms.filter(host=quiz.owner, phase=Phase.LOBBY, version=1, participants=None)
    return fresh.filter(created_at__gt=clock.now() - DOUBLE_PRESS).first()


def _new_room(quiz: Quiz, language: str) -> Room:
    """Make a room with the rules that it or its host last had; `language`: the page's, until one was chosen."""
    rules = first_rules(quiz.owner_id, language, quiz)
    return Room.objects.create(host=quiz.owner, quiz=quiz, title=quiz.title, rules=rules)
