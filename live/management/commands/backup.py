"""`manage.py backup FILE`: the database, the secret key and the pictures in one file, also while a class answers."""

import os
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from live import clock
from live.storage import archive, dumps, last_backup


class Command(BaseCommand):
    """Save everything."""

    help = "Saves the database, the secret key and the pictures into one file, also while it is used."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", help="- for standard output")
        parser.add_argument("--replace", action="store_true", help="write over a file that is there")

    def handle(self, **options: Any) -> None:
        """Write beside the file, and put it in its place when it is whole."""
        os.umask(0o077)
        began = clock.now()
        if options["file"] == "-":
            self._save(sys.stdout.buffer)
        else:
            self._save_as(options)
        last_backup.note(settings.DATA, began)

    def _save_as(self, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        if path.exists() and not options["replace"]:
            raise CommandError(f"{path} is there already; name another file, or say --replace.")
        part = path.with_name(f"{path.name}.part")
        try:
            with open(part, "wb") as file:
                self._save(file)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            raise CommandError(f"{path} could not be written ({error.strerror}).") from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"Saved everything in {path}. Whoever reads it can read all names: keep it like a key.")

    def _save(self, out: IO[bytes]) -> None:
        with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.DATA) as folder:
            database = Path(folder) / dumps.file_name()
            try:
                dumps.dump(database)
            except archive.Unfit as why:
                raise CommandError(f"The backup {why}.") from why
            about = {"made": clock.now().isoformat()}
            archive.write(out, database, settings.SECRET_KEY, settings.MEDIA_ROOT, about)
