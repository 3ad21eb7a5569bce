"""A database of the first release, with a lesson in it, is brought up to date and back without losing a row (T43)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from live.content.nicknames import nickname_key
from live.models import Participant, Quiz, Room
from live.models.rules import Rules
from live.rooms.rules import remembered
from live.rooms.snapshot import take

FIRST = [("live", "0001_initial")]
THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
Rows = dict[str, list[dict[str, Any]]]


def migrate(targets: list[tuple[str, str]]) -> Any:
    """Go there; the models as they are then."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def newest() -> list[tuple[str, str]]:
    """The last migration of ours."""
    return [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "live"]


@pytest.fixture
def first(transactional_db: None) -> Iterator[Any]:
    """The models of the first release, on its tables; afterwards the database is as new as before."""
    yield migrate(FIRST)
    migrate(newest())


def a_lesson(apps: Any) -> None:
    """A quiz, a room in an open question with people and answers, and one that has ended."""
    ada = apps.get_model("auth", "User").objects.create(username="ada", password="x")

    def model(name: str) -> Any:
        return apps.get_model("live", name).objects

    model("School").create(pk=1, address="https://quiz.school.example")
    quiz = model("Quiz").create(owner=ada, title="Capitals", created_at=THEN)
    content = {"choices": ["Lyon", "Paris"], "right": [2]}
    question = model("Question").create(quiz=quiz, position=1, kind_slug="single", text="France?", content=content)
    for number, ended_at in ((1, THEN), (2, None)):
        room = model("Room").create(
            host=ada, quiz=quiz, title="8b", code=f"00000{number}", ended_at=ended_at, phase="open"
        )
        asked = {"kind_slug": "single", "text": "France?", "content": content, "question_id": question.pk}
        round = model("Round").create(room=room, number=1, opened_at=THEN, **asked)
        model("Room").filter(pk=room.pk).update(round=round)
        for name, key in (("Mila", "miia"), ("Ana", "ana"), ("Аna", "another"), ("Bot", None)):
            told = {"joined_at": THEN, "seen_at": THEN, "removed": key is None}
            person = model("Participant").create(room=room, nickname=name, nickname_key=key, **told)
            model("Response").create(round=round, participant=person, value="2", arrived_at=THEN)
    model("SignInLink").create(teacher=ada, digest="d" * 64, expires_at=THEN)
    model("Knock").create(participant=person, asked_at=THEN)


def rows(apps: Any, fields: dict[str, list[str]] | None = None) -> Rows:
    """Every row of ours, with the fields that are asked for, or all."""
    found = {}
    for model in apps.get_app_config("live").get_models():
        name = model.__name__
        if fields is None or name in fields:
            wanted = fields[name] if fields else [field.attname for field in model._meta.concrete_fields]
            found[name] = list(model.objects.order_by("pk").values(*wanted))
    return found


def test_the_first_release_is_brought_up_to_date_and_back_without_losing_a_row(first: Any) -> None:
    a_lesson(first)
    before = rows(first)
    fields = {name: [*each[0]] for name, each in before.items()}
    settings = [name for name in fields["Room"] if name in Rules.__slots__]
    fields["Participant"].remove("nickname_key")  # what it is compared by has changed
    kept = {name: [{key: row[key] for key in fields[name]} for row in each] for name, each in before.items()}
    assert {name: len(each) for name, each in kept.items()} == {
        **{"School": 1, "Quiz": 1, "Question": 1, "SignInLink": 1, "Knock": 1},
        **{"Room": 2, "Round": 2, "Participant": 8, "Response": 8},
    }
    now = {**fields, "Room": [name for name in [*fields["Room"], "rules"] if name not in settings]}
    found = rows(migrate(newest()), now)
    told = [room.pop("rules") for room in found["Room"]]
    assert [{name: each[name] for name in settings} for each in told] == [
        {name: room[name] for name in settings} for room in kept["Room"]
    ]
    assert found == {**kept, "Room": [{k: v for k, v in room.items() if k not in settings} for room in kept["Room"]]}
    assert rows(migrate(FIRST), fields) == kept


BEFORE_RULES = [("live", "0015_starred_and_together")]
OTHERWISE: dict[str, Any] = {
    "language": "ar",
    "waiting_words": ["Lehmann", "kartoffel*"],
    "scoring": "speed",
    **{name: not getattr(Rules(), name) for name in Rules.SWITCHES},
}
"Each setting as nobody has it who has touched nothing."


@pytest.fixture
def columns(transactional_db: None) -> Iterator[Any]:
    """The models of the last release whose rooms had a column for each setting; afterwards all is new again."""
    yield migrate(BEFORE_RULES)
    migrate(newest())


def test_every_room_keeps_its_settings_when_they_become_rules_and_when_they_become_columns_again(columns: Any) -> None:
    room = columns.get_model("live", "Room").objects
    ada = columns.get_model("auth", "User").objects.create(username="ada", password="x")
    settings = [{name: value} for name, value in OTHERWISE.items()]
    for number, told in enumerate([{}, OTHERWISE, *settings, *([{}] * 600)]):
        room.create(host=ada, title=str(number), code=f"{number:06}", key=str(number), screen_key=str(number), **told)
    columns.get_model("live", "LastRules").objects.create(teacher=ada, rules={"locked": True, "partial": True})
    before = list(room.order_by("pk").values())
    assert [name for name in OTHERWISE if name not in before[0]] == []
    migrate(newest())
    assert set(OTHERWISE) == set(Rules.__slots__)
    found = Room.objects.order_by("pk")
    assert [each.rules.as_json for each in found] == [{name: each[name] for name in OTHERWISE} for each in before]
    assert remembered(ada.pk) == {"partial": True}
    assert list(migrate(BEFORE_RULES).get_model("live", "Room").objects.order_by("pk").values()) == before


def test_a_room_of_the_first_release_goes_on(first: Any) -> None:
    a_lesson(first)
    migrate(newest())
    room = Room.objects.get(ended_at=None)
    snapshot = take(room.pk, set())
    assert snapshot is not None
    assert (snapshot.phase, snapshot.answered, len(snapshot.people)) == ("open", 3, 3)
    people = {person.nickname: person.nickname_key for person in room.participants.all()}
    assert people == {"Mila": nickname_key("Mila"), "Ana": "ana", "Аna": None, "Bot": None}
    assert Participant.objects.filter(room__title="8b", nickname_key="miia").count() == 1, "the ended room is let be"
    assert (Quiz.objects.get().title, User.objects.get().username) == ("Capitals", "ada")
