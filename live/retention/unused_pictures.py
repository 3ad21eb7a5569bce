"""Deletes the files of pictures that no question and no round shows, at once or after a day."""

import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from live.content.pictures import Picture, files
from live.kinds.values import pictures
from live.models.question import Question
from live.models.round import Round

A_DAY = 24 * 60 * 60


def picture_names(rows: QuerySet[Question] | QuerySet[Round]) -> set[str]:
    """Return the names of the pictures of questions or rounds, with those of their choices."""
    found = rows.values_list("picture", "content").iterator()
    return {each.name for picture, content in found for each in [Picture.of(picture), *pictures(content)] if each}


def sweep() -> None:
    """Delete the files that nothing shows and no form has named for a day.

    The day leaves time for a form that is still open and for undoing a deletion.
    """
    before = time.time() - A_DAY
    old = [path for path in settings.MEDIA_ROOT.glob("*") if _changed(path) < before]
    shown = _shown() if old else set()
    _delete(path for path in old if path.suffix == ".part" or path.name[:32] not in shown)


def delete_unshown(gone: set[str]) -> None:
    """Delete the files of these pictures now, unless something else shows them."""
    left = gone - _shown() if gone else gone
    _delete(path for name in left for path in files(name))


def keep_another_day(questions: QuerySet[Question]) -> None:
    """Keep the pictures of questions that are about to change or go for another day."""
    for name in picture_names(questions):
        Picture(name, 0, 0).renew()


def _shown() -> set[str]:
    return picture_names(Question.every.all()) | picture_names(Round.objects.all())


def _changed(path: Path) -> float:
    """Return when a file was last written or named; now, if another process has just deleted it."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
