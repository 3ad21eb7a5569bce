"""Rooms as they stand in a lesson: each state that the three views can show, made by the domain's own moves."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from PIL import Image

from live import clock
from live.content.pictures import receive
from live.content.reencode import reencode
from live.models import Move, Room
from live.rooms import moves
from live.rooms.quick_questions import quick_round
from tests.support.lessons import Student, a_quiz, as_fields, do, joins, ms
from tools.shots import kinds
from tools.shots.kinds import Given
from tools.shots.words import Question, Words

MANY = 1000
FLAGS = "red white blue", "green white orange", "black gold red"


@dataclass(frozen=True)
class Scene:
    """A room, and the phones in it that are worth a look: what they are called in the picture's name, and whose."""

    room: Room
    phones: dict[str, Student]


Build = Callable[[User, Words], Scene]


def a_room(host: User, words: Words, *questions: Question, **settings: Any) -> Room:
    asked = questions or (words.single, words.several, words.number)
    quiz = a_quiz(host, *asked, title=words.title)
    fields = as_fields(language=words.language, **settings)
    return Room.objects.create(host=host, quiz=quiz, title=quiz.title, **fields)


def a_class(room: Room, words: Words) -> list[Student]:
    return [joins(room, name, suggested=False) for name in words.names]


def gives(room: Room, student: Student, **given: Any) -> None:
    """Somebody answers, a little later than whoever did before."""
    clock.pass_(ms(500))
    student.answers(room, **given)


def _lobby(people: int, **settings: Any) -> Build:
    def build(host: User, words: Words) -> Scene:
        room = a_room(host, words)
        names = [*words.names, *(f"{words.names[n % 10]} {n}" for n in range(people))][:people]
        everybody = [joins(room, name, suggested=False) for name in names]
        fields = as_fields(language=words.language, **settings)
        Room.objects.filter(pk=room.pk).update(**fields)  # a locked door lets nobody in
        room.refresh_from_db()
        return Scene(room, {"": everybody[0]} if 0 < people < MANY else {})

    return build


def _asked(kind: str, *moves: Move, given: Callable[[Words], list[Given]], **settings: Any) -> Build:
    """One question, answered by most of the class, and what came then. The last of the class has not answered."""

    def build(host: User, words: Words) -> Scene:
        return _lesson(host, words, getattr(words, kind), given(words), *moves, **settings)

    return build


def _of_kind(slug: str, *moves: Move, phones: str) -> Build:
    """The same with a question of one of the other kinds."""

    def build(host: User, words: Words) -> Scene:
        question = kinds.asked(slug, words)
        answers = kinds.given(slug, question["content"], words)
        scene = _lesson(host, words, question, answers, *moves, partial=True)
        return Scene(scene.room, {who: scene.phones[who] for who in phones.split()})

    return build


def _lesson(host: User, words: Words, question: Question, answers: list[Given], *moves: Move, **settings: Any) -> Scene:
    room = a_room(host, words, question, words.several, **settings)
    everybody = a_class(room, words)
    do(room, Move.OPEN)
    for number, student in enumerate(everybody[:-2]):
        gives(room, student, **answers[number % len(answers)])
    do(room, *moves)
    return Scene(room, {"answered": everybody[0], "other": everybody[1], "third": everybody[2],
                        "silent": everybody[-1]})  # fmt: skip


def _chosen(*numbers: str) -> Callable[[Words], list[Given]]:
    """Each with the digits of their choices."""
    return lambda words: [{"choice": list(digits)} for digits in numbers]


def _typed(words: Words) -> list[Given]:
    return [{"text": text} for text in words.typed]


def _numbers(words: Words) -> list[Given]:
    return [{"number": text} for text in ("4", "0", "4", "3.9", "100", "4", "-3.5", "10", "20", "4")]


def _words(words: Words) -> list[Given]:
    few, count = words.words, len(words.words)
    return [{"word": [few[n * n % count], few[n % 5], few[(3 * n + 1) % count]]} for n in range(count)]


def _eighty_words(host: User, words: Words) -> Scene:
    room = a_room(host, words, words.cloud, with_standings=False, typed_live=True)
    do(room, Move.OPEN)
    for number in range(40):
        student = joins(room, f"{words.names[number % 10]} {number}", suggested=False)
        own = [f"{words.words[number % len(words.words)]}-{number}", f"{words.words[number % 7]}{number // 2}"]
        gives(room, student, word=[*own, words.words[number % 5]])
    do(room, Move.CLOSE, Move.REVEAL)
    return Scene(room, {})


def _asked_again(host: User, words: Words) -> Scene:
    room = a_room(host, words, words.single)
    everybody = a_class(room, words)
    for again, digits in enumerate(("1224", "2221")):
        room.refresh_from_db()
        question = room.quiz.questions.get().pk if again and room.quiz else None
        moves.move(room, Move.OPEN, version=room.version, question=question)
        for number, student in enumerate(everybody):
            gives(room, student, choice=digits[number % 4])
        do(room, Move.CLOSE, Move.REVEAL)
    return Scene(room, {"right": everybody[0]})


def _after(*more: Move) -> Build:
    """Two questions are behind the class."""

    def build(host: User, words: Words) -> Scene:
        room = a_room(host, words, words.single, words.several)
        everybody = a_class(room, words)
        for digits in (["2", "1", "2", "3"], ["135", "13", "1", "24", "135"]):
            do(room, Move.OPEN)
            for number, student in enumerate(everybody):
                gives(room, student, choice=list(digits[number % len(digits)]))
            do(room, Move.CLOSE, Move.REVEAL)
        do(room, *more)
        return Scene(room, {"first": everybody[0], "other": everybody[1]})

    return build


def _tied(*sizes: int, moves: tuple[Move, ...] = (Move.STANDINGS,)) -> Build:
    """Three questions are behind the class: so many had all of them right, so many two, so many one."""

    def build(host: User, words: Words) -> Scene:
        room = a_room(host, words, words.single, words.single, words.single)
        everybody = a_class(room, words)
        right = [len(sizes) - at for at, people in enumerate(sizes) for _ in range(people)]
        for asked in range(len(sizes)):
            do(room, Move.OPEN)
            for student, many in zip(everybody, right, strict=False):
                student.answers(room, choice="2" if many > asked else "1")
            do(room, Move.CLOSE, Move.REVEAL)
        do(room, *moves)
        return Scene(room, {"first": everybody[0], "other": everybody[-1]})

    return build


def _word_hidden(host: User, words: Words) -> Scene:
    scene = STATES["cloud open"](host, words)
    if scene.room.round:
        scene.room.round.hide(words.words[0].casefold())
    return scene


def _quick_vote(host: User, words: Words) -> Scene:
    room = Room.objects.create(host=host, title=words.title, **as_fields(language=words.language))
    everybody = a_class(room, words)
    moves.move(room, Move.OPEN, version=room.version, quick=quick_round(QueryDict("quick=scale")))
    for number, student in enumerate(everybody[:-2]):
        gives(room, student, s1=str(1 + number * number % 5))
    return Scene(room, {"answered": everybody[0], "silent": everybody[-1]})


def _pictured(*moves: Move, chosen: bool) -> Build:
    """A question with a picture, or one whose choices are pictures: flags of three colours."""

    def build(host: User, words: Words) -> Scene:
        flags = [receive(SimpleUploadedFile("a.png", flag(each)), reencode).kept | {"alt": each} for each in FLAGS]
        content = {"choices": list("ABC"), "right": [2], "pictures": flags}
        rich = {"content": content} if chosen else {"picture": flags[0]}
        room = a_room(host, words, words.single | rich)
        everybody = a_class(room, words)
        do(room, Move.OPEN)
        for number, student in enumerate(everybody[:-2]):
            gives(room, student, choice="223"[number % 3])
        do(room, *moves)
        return Scene(room, {"answered": everybody[0], "silent": everybody[-1]})

    return build


def flag(colours: str) -> bytes:
    """A picture of three upright stripes, as a teacher's file."""
    picture, file = Image.new("RGB", (900, 600)), BytesIO()
    for number, colour in enumerate(colours.split()):
        picture.paste(colour, (300 * number, 0, 300 * number + 300, 600))
    picture.save(file, "PNG")
    return file.getvalue()


LIVE = {"tally_live": True, "typed_live": True}
PHASES: dict[str, tuple[tuple[Move, ...], str]] = {
    "open": ((), "answered silent"),
    "closed": ((Move.CLOSE,), "answered"),
    "revealed": ((Move.CLOSE, Move.REVEAL), "answered third silent"),
}
"Of each of the other kinds: what came after the answers, and whose phones are worth a look."
STATES: dict[str, Build] = {
    "lobby empty": _lobby(0),
    "lobby 12": _lobby(12),
    "lobby 25": _lobby(25),
    "lobby 60": _lobby(60),
    "lobby 1000": _lobby(MANY),
    "lobby board": _lobby(12, board=True),
    "lobby locked": _lobby(12, locked=True),
    "single open": _asked("single", given=_chosen("2", "2", "1", "4", "2", "3")),
    "single open live": _asked("single", given=_chosen("2", "2", "1", "4", "2", "3"), **LIVE),
    "single paused": _asked("single", Move.PAUSE, given=_chosen("2", "1")),
    "single closed": _asked("single", Move.CLOSE, given=_chosen("2", "2", "1", "4", "2", "3")),
    "single revealed": _asked("single", Move.CLOSE, Move.REVEAL, given=_chosen("2", "1", "2", "4", "2", "3")),
    "several open": _asked("several", given=_chosen("135", "13", "24")),
    "several closed": _asked("several", Move.CLOSE, given=_chosen("135", "13", "24")),
    "several revealed": _asked("several", Move.CLOSE, Move.REVEAL, given=_chosen("135", "24", "13"), partial=True),
    "number open": _asked("number", given=_numbers),
    "number revealed": _asked("number", Move.CLOSE, Move.REVEAL, given=_numbers),
    "short open": _asked("short", given=_typed),
    "short revealed": _asked("short", Move.CLOSE, Move.REVEAL, given=_typed),
    "cloud open": _asked("cloud", given=_words, **LIVE),
    "cloud revealed": _asked("cloud", Move.CLOSE, Move.REVEAL, given=_words),
    "cloud of 80": _eighty_words,
    "long open": _asked("long", given=_chosen("3", "1")),
    "long live": _asked("long", given=_chosen("3", "1", "3", "2", "4", "5"), **LIVE),
    "long revealed": _asked("long", Move.CLOSE, Move.REVEAL, given=_chosen("3", "1", "3", "2", "4", "5")),
    "rich open": _asked("rich", given=_chosen("1", "2")),
    "rich revealed": _asked("rich", Move.CLOSE, Move.REVEAL, given=_chosen("1", "2")),
    "single covered": _asked("single", Move.CLOSE, Move.REVEAL, given=_chosen("2", "1", "3"), covered=True),
    "board": _asked("single", Move.CLOSE, Move.REVEAL, given=_chosen("2", "1", "3"), board=True),
    "hidden word": _word_hidden,
    "quick vote": _quick_vote,
    "picture open": _pictured(chosen=False),
    "picture revealed": _pictured(Move.CLOSE, Move.REVEAL, chosen=False),
    "pictures open": _pictured(chosen=True),
    "pictures revealed": _pictured(Move.CLOSE, Move.REVEAL, chosen=True),
    "asked again": _asked_again,
    "standings": _after(Move.STANDINGS),
    "ended": _after(Move.STANDINGS, Move.END),
    "standings tied": _tied(3, 1, 2),
    "ended tied": _tied(2, 1, 1, moves=(Move.END,)),
    "ended crowded": _tied(9, 5, 8, moves=(Move.END,)),
    "ended poll": _asked("cloud", Move.CLOSE, Move.END, given=_words),
    **{
        f"{slug} {phase}": _of_kind(slug, *moves, phones=phones)
        for slug in kinds.ASKED["en"]
        for phase, (moves, phones) in PHASES.items()
    },
}
"What a room looks like, in the order of a lesson."
