"""Pictures of questions from a file: made harmless and stored as any upload is, as far as there is time for them."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from threading import Lock

from django.utils.translation import gettext as _

from live.content.lines import line
from live.content.pictures import ALT_LENGTH, Picture, own, store
from live.formats.found import CHANGED, LOST, Found
from live.kinds import Kind
from live.refusal import Refused
from live.workshop.pictures import WAIT, reencode

MOST_RECENT = 2000
_recent: dict[bytes, Picture] = {}
"By a hash of what they were: a file that is chosen again goes on where time had ended."
_changing = Lock()
"Held while `_recent` changes, as two uploads are read at once."


class QuestionPictures:
    """The pictures of one question; `remarks` gets one on each that is lost or has to be described."""

    def __init__(self, remarks: list[tuple[str, str]]) -> None:
        self.own: Picture | None = None
        self.of_choices: list[Picture | None] = []
        self.remarks = remarks

    @contextmanager
    def losing(self, about: Callable[[str], str] = str) -> Iterator[None]:
        """Go on without a picture that is refused, and say so."""
        try:
            yield
        except Refused as refused:
            self.remarks.append((LOST, about(refused.message)))

    def describe(self) -> None:
        """Call the question's own picture a picture, where nobody has said what is to be seen."""
        if self.own and not self.own.alt:
            self.own = replace(self.own, alt=_("Picture"))
            self.remarks.append((CHANGED, _("Say what is to be seen on the picture.")))

    def describe_choices(self) -> bool:
        """Call the pictures of the choices so; False when each is described."""
        bare = [each for each in self.of_choices if each and not each.alt]
        self.of_choices = [replace(each, alt=_("Picture")) if each in bare else each for each in self.of_choices]
        if bare:
            self.remarks.append((CHANGED, _("Say what is to be seen on the pictures of the choices.")))
        return bool(bare)


class UploadPictures:
    """The pictures of one upload, each stored when the first question needs it."""

    def __init__(self, until: float) -> None:
        """Store none after that, by the monotonic clock."""
        self.until = until

    def shown(
        self, kind: Kind, found: Found, contents: Sequence[bytes], remarks: list[tuple[str, str]]
    ) -> QuestionPictures:
        """Store the pictures of a question; `contents` are those of its file."""
        shown = QuestionPictures(remarks)
        with shown.losing():
            shown.own = self._stored(found.picture, found.alt, contents)
        shown.describe()
        if any(each is not None for each in found.choice_pictures):
            self._store_choices(shown, kind, found, contents)
        return shown

    def _store_choices(self, shown: QuestionPictures, kind: Kind, found: Found, contents: Sequence[bytes]) -> None:
        if not kind.picture_field:
            shown.remarks.append((LOST, _("Choices of this kind have no pictures.")))
            return
        numbers = found.choice_pictures[: kind.most_pictures]
        alts = [*found.choice_alts, *[""] * len(numbers)]
        for place, (number, alt) in enumerate(zip(numbers, alts, strict=False), 1):
            shown.of_choices.append(None)
            with shown.losing(partial(kind.about_picture, place)):
                shown.of_choices[-1] = self._stored(number, alt, contents)

    def _stored(self, number: int | None, alt: str, contents: Sequence[bytes]) -> Picture | None:
        """Return a picture of a file; None without one. Raises Refused."""
        if number is None or not 0 <= number < len(contents):
            return None
        return replace(self._kept(contents[number]), alt=line(alt, "NFC")[:ALT_LENGTH])

    def _kept(self, content: bytes) -> Picture:
        """Return what a picture has become, now or before. Raises Refused."""
        mark = sha256(content).digest()
        there = _recent.get(mark) or own(content)
        if there is None or not there.renew():
            there = self._made(content)
        _remember(mark, there)
        return there

    def _made(self, content: bytes) -> Picture:
        late = Refused(_("There was no time for this picture. Choose the file again to bring it, too."), 422)
        if (left := self.until - time.monotonic()) <= 0:
            raise late
        try:
            return store(content, lambda upload: reencode(upload, min(left, WAIT)))
        except Refused as refused:
            raise (late if time.monotonic() >= self.until else refused) from None


def _remember(mark: bytes, picture: Picture) -> None:
    with _changing:
        _recent[mark] = picture
        if len(_recent) > MOST_RECENT:
            del _recent[next(iter(_recent))]
