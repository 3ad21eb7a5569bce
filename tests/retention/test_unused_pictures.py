"""Pictures stay as long as a question or a room shows them, are saved with the rest, and then go."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from live import clock
from live.content.pictures import Picture, files, receive
from live.content.reencode import reencode
from live.models import Move, Question, Room
from live.models.deletion import REGRET
from live.retention import purge
from tests.storage.test_archive import manage, members
from tests.support.lessons import CAPITAL, a_room, do
from tests.support.picture_files import picture
from tests.support.server import with_tables

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of this test's."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path / "data", tmp_path / "data" / "media"
    return tmp_path / "data"


def uploaded(colour: str) -> Picture:
    """A large one, with its small file."""
    return receive(SimpleUploadedFile("a.png", picture((900, 600), colour)), reencode)


def a_lesson() -> Room:
    """A question with a red picture and a green one on a choice."""
    choices = {**CAPITAL["content"], "pictures": [None, uploaded("green").kept, None]}
    return a_room({**CAPITAL, "picture": uploaded("red").kept, "content": choices})


def media(data: Path) -> set[str]:
    return {path.name for path in (data / "media").iterdir()}


def age(data: Path, seconds: float = DAY + 60) -> None:
    """All files were last touched so long ago."""
    for path in (data / "media").iterdir():
        os.utime(path, (time.time() - seconds,) * 2)


def purged(data: Path) -> set[str]:
    """What a purge leaves of files that are older than a day."""
    age(data)
    purge.purge()
    return media(data)


def host_of(room: Room) -> Client:
    browser = Client()
    browser.force_login(room.host)
    return browser


def test_what_a_question_shows_stays(data: Path):
    a_lesson()
    assert len(media(data)) == 4
    assert purged(data) == media(data)


def test_what_was_never_saved_goes_a_day_after_it_was_named_last(data: Path):
    (data / "media").mkdir(parents=True)
    unsaved = uploaded("blue")
    (data / "media" / f"{'0' * 32}.webp.17.part").write_bytes(b"half")
    purge.purge()
    assert len(media(data)) == 3
    age(data)
    assert unsaved.renew()
    purge.purge()
    assert media(data) == {path.name for path in files(unsaved.name)}
    assert (purged(data), unsaved.renew()) == (set(), False)


def test_a_room_shows_what_it_asked_when_the_question_and_its_quiz_are_gone(data: Path):
    room = do(a_lesson(), Move.OPEN)
    whole = media(data)
    host_of(room).post(f"/quizzes/{room.quiz_id}/delete/")
    with clock.at(clock.now() + REGRET + timedelta(seconds=1)):
        assert purged(data) == whole
    assert not Question.every.exists()


@pytest.mark.parametrize("address", ["/quizzes/questions/{question}/delete/", "/quizzes/{quiz}/delete/"])
def test_of_a_deleted_question_they_go_when_it_cannot_be_taken_back_any_more(data: Path, address: str):
    room = a_lesson()
    host_of(room).post(address.format(question=Question.objects.get().pk, quiz=room.quiz_id))
    assert len(purged(data)) == 4, "who takes the deletion back finds them"
    with clock.at(clock.now() + REGRET + timedelta(seconds=1)):
        purge.purge()
    assert media(data) == set()


def test_a_picture_that_was_replaced_goes_a_day_later(data: Path):
    room = a_lesson()
    age(data)
    question: Any = Question.objects.get()
    form = {**CAPITAL["content"], "kind": "single", "text": "Which?", "weight": "1", "remove": "0"}
    form |= {"picture": uploaded("red").token, "choice": CAPITAL["content"]["choices"]}
    assert host_of(room).post(f"/quizzes/questions/{question.pk}/", form).status_code == 302
    purge.purge()
    assert len(media(data)) == 4
    assert purged(data) == set()


@pytest.mark.django_db(transaction=True)
def test_with_a_room_go_at_once_those_that_nothing_else_shows(data: Path):
    room = do(a_lesson(), Move.OPEN)
    question: Any = Question.objects.get()
    red, green = question.picture["name"], question.content["pictures"][1]["name"]
    Question.objects.update(content=CAPITAL["content"])
    host_of(room).post(f"/rooms/{room.pk}/delete/")
    assert media(data) == {path.name for path in files(red)}
    assert green != red


def test_a_backup_brings_back_the_very_same_picture(tmp_path: Path, data: Path):
    with_tables(data)
    kept = uploaded("red")
    [large, small] = [path.read_bytes() for path in files(kept.name)]
    (data / "media" / "half.webp.17.part").write_bytes(b"half")
    file = tmp_path / "backup.tar.gz"
    assert manage(data, "backup", file).returncode == 0
    assert {name for name in members(file) if "media" in name} == {
        f"media/{kept.name}.webp",
        f"media/{kept.name}-small.webp",
    }
    uploaded("blue")
    assert manage(data, "restore", file, "--replace").returncode == 0
    assert [path.read_bytes() for path in files(kept.name)] == [large, small]
    assert len(media(data)) == 2


def test_a_restore_leaves_no_picture_of_what_was_there_before(tmp_path: Path, data: Path):
    with_tables(data)
    assert manage(data, "backup", tmp_path / "x").returncode == 0
    uploaded("blue")
    assert manage(data, "restore", tmp_path / "x", "--replace").returncode == 0
    assert not (data / "media").exists()
