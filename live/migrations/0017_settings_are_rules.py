from django.db import migrations

SETTINGS = (
    *("language", "asks_names", "suggested_only", "waiting_words", "tally_live", "typed_live", "may_change"),
    *("close_when_all", "with_standings", "scoring", "partial", "board", "shuffle"),
)


class Migration(migrations.Migration):
    """The columns go whose values the rules have; a transaction of its own, as PostgreSQL wants it."""

    dependencies = [("live", "0016_rules")]

    operations = [migrations.RemoveField("room", name) for name in SETTINGS]
