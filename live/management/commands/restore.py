"""`manage.py restore FILE`: what a backup has comes back, in a data folder that nobody serves."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from live.storage import archive, dumps, lock


class Command(BaseCommand):
    """Bring everything back."""

    help = "Brings back what `backup` has saved; the next start of the server brings it up to date."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """From where."""
        parser.add_argument("file", help="- for standard input")
        parser.add_argument("--replace", action="store_true", help="let go of what is there now")

    def handle(self, **options: Any) -> None:
        """Refuse what would cost somebody their data; then unpack beside it, judge it, and change places."""
        os.umask(0o077)
        settings.DATA.mkdir(parents=True, exist_ok=True)
        try:
            held = lock.hold(settings.DATA)
        except lock.Held:
            raise CommandError(f"{settings.DATA} is being served; stop that server first.") from None
        with held:
            self._check(options["replace"])
            self._restore(options["file"])
        self.stdout.write("Everything is back. Start the server again.")

    def _check(self, replace: bool) -> None:
        try:
            if dumps.in_use():
                raise CommandError("The database is in use; stop all servers first.")
            if dumps.has_data() and not replace:
                raise CommandError(f"There are data already ({settings.DATA}); --replace lets go of them.")
        except archive.Unfit as why:
            raise CommandError(f"The restore {why}.") from why

    def _restore(self, name: str) -> None:
        try:
            with (
                tempfile.TemporaryDirectory(prefix="restore-", dir=settings.DATA) as place,
                sys.stdin.buffer if name == "-" else open(name, "rb") as file,
            ):
                folder = Path(place)
                about = archive.unpack(file, folder)
                self._put_back(folder, about["database"])
        except archive.Unfit as why:
            raise CommandError(f"{name} {why}.") from why
        except OSError as error:
            raise CommandError(f"{name} could not be restored ({error.strerror}).") from error

    def _put_back(self, folder: Path, database: str) -> None:
        if database != dumps.file_name():
            raise archive.Unfit(f"has {database} in it, and this server needs {dumps.file_name()}")
        dumps.load(folder / database)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        for pictures in archive.picture_folders(folder):
            pictures.replace(settings.MEDIA_ROOT)
        self._keep_key((folder / archive.KEY).read_text())

    def _keep_key(self, key: str) -> None:
        if not os.environ.get("SECRET_KEY"):
            (settings.DATA / "secret-key").unlink(missing_ok=True)
            (settings.DATA / "secret-key").write_text(key)
        elif key != settings.SECRET_KEY:
            words = "SECRET_KEY is not the one of the backup: everybody has to sign in, and to join, once more."
            self.stderr.write(words)
