"""What a teacher brings at a time: files are read and judged one by one, as long as there are time and room."""

import time
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from live.formats.found import Reading
from live.formats.opened import opened
from live.forms.import_preview import FileLine, ImportPreview
from live.forms.incoming import Fields, Inbox, ReadFile
from live.forms.sources import MOST_FILES
from live.refusal import Refused


class Upload:
    """Files and pasted text that came together; what is not read is named in `preview.refused`, with what to do."""

    def __init__(self, there: Iterable[Fields] | None, until: float) -> None:
        """Compare with what is `there` (see Inbox); read and store pictures `until` then, by the monotonic clock."""
        self.inbox, self.until = Inbox(there, until), until
        self.preview = ImportPreview(questions=self.inbox.questions)

    def add(self, name: str, brought: BinaryIO, encoding: str = "", form: str = "") -> None:
        """Read a further file, or a text without a name; `encoding` and `form` as in `opened`."""
        self.preview.sources.add(name, brought)
        try:
            file = ReadFile(name, self._reading(name, brought, encoding, form))
        except Refused as refused:
            self._refuse(name, refused.message)
            return
        if not self.inbox.take(file):
            self._refuse(name, _("This is too much at a time: its last questions are missing. Bring it by itself."))
        self.preview.files.append(FileLine(name, file.format, len(file.reading.found), file.remarks))
        self.preview.are_quizzes |= len(file.reading.tags) > 1

    def leave_out(self, names: Sequence[str]) -> None:
        """Say that these files were too many."""
        if names:
            said = {"most": MOST_FILES, "names": ", ".join(names)}
            self.preview.refused.append(
                _("%(most)d files are the most at a time. Bring these afterwards: %(names)s") % said
            )

    def _reading(self, name: str, brought: BinaryIO, encoding: str, form: str) -> Reading:
        if self.inbox.is_full:
            raise Refused(_("This is too much at a time. Bring this file by itself."), 422)
        late = Refused(_("There was no time for this file. Bring it by itself, in a moment."), 422)
        if (left := self.until - time.monotonic()) <= 0:
            raise late
        try:
            return opened(brought, name, encoding, form, left)
        except Refused as refused:
            raise (late if time.monotonic() >= self.until else refused) from None

    def _refuse(self, name: str, sentence: str) -> None:
        self.preview.refused.append(f"{name}: {sentence}" if name else sentence)
