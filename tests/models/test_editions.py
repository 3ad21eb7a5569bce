"""What was answered before the second edition of rounds stays as it was judged: a school of that program (T48)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from live.models import Move, Response, Room, Round
from live.models.round import EDITION
from live.retention import purge
from tests.support.first_edition import MADE, MODELS, said, titles
from tests.support.lessons import Student, as_fields, do

BEFORE = [("live", "0010_rules_and_names")]


def migrate(targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def brought_in(model: Callable[[str], Any], **more: int) -> dict[str, Any]:
    """Store the rows that were made, and return what the program said of them then."""
    made: dict[str, Any] = json.loads(MADE.read_text("utf-8"))
    with transaction.atomic():
        for name in MODELS:
            fields = more if name == "Round" else {}
            is_new = name == "Room" and hasattr(model(name), "rules")
            rows = [as_fields(**row) if is_new else row for row in made["rows"][name]]
            model(name).objects.bulk_create(model(name)(**row, **fields) for row in rows)
    return dict(made["said"])


@pytest.fixture
def then(db: None) -> dict[str, Any]:
    """What was said then; the rows are there, as the migration leaves them."""
    User.objects.create(pk=1, username="ada")
    return brought_in(lambda name: apps.get_model("live", name), edition=1)


def plain(value: object) -> Any:
    """The same as JSON has it."""
    return json.loads(json.dumps(value))


def test_every_mark_point_tally_hidden_word_and_table_is_what_it_was(transactional_db):
    tables = migrate(BEFORE)
    tables.get_model("auth", "User").objects.create(pk=1, username="ada")
    then = brought_in(lambda name: tables.get_model("live", name))
    migrate([node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "live"])
    assert titles() == list(then)
    for title in titles():
        assert plain(said(title)) == then[title], title


def test_answers_of_before_were_of_every_sort(then):
    """So that the comparison would notice: by today's folding much is another row, and much more is right."""
    Round.objects.update(edition=EDITION)
    assert [title for title in titles() if plain(said(title)) == then[title]] == []


def test_a_round_that_was_open_goes_on_as_it_began_and_the_next_one_is_of_today(then):
    room = Room.objects.get(title="open 1")
    student = Student(room.participants.get(nickname="Student 0"))
    for typed, value in (("São Paulo.", "sao paulo."), ("Hawaiʻi", "hawaiʻi"), ("1945.", "1945.")):
        answer = student.answers(room, text=typed)
        assert isinstance(answer, Response)
        assert (answer.value, answer.typed) == (value, typed)
    do(room, Move.CLOSE, Move.REVEAL)
    assert "São Paulo" not in [label for _value, label, *_ in said("open 1")["shown"]["host"]]
    do(room, Move.OPEN)
    assert isinstance(student.answers(room, word=["Don’t, CAFÉ!"]), Response)
    assert list(Response.objects.filter(round=room.round).values_list("value", "typed")) == [
        ("cafe\ndon't", "Don’t, CAFÉ!")
    ]
    assert list(room.rounds.values_list("edition", flat=True)) == [1, 2]


def test_a_cloud_of_before_takes_a_field_as_one_word_and_says_again_what_was_sent(then):
    room = Room.objects.get(title="open 2")
    student = Student(room.participants.get(nickname="Student 5"))
    answer = student.answers(room, word=["freedom, equality, x", "Café"])
    assert isinstance(answer, Response)
    assert (answer.value, answer.typed) == ("café\nfreedom, equality, x", "freedom, equality, x, Café")
    sent = answer.round.kind.sent(answer.round.content, answer.value, answer.typed)
    assert sent == {"word": ["café", "freedom, equality, x"]}


def test_a_room_of_before_loses_its_names_as_it_would_have(then):
    room = Room.objects.get(title="ended")
    purge.forget_names(room)
    assert plain(said("ended")["asked"]) == then["ended"]["asked"] == then["purged"]["asked"]
    assert set(Response.objects.filter(round__room=room).values_list("typed", flat=True)) == {""}
    assert list(room.rounds.values_list("spelt", flat=True)) == [{}] * 4
