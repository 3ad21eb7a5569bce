"""Every state of the screen as a page, drawn by the program's own code from lessons that are written down here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from live import clock
from live.models import Move, Participant, Response, Room
from live.realtime.drawing import View
from live.rendering import partials
from live.rendering import stages as stage
from live.views.polling import page
from tests.support.lessons import CAPITAL, MOOD, PI, RIVER, a_room, do
from tests.support.looks import look, round_of
from tests.support.written_questions import REVEALED, WRITTEN

WORDS = """light water energy leaf carbon dioxide sugar oxygen chlorophyll sun root stem growth glucose cell membrane
nutrient soil green photosynthesis respiration stomata"""
NAMES = "Amara Björn Chloé Daan Elif Farid Giulia Hana Ivo Jin Kofi Lucía Mia Noor Olek Priya"
LONG_QUESTION = (
    "A plant stands for three days in a dark cupboard and then for three days on a bright window sill. A small part "
    "of one leaf is covered with black paper all the while. On the sixth day the leaf is boiled, bleached and "
    "covered with iodine. Which of these describes what you will see on it, and best explains why that is?"
)
LONG_CHOICES = [
    "The covered part turns dark blue, because it has stored starch in the dark.",
    "The covered part stays pale, as without light it could not make any sugar.",
    "All of the leaf turns dark blue, as sugar travels everywhere by the veins.",
    "All of the leaf stays pale, because boiling has destroyed all of the starch.",
    "Only the veins turn blue, because they carry the starch down to the roots.",
    "The edge of the paper turns blue, because light was bent around its corner.",
    "The leaf turns green again, because bleaching only hides the chlorophyll now.",
    "Nothing can be seen at all, because iodine works on living plants and no others.",
    "The pale part grows larger each day, because starch is used up in the dark.",
    "It cannot be said from this, as nobody has measured the carbon dioxide inside.",
]
EXPLANATION = (
    "Starch is made only where light falls on the leaf: in the dark, what was stored is used up. Iodine turns dark "
    "blue where there is starch, so the covered part stays pale."
)
NEEDED = ["Light", "Water", "Oxygen", "Carbon dioxide", "Soil", "Chlorophyll"]
SHORT: dict[str, Any] = {**CAPITAL, "text": "What is the capital of Australia?", "seconds": 30, "content": {
    "choices": ["Sydney", "Canberra", "Melbourne", "Perth"], "right": [2]}}  # fmt: skip
TWO: dict[str, Any] = {**CAPITAL, "text": "Is 51 a prime number?", "content": {"choices": ["Yes", "No"], "right": [2]}}
SIX: dict[str, Any] = {**CAPITAL, "kind_slug": "several", "text": "Which of these are needed for photosynthesis?",
    "content": {"choices": NEEDED, "right": [1, 2, 4, 6]}}  # fmt: skip
TEN: dict[str, Any] = {"kind_slug": "single", "text": LONG_QUESTION, "explanation": EXPLANATION,
    "content": {"choices": LONG_CHOICES, "right": [2]}}  # fmt: skip
FIVE: dict[str, Any] = {**SHORT, "text": "Which of these gases is most of the air that we breathe?", "content": {
    "choices": ["Oxygen", "Nitrogen", "Carbon dioxide", "Argon", "Water vapour in clouds"], "right": [2]}}  # fmt: skip
POLL: dict[str, Any] = {**SHORT, "content": {**SHORT["content"], "right": []}}
LONG_SIX: dict[str, Any] = {**SHORT, "text": LONG_QUESTION[:140], "content": {
    "choices": LONG_CHOICES[:6], "right": [4]}}  # fmt: skip
NORTHERN = "Bern Vienna Rome Paris Madrid Lisbon Warsaw Copenhagen Oslo Athens"
SHORT_TEN: dict[str, Any] = {**SHORT, "content": {
    "choices": NORTHERN.split(), "right": [9]}}  # fmt: skip
ARABIC: dict[str, Any] = {**SHORT, "text": "ما أطول نهر في العالم؟", "content": {
    "choices": ["الأمازون", "النيل", "يانغتسي", "المسيسيبي"], "right": [2]}}  # fmt: skip
FORMULAS: dict[str, Any] = {**SHORT, "text": "Which is $x^2+1$ for $x=1$?", "content": {
    "choices": [r"$\frac{1}{2}$", "$x^2$", "2", r"$\sqrt{2}$"], "right": [3]}}  # fmt: skip
WIDE: dict[str, Any] = {**SHORT, "content": {"choices": ["Mammoth-MWMW", "WWWWWWWWWWWW", "illicit lily"], "right": [1]}}
PICTURED: dict[str, Any] = {**SHORT, "content": {**SHORT["content"], "pictures": [
    {"name": f"{n:032x}", "width": 900, "height": 600, "alt": ""} for n in range(4)]}}  # fmt: skip
LONG_TYPED: dict[str, Any] = {**RIVER, "text": "In one sentence: why are leaves green?", "content": {"accepted": []}}


LONG_TITLE = "Water, rivers and seas of all continents: what flows, what stands, and where it goes " * 2
LONG_ADDRESS = "https://show-of-hands.gymnasium-am-stadtpark.example:8443"
USUAL_ADDRESS = "192.168.178.120:8000"


class Stages:
    """The rooms of a school; each gives pages by name."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}

    def room(self, *questions: dict[str, Any], people: int = 24, **settings: Any) -> Room:
        """A room with so many people in it."""
        room = a_room(*questions, **settings)
        names = NAMES.split()
        nicknames = [f"{names[n % len(names)]}{n // len(names) or ''}" for n in range(people)]
        self.join(room, nicknames)
        return room

    def join(self, room: Room, names: Iterable[str]) -> None:
        """All of them at once, without the door."""
        now = clock.now()
        Participant.objects.bulk_create(
            Participant(room=room, nickname=name, nickname_key=name.lower(), joined_at=now, seen_at=now)
            for name in names
        )

    def answer(self, room: Room, values: list[str]) -> None:
        """Each answers in the current round, the values one after the other."""
        people = room.participants.order_by("pk").values_list("pk", flat=True)
        Response.objects.bulk_create(
            Response(round=round_of(room), participant_id=pk, value=value, typed=value, arrived_at=clock.now())
            for pk, value in zip(people, values, strict=False)
        )

    def asked(self, room: Room, values: list[str], *moves: Move) -> Room:
        """A question is opened, answered, and then what is to come."""
        do(room, Move.OPEN)
        self.answer(room, values)
        return do(room, *moves)

    def show(self, name: str, room: Room, audience: str = "screen", address: str = "") -> None:
        """Keep the page as it is now; `address`: where the class joins."""
        seen = look(room, set(room.participants.values_list("pk", flat=True)[:1000]))
        seen = replace(seen, address=address or seen.address)
        with override(room.language):
            context = page(View(seen, stage.draw(seen, audience)), "/screen/key/")
            self.pages[name] = render_to_string(f"live/{audience}/room.html", context)


@dataclass(frozen=True)
class Change:
    """A lobby as a page, and the push that somebody makes who comes, or goes."""

    page: str
    push: str


def arrivals() -> dict[str, Change]:
    """Somebody comes where all is laid out anew and where it is not; and the first of those who are there goes."""
    stages = Stages()
    changes = {}
    for people in (0, 1, 12, 24, 39, 80, 81, 110):
        room = stages.room(SHORT, people=people)
        changes[f"{people} and one"] = _changed(stages, room, partial(stages.join, room, ["Zoe"]))
    for people in (1, 12, 25, 81, 110):
        room = stages.room(SHORT, people=people)
        changes[f"{people} less one"] = _changed(stages, room, room.participants.earliest("pk").remove)
    return changes


def _changed(stages: Stages, room: Room, change: Callable[[], None]) -> Change:
    stages.show("before", room)
    before = stage.draw(look(room), "screen")
    change()
    seen = look(room)
    news = {name: html for name, html in stage.draw(seen, "screen").items() if html != before[name]}
    return Change(stages.pages["before"], partials.push(seen, news, focus=False, anew=False))


def all_stages() -> dict[str, str]:
    """Every state, by name."""
    stages = Stages()
    for part in (_lobbies, _frames, _choices, _revealed, _again, _typed, _clouds, _ends, _written):
        part(stages)
    return stages.pages


def _lobbies(stages: Stages) -> None:
    for people in (0, 1, 12, 24, 25, 60, 81, 1000):
        room = stages.room(SHORT, people=people)
        stages.show(f"lobby {people}", room)
    stages.show("open crowd", do(room, Move.OPEN))
    for people in (1, 12, 24, 25, 60, 81):
        stages.show(f"lobby {people} long", _with_long_names(stages, people))
    stages.show("lobby 60 capitals", _with_long_names(stages, 60, "WILHELMINA MONTGOMERY MM"))
    stages.show("lobby locked", stages.room(SHORT, people=5, locked=True))
    stages.show("lobby board", stages.room(SHORT, people=24, board=True))
    stages.show("lobby right to left", stages.room(SHORT, people=24, language="ar"))
    for people in (24, 25):
        room = _with_long_names(stages, people, language="de")
        stages.show(f"lobby {people} address", room, address=LONG_ADDRESS)
        stages.show(f"lobby {people} usual address", room, address=USUAL_ADDRESS)


def _frames(stages: Stages) -> None:
    """The longest that can stand in the frame: a title, a question asked again, a clock that is paused, an address."""
    room = stages.room(SHORT, people=60, language="de")
    Room.objects.filter(pk=room.pk).update(title=LONG_TITLE)
    stages.asked(room, _spread(4, 58), Move.CLOSE, Move.REVEAL)
    do(room, Move.OPEN, question=room.quiz.questions.get().pk if room.quiz else None)
    stages.answer(room, _spread(4, 59))
    stages.show("open framed", room, address=LONG_ADDRESS)
    stages.show("open framed paused", do(room, Move.PAUSE), address=USUAL_ADDRESS)
    stages.show("open right to left", do(stages.room(SHORT, language="ar"), Move.OPEN))


def _with_long_names(stages: Stages, people: int, name: str = "Wilhelmina Montgomery", **settings: Any) -> Room:
    """Names of all the characters that one may have."""
    room = stages.room(*[SHORT] * settings.pop("questions", 1), people=0, **settings)
    stages.join(room, (f"{n} {name}"[:24] for n in range(people)))
    return room


def _choices(stages: Stages) -> None:
    asked = {"two": TWO, "four": SHORT, "six": SIX, "ten": TEN, "three": CAPITAL, "five": FIVE, "wide": WIDE}
    asked |= {"formulas": FORMULAS, "pictured": PICTURED, "long six": LONG_SIX, "arabic": ARABIC}
    for name, question in asked.items():
        stages.show(f"open {name}", do(stages.room(question), Move.OPEN))
    stages.show("open paused", do(stages.room(SHORT), Move.OPEN, Move.PAUSE))
    live = stages.room(SHORT, tally_live=True)
    stages.show("open live", stages.asked(live, _spread(4, 20)))
    for name, question, values in [("four", SHORT, _spread(4, 20)), ("number", PI, ["3", "4"])]:
        covered = stages.asked(stages.room(question, covered=True), values, Move.CLOSE, Move.REVEAL)
        stages.show(f"covered {name}", covered)
    stages.show("covered standings", do(covered, Move.STANDINGS))
    stages.show("board four", stages.asked(stages.room(SHORT, board=True), _spread(4, 20), Move.CLOSE, Move.REVEAL))
    stages.show("closed four", stages.asked(stages.room(SHORT), _spread(4, 20), Move.CLOSE))
    stages.show("closed ten", stages.asked(stages.room(TEN), _spread(10, 24), Move.CLOSE))
    for name, question in [("long six", LONG_SIX), ("pictured", PICTURED), ("five", FIVE)]:
        stages.show(f"closed {name}", stages.asked(stages.room(question), _spread(4, 20), Move.CLOSE))
    stages.show("covered six", stages.asked(stages.room(LONG_SIX, covered=True), _spread(6, 20), Move.CLOSE))


def _spread(choices: int, people: int) -> list[str]:
    return [str(1 + (n * n + n // 3) % choices) for n in range(people)]


def _revealed(stages: Stages) -> None:
    ending = [Move.CLOSE, Move.REVEAL]
    for name, question, values in [
        ("two", TWO, _spread(2, 20)),
        ("four", SHORT, _spread(4, 20)),
        ("six", SIX, ["1,2,4,6", "1,2", "2,5", "1,4,6", "3,5"] * 4),
        ("ten", TEN, _spread(10, 24)),
        ("five", FIVE, ["2"] * 18 + ["5"]),
        ("wide", WIDE, ["1", "2", "2", "3"]),
        ("formulas", FORMULAS, _spread(4, 20)),
        ("pictured", PICTURED, _spread(4, 20)),
        ("long six", LONG_SIX, _spread(6, 24)),
        ("short ten", SHORT_TEN, ["9"] * 23),
        ("poll", POLL, ["1", "1", "3", "3", "4"]),
        ("nobody", SHORT, []),
        ("explained", {**SHORT, "explanation": EXPLANATION}, _spread(4, 20)),
    ]:
        stages.show(f"revealed {name}", stages.asked(stages.room(question), values, *ending))
    room = stages.room(ARABIC, language="ar")
    stages.show("revealed arabic", stages.asked(room, _spread(4, 20), *ending))
    crowd = stages.room(SHORT, people=1000)
    stages.show("revealed thousand", stages.asked(crowd, ["2"] * 990 + ["1"] * 10, *ending))


def _again(stages: Stages) -> None:
    for name, question, choices in (("four", SHORT, 4), ("ten", TEN, 10)):
        room = stages.asked(stages.room(question), _spread(choices, 20), Move.CLOSE, Move.REVEAL)
        first = round_of(room).question_id
        do(room, Move.OPEN, question=first)
        stages.answer(room, ["2"] * 14 + _spread(choices, 8))
        stages.show(f"again {name}", do(room, Move.CLOSE, Move.REVEAL))


def _typed(stages: Stages) -> None:
    numbers = ["3", "3.1", "3.14", "3.14", "3.2", "4", "2.5", "3.141", "22", "3.14", "3", "1", "7", "9"]
    for name, question, values in [
        ("number", PI, numbers),
        ("short", RIVER, ["seine", "rhone", "seine", "loire", "la seine", "thames", "rhine", "danube", "po", "tiber"]),
        ("sentences", LONG_TYPED, [f"{number}: {WORDS}"[:100] for number in range(12)]),
    ]:
        stages.show(f"open {name}", do(stages.room(question), Move.OPEN))
        stages.show(f"closed {name}", stages.asked(stages.room(question), values, Move.CLOSE))
        stages.show(f"revealed {name}", stages.asked(stages.room(question), values, Move.CLOSE, Move.REVEAL))


def words(many: int) -> Iterator[str]:
    """That many words, the first of which are frequent."""
    known = WORDS.split()
    for number in range(many):
        word = known[number % len(known)]
        yield word if number < len(known) else f"{word} {number // len(known)}"


def _clouds(stages: Stages) -> None:
    stages.show("open cloud", do(stages.room(MOOD), Move.OPEN))
    for many in (0, 5, 30, 80, 200):
        each = list(words(many))
        values = [word for at, word in enumerate(each) for _ in range(max(1, 20 // (at + 1)))]
        room = stages.room({**MOOD, "text": "What does a plant need to grow?"}, people=max(24, len(values)))
        stages.show(f"cloud {many}", stages.asked(room, values, Move.CLOSE))


def _ends(stages: Stages) -> None:
    room = stages.asked(stages.room(SHORT, people=40), _spread(4, 30), Move.CLOSE, Move.REVEAL, Move.STANDINGS)
    stages.show("standings tied", room)
    stages.show("ended tied", do(room, Move.END))
    _tied(stages)
    room = stages.room(*[{**SHORT, "text": f"{n}?", "seconds": None} for n in range(5)], people=16)
    for asked in range(5):
        do(room, Move.OPEN)
        stages.answer(room, ["2"] * (16 - 3 * asked) + ["1"] * 3)
        do(room, Move.CLOSE, Move.REVEAL)
    stages.show("standings", do(room, Move.STANDINGS))
    stages.show("ended", do(room, Move.END))
    stages.show("ended poll", do(stages.asked(stages.room(MOOD), ["fine"], Move.CLOSE), Move.END))


def _tied(stages: Stages) -> None:
    """Two, one and four on a step, and nine, eight and three; with long names and with short ones."""
    for name, sizes in {"2 1 4": (2, 1, 4), "9 8 3": (9, 8, 3)}.items():
        short = stages.room(*[_nth(n) for n in range(3)], people=sum(sizes) + 2)
        long = _with_long_names(stages, sum(sizes) + 2, questions=3)
        for words, room in {"": short, " long": long}.items():
            _play(stages, room, sizes)
            stages.show(f"standings {name}{words}", do(room, Move.STANDINGS))
            stages.show(f"ended {name}{words}", do(room, Move.END))


def _nth(number: int) -> dict[str, Any]:
    return {**SHORT, "text": f"{number}?", "seconds": None}


def _play(stages: Stages, room: Room, sizes: Iterable[int]) -> None:
    """Three questions: so many have all right, so many two, so many one."""
    right = [3 - at for at, people in enumerate(sizes) for _ in range(people)]
    for asked in range(3):
        do(room, Move.OPEN)
        stages.answer(room, ["2" if many > asked else "1" for many in right])
        do(room, Move.CLOSE, Move.REVEAL)


def _written(stages: Stages) -> None:
    written_stages(stages, "screen")


def written_stages(stages: Stages, audience: str) -> None:
    """What an audience sees of questions with formulas, tables and listings."""
    for name, question in WRITTEN.items():
        room = stages.room(question, people=4)
        stages.show(f"open {name}", do(room, Move.OPEN), audience)
        if name in REVEALED:
            stages.answer(room, _spread(4, 4))
            stages.show(f"revealed {name}", do(room, Move.CLOSE, Move.REVEAL), audience)
