"""A database of before the drawings, with a room in an open question, under the program of today."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from bench.systems.embedded import ROOT
from tests.support.server import Server

BEFORE = """
import django; django.setup()
from datetime import timedelta
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now
call_command("migrate", "live", "0006", verbosity=0)
for app in ("auth", "sessions"):
    call_command("migrate", app, verbosity=0)
tables = MigrationExecutor(connection).loader.project_state(("live", "0006_moved")).apps
Quiz, Question, Room, Round = (tables.get_model("live", name) for name in ("Quiz", "Question", "Room", "Round"))
text = "What is it?\\n\\n```python\\nprint('a')\\n```"
quiz = Quiz.objects.create(owner_id=User.objects.create_superuser("owner").pk, title="Old")
content = {"choices": ["$x^2$", "x"], "right": [1]}
fields = {"kind_slug": "single", "text": text, "content": content}
question = Question.objects.create(quiz=quiz, position=1, **fields)
room = Room.objects.create(host_id=quiz.owner_id, quiz=quiz, title="Old", code="123456", phase="open")
room.round = Round.objects.create(room=room, number=1, question_id=question.pk, opened_at=now(), **fields)
room.save()
print(room.screen_key)
"""


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, str]:
    """A data folder as the tables were before, and the key of its room's screen."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    names = {"SHOW_DATA": str(tmp_path), "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "config.settings"}
    made = [sys.executable, "-c", BEFORE]
    told = subprocess.run(made, env={**os.environ, **names}, cwd=ROOT, capture_output=True, text=True, check=True)
    return tmp_path, told.stdout.split()[-1]


def test_an_open_question_of_before_is_drawn_when_it_is_shown_and_not_by_the_upgrade(old):
    data, key = old
    server = Server(data)
    try:
        assert server.rows("SELECT drawn FROM live_round UNION SELECT drawn FROM live_question") == [(None,)]
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/screen/{key}/") as page:
            shown = page.read().decode()
        assert '<span class="nf">print</span>' in shown
        assert "<msup><mi>x</mi><mn>2</mn></msup>" in shown
        assert server.bugs == []
    finally:
        assert server.stop() == 0
