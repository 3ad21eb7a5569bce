"""Who may ask what: a row for every address of the program, tried by everybody, by GET and by POST (T28).

And what may be kept of it: a teacher's pages never, a student's in no cache that others use.
"""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import URLPattern, get_resolver, reverse

from live import clock
from live.content.class_list import Listed
from live.forms.import_preview import ImportPreview
from live.models import (
    Brought,
    Participant,
    Pupil,
    Question,
    Quiz,
    Response,
    Roll,
    Room,
    Round,
    SignInLink,
)
from live.urls import urlpatterns
from tests.support.app_browser import Answer, Browser, Form
from tests.support.lessons import a_teacher
from tests.support.live_lesson import Classroom, application, in_loop, signed_in

pytestmark = pytest.mark.usefixtures("in_process")

VISITORS = ("anonymous", "participant", "teacher next door", "host's phone", "host", "owner")
IN, LOGIN, NO, FAREWELL, SPENT = "let in", "to the login", 404, 403, 410
EVERYBODY = (IN,) * 6
TEACHER = (LOGIN, LOGIN, IN, LOGIN, IN, IN)
OWN_QUIZ = (LOGIN, LOGIN, NO, LOGIN, IN, NO)
OWN_BROUGHT = (LOGIN, LOGIN, SPENT, LOGIN, IN, SPENT)
OWN_ROLL = OWN_QUIZ
OWNER = (LOGIN, LOGIN, NO, LOGIN, NO, IN)
HOST = (NO, NO, NO, IN, IN, NO)
HOST_POLL = (FAREWELL, FAREWELL, FAREWELL, IN, IN, FAREWELL)
HOST_BY_LOGIN = (NO, NO, NO, NO, IN, NO)
SEAT = (403, IN, 403, 403, 403, 403)

ROWS: dict[str, tuple[tuple[str | int, ...], Form]] = {
    "play-home": (EVERYBODY, {}),
    "play-code": (EVERYBODY, {}),
    "play-join": (EVERYBODY, {"nickname": "Dora"}),
    "play-room": (SEAT, {}),
    "play-state": (SEAT, {}),
    "play-answer": (SEAT, {"round": "1", "choice": "1"}),
    "play-leave": (SEAT, {"leave": "1"}),
    "play-review": (SEAT, {}),
    "play-card": ((NO,) * 6, {}),  # with the key of no card
    "play-card-answers": ((NO,) * 6, {}),
    "screen-room": (EVERYBODY, {}),  # whoever has the key
    "screen-state": (EVERYBODY, {}),
    "screen-sound": (EVERYBODY, {}),
    "screen-sound-state": (EVERYBODY, {}),
    "host-remote": (EVERYBODY, {}),  # whoever has the secret, once
    "host-room": (HOST, {}),
    "host-state": (HOST_POLL, {}),
    "host-present": (HOST, {}),
    "host-present-state": (HOST_POLL, {}),
    "host-sound": (HOST, {}),
    "host-sound-state": (HOST_POLL, {}),
    "host-act": (HOST, {"move": "open", "version": "1"}),
    "host-key": (HOST, {}),
    "host-key-state": (HOST_POLL, {}),
    "host-phone": (HOST_BY_LOGIN, {}),
    "host-answers": (HOST, {}),
    "host-people": (HOST, {}),
    "host-person": (HOST, {"do": "hide"}),
    "room-list": (TEACHER, {}),
    "room-results": (HOST_BY_LOGIN, {}),
    "room-csv": (HOST_BY_LOGIN, {}),
    "round-regrade": ((NO,) * 6, {}),  # of a round that is not there yet; tests/views/test_regrades.py has the others
    "room-book": (HOST_BY_LOGIN, {}),
    "rooms-book": (TEACHER, {}),
    "room-marks": (HOST_BY_LOGIN, {}),
    "room-marks-file": (HOST_BY_LOGIN, {}),
    "room-again": (HOST_BY_LOGIN, {}),
    "room-handout": (HOST_BY_LOGIN, {}),
    "room-keep": (HOST_BY_LOGIN, {"until": ""}),
    "room-delete": (HOST_BY_LOGIN, {}),
    "room-start": (OWN_QUIZ, {}),
    "room-vote": (TEACHER, {"quick": "yesno"}),
    "room-address": (OWNER, {"address": ""}),
    "account-login": (EVERYBODY, {"username": "ada", "password": "wrong"}),
    "account-logout": ((LOGIN,) * 6, {}),
    "account-password": (TEACHER, {"old_password": "wrong"}),
    "account-signin": ((SPENT,) * 6, {}),  # with a phone's secret
    "account-welcome": ((SPENT,) * 6, {"new_password1": "battery staple", "new_password2": "battery staple"}),
    "teacher-list": (OWNER, {}),
    "teacher-add": (OWNER, {"name": "Mallory"}),
    "teacher-keep": (OWNER, {"days": "30"}),
    "teacher-link": (OWNER, {}),
    "teacher-remove": (OWNER, {}),
    "quiz-list": (TEACHER, {}),
    "quiz-create": (TEACHER, {"title": "Mine"}),
    "quiz-show": (OWN_QUIZ, {}),
    "quiz-rename": (OWN_QUIZ, {"title": "Stolen"}),
    "quiz-tag": (OWN_QUIZ, {"tags": "stolen"}),
    "quiz-duplicate": (OWN_QUIZ, {}),
    "quiz-delete": (OWN_QUIZ, {}),
    "quiz-take-all": (TEACHER, {}),
    "quiz-take": (OWN_QUIZ, {}),
    "quiz-template": (TEACHER, {}),
    "quiz-download": (OWN_QUIZ, {}),
    "quiz-bring": (TEACHER, {"text": "Q?\nA) a\nB) b\nANSWER: A"}),
    "quiz-paste": (OWN_QUIZ, {"text": "Q?\nA) a\nB) b\nANSWER: A"}),
    "quiz-found": (OWN_BROUGHT, {"take": "1"}),
    "quiz-bring-again": (OWN_BROUGHT, {}),
    "quiz-undo-import": (OWN_BROUGHT, {}),
    "question-create": (OWN_QUIZ, {"kind": "cloud", "text": "Q?", "words": "3", "weight": "1"}),
    "question-edit": (OWN_QUIZ, {"kind": "cloud", "text": "Q?", "words": "3", "weight": "1"}),
    "question-move": (OWN_QUIZ, {"to": "2"}),
    "question-duplicate": (OWN_QUIZ, {}),
    "question-delete": (OWN_QUIZ, {}),
    "quiz-restore": (OWN_QUIZ, {}),
    "question-restore": (OWN_QUIZ, {}),
    "question-preview": (OWN_QUIZ, {"kind": "cloud", "text": "Q?", "words": "3", "weight": "1"}),
    "quiz-paper": (OWN_QUIZ, {}),
    "roll-list": (TEACHER, {"title": "8b", "pupils": "Ada"}),
    "roll-show": (OWN_ROLL, {"title": "9c"}),
    "roll-add": (OWN_ROLL, {"pupils": "Eve"}),
    "roll-cards": (OWN_ROLL, {}),
    "roll-warm-up": (OWN_ROLL, {}),
    "roll-csv": (OWN_ROLL, {}),
    "roll-delete": (OWN_ROLL, {}),
    "pupil-show": (OWN_ROLL, {"name": "Eve"}),
    "pupil-card": (OWN_ROLL, {}),
    "pupil-remove": (OWN_ROLL, {}),
}
BY_GET: dict[str, tuple[str | int, ...]] = {
    "play-answer": EVERYBODY,  # to the page, whose seat it takes
    "play-leave": EVERYBODY,  # whoever has no seat is led to the page, too
    "quiz-undo-import": TEACHER,  # to the dashboard, whatever the id
    "room-start": TEACHER,  # to the dashboard, whatever the id
    "room-address": TEACHER,
    **dict.fromkeys(("roll-add", "roll-warm-up", "pupil-card", "pupil-remove"), TEACHER),
}
SOUNDING = ("screen-", "host-present", "host-sound")
"What the names of the addresses begin with whose pages may play sounds."
NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"
ANEW = "private, no-cache"
NOBODYS = {"play-home", "play-code", "play-answer"}  # shows nothing of anybody, or only leads on
KEPT = (Brought, Room, Round, Quiz, Question, Participant, Response, SignInLink, User, Roll, Pupil)


def names() -> list[str]:
    """The name of every address that there is."""
    assert all(isinstance(pattern, URLPattern) for pattern in urlpatterns)
    return [pattern.name or "" for pattern in urlpatterns if isinstance(pattern, URLPattern)]


def test_every_address_has_its_row():
    assert sorted(names()) == sorted(ROWS)
    assert {each for each in get_resolver().reverse_dict if isinstance(each, str)} == set(names())


def database() -> list[Any]:
    """All that a stranger could have changed."""
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


def caching(name: str) -> str:
    """What an address says to browsers and proxies about keeping what it shows."""
    return "" if name in NOBODYS else ANEW if name.startswith(("play-", "screen-")) else NEVER


def outcome(answer: Answer) -> str | int:
    """What happened at the door; a form that is refused inside, or a method that is not known, was let in."""
    if answer.where.startswith("/login/"):
        return LOGIN
    return answer.status if answer.status in {403, 404, 405, 410} else IN


class Doors:
    """Ada's lesson, everybody who might come by, and an address to try."""

    def __init__(self, name: str) -> None:
        self.lesson = Classroom(host=a_teacher("hedy"))
        self.name, room = name, self.lesson.room
        olive = User.objects.create_superuser("olive")
        assert room.quiz is not None
        self.secret = SignInLink.issue(room.host, room=room)
        self.pk = {"quiz": room.quiz.pk, "room": room.quiz.pk, "question": room.quiz.questions.all()[0].pk}
        Brought.objects.create(
            pk=self.pk["quiz"], owner=room.host, page=ImportPreview().packed(), created_at=clock.now()
        )
        self.pk["teacher"] = User.objects.get(username="ada").pk
        roll = Roll.objects.create(owner=room.host, title="8b")
        roll.enter([Listed("Ada")])
        self.pk |= {"roll": roll.pk, "pupil": roll.pupils.get().pk}
        self.browsers = {name: Browser(application()) for name in VISITORS}
        self.browsers["host"] = self.lesson.host
        self.browsers["owner"] = signed_in(olive)
        self.browsers["teacher next door"] = signed_in(User.objects.get(username="ada"))

    async def open(self) -> None:
        """Let the participant and the phone in, and give everybody a token for forms."""
        await self.lesson.joins("Ana", self.browsers["participant"])
        secret = await self.lesson.read(lambda: SignInLink.issue(self.lesson.room.host, room=self.lesson.room))
        phone = self.browsers["host's phone"]
        await phone.get(f"/remote/{secret}/")
        await phone.post(f"/remote/{secret}/")
        self.person = (await self.lesson.person("Ana")).pk
        for browser in self.browsers.values():
            await browser.get("/login/")
            assert browser.token

    def url(self) -> str:
        """The address, of this lesson's things."""
        room, audience = self.lesson.room, self.name.partition("-")[0]
        known: dict[str, Any] = {
            "room_id": room.pk,
            "participant_id": getattr(self, "person", 0),
            "pk": self.pk.get(audience),
            "quiz_pk": self.pk["quiz"],
            "number": 1,
            "key": room.screen_key if audience == "screen" else room.key,
            "code": room.code,
            "secret": self.secret,
            "slug": "aiken",
            "form": "moodle",
        }
        [pattern] = [each for each in urlpatterns if isinstance(each, URLPattern) and each.name == self.name]
        wanted = [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]
        return reverse(self.name, kwargs={key: known[key] for key in wanted})


@pytest.mark.parametrize("name", ROWS)
def test_only_who_may_is_let_in(name):
    by_post, form = ROWS[name]
    by_get = BY_GET.get(name, by_post)
    doors = Doors(name)

    async def story():
        await doors.open()
        url, kept = doors.url(), await doors.lesson.read(database)
        for visitor, said in zip(VISITORS, by_get, strict=True):
            answer = await doors.browsers[visitor].get(url)
            assert (visitor, outcome(answer), answer.status < 500) == (visitor, said, True)
            assert (visitor, answer["cache-control"]) == (visitor, caching(name))
            assert ("media-src 'self'" in answer["content-security-policy"]) == name.startswith(SOUNDING)
        strangers = [(visitor, said) for visitor, said in zip(VISITORS, by_post, strict=True) if said != IN]
        for visitor, said in strangers:
            answer = await doors.browsers[visitor].post(url, form)
            assert (visitor, outcome(answer), answer.status < 500) == (visitor, said, True)
        assert await doors.lesson.read(database) == kept, "a stranger or a GET changed something"
        for visitor in [visitor for visitor, said in zip(VISITORS, by_post, strict=True) if said == IN]:
            answer = await doors.browsers[visitor].post(url, form)
            used_up = name == "host-remote" and visitor != VISITORS[0]  # by the first one
            assert (visitor, outcome(answer), answer.status < 500) == (visitor, SPENT if used_up else IN, True)

    in_loop(story())


@pytest.mark.parametrize("name", [name for name, (who, _form) in ROWS.items() if who is not EVERYBODY])
def test_another_rooms_or_nobodys_ids_open_nothing(name):
    doors = Doors(name)

    async def story():
        await doors.open()
        for number in (0, 10**9, 10**18, 10**30):
            doors.lesson.room.pk, doors.pk = number, dict.fromkeys(doors.pk, number)
            for visitor in ("host", "participant") if str(number) in doors.url().split("/") else ():
                browser = doors.browsers[visitor]
                assert outcome(await browser.get(doors.url())) != IN or name in BY_GET
                assert outcome(await browser.post(doors.url(), ROWS[name][1])) in {LOGIN, 403, 404, SPENT}

    in_loop(story())
