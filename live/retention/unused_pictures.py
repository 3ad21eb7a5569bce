"""Which pictures a question or a round shows; the files of all others go, at once or after a day."""

import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from live.content.pictures import Picture, files
from live.models.question import Question
from live.models.round import Round

A_DAY = 24 * 60 * 60


def names(rows: QuerySet[Question] | QuerySet[Round]) -> set[str]:
    """The pictures of questions or rounds, those of their choices too, by name."""
    found = rows.values_list("picture", "content").iterator()
    return {each["name"] for picture, content in found for each in [picture, *content.get("pictures", [])] if each}


def sweep() -> None:
    """Delete the files that have been of no use for a day: nothing shows them, and no form has named them since.

    The day is for a form that is still open, and for who takes back a deletion.
    """
    before = time.time() - A_DAY
    old = [path for path in settings.MEDIA_ROOT.glob("*") if _changed(path) < before]
    shown = _shown() if old else set()
    _delete(path for path in old if path.suffix == ".part" or path.name[:32] not in shown)


def let_go(gone: set[str]) -> None:
    """Delete these now, unless something else shows them."""
    left = gone - _shown() if gone else gone
    _delete(path for name in left for path in files(name))


def leave(questions: QuerySet[Question]) -> None:
    """These are about to go, or to get other pictures: for the ones that they have the day begins."""
    for name in names(questions):
        Picture(name, 0, 0).renew()


def _shown() -> set[str]:
    return names(Question.every.all()) | names(Round.objects.all())


def _changed(path: Path) -> float:
    """When it was written or named last; now, when another process was quicker to delete it."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
