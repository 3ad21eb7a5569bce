from typing import Any

from django.db import migrations, models

SETTINGS = (
    *("language", "asks_names", "suggested_only", "waiting_words", "tally_live", "typed_live", "may_change"),
    *("close_when_all", "with_standings", "scoring", "partial", "board", "shuffle"),
)
AT_ONCE = 500


def into_rules(apps: Any, schema_editor: Any) -> None:
    """Keep the settings of every room as its rules."""

    def keep(room: Any) -> None:
        room.rules = {name: getattr(room, name) for name in SETTINGS}

    _change_all(apps, schema_editor, keep, ["rules"])


def into_columns(apps: Any, schema_editor: Any) -> None:
    """Put them back."""

    def put_back(room: Any) -> None:
        for name in SETTINGS:
            setattr(room, name, room.rules.get(name, getattr(room, name)))

    _change_all(apps, schema_editor, put_back, list(SETTINGS))


def _change_all(apps: Any, schema_editor: Any, change: Any, fields: list[str]) -> None:
    model = apps.get_model("live", "Room").objects.using(schema_editor.connection.alias)
    rooms = []
    for room in model.only("pk", "rules", *SETTINGS).order_by("pk").iterator(AT_ONCE):
        change(room)
        rooms.append(room)
    model.bulk_update(rooms, fields, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    """A room's settings become one column; `locked` and `covered` are states and stay columns."""

    dependencies = [("live", "0015_starred_and_together")]

    operations = [
        migrations.AddField("room", "rules", models.JSONField(default=dict)),
        migrations.AddField("quiz", "rules", models.JSONField(default=dict)),
        migrations.RunPython(into_rules, into_columns),
    ]
