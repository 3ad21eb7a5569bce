"""What has to be there before anybody is served: tables, the owner, the demo quizzes; made once, by the first start."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from live.management.commands.demo import make_demos

ONE_AT_A_TIME = 0x5F0A
"The advisory lock of PostgreSQL under which one process after the other prepares the database."


class NewerDatabase(Exception):
    """A later version of the program has changed the tables; the message says what to do."""

    def __init__(self, steps: list[str]) -> None:
        super().__init__(
            f"the database is of a newer version of Show of Hands than this one (it has {', '.join(steps)}). "
            "Nothing was changed. Start the newer version, or restore a backup that this one has made."
        )


def prepare() -> User:
    """Bring the database up to date and make the owner and the demo quizzes, once. The owner. Raises NewerDatabase."""
    with _alone():
        executor = MigrationExecutor(connection)
        _refuse_a_newer_one(executor)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            owner = User.objects.filter(is_superuser=True).order_by("pk").first()
            if owner is None:
                owner = User.objects.create_superuser("owner")
                make_demos(owner)
    return owner


def _refuse_a_newer_one(executor: MigrationExecutor) -> None:
    loader = executor.loader
    unknown = sorted(set(loader.applied_migrations or ()) - set(loader.disk_migrations or ()))
    if steps := [name for app, name in unknown if app in loader.migrated_apps]:
        raise NewerDatabase(steps)


@contextmanager
def _alone() -> Iterator[None]:
    """Of several processes that start at once, one after the other. SQLite has one process anyway."""
    if connection.vendor == "postgresql":
        _call("pg_advisory_lock")
    try:
        yield
    finally:
        if connection.vendor == "postgresql":
            _call("pg_advisory_unlock")


def _call(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [ONE_AT_A_TIME])
