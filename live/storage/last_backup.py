"""When the data were last saved: a line in a small file beside them, which every process can read."""

import os
from datetime import UTC, datetime
from pathlib import Path

NAME = "last-backup"


def note(folder: Path, at: datetime) -> None:
    """Write down that everything was saved at this moment."""
    part = folder / f"{NAME}.{os.getpid()}"
    part.write_text(at.astimezone(UTC).isoformat(), encoding="ascii")
    part.replace(folder / NAME)


def when(folder: Path) -> datetime | None:
    """Return when everything was saved last; None when it never was, or nobody can tell."""
    try:
        return datetime.fromisoformat((folder / NAME).read_text(encoding="ascii").strip()).astimezone(UTC)
    except (OSError, ValueError):
        return None
