"""A picture of a question or a choice: what is kept of it, its addresses, and how an uploaded one becomes a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from live.content.lines import line
from live.content.reencode import SMALL, Encoded, reencode
from live.refusal import Refused

MOST_BYTES = 5 << 20
ALT_LENGTH = 300
_signer = Signer(salt="live.pictures")


@dataclass(frozen=True)
class Picture:
    """A file's name (128 bits of a keyed hash of what is in it), its size in pixels, and what is to be seen on it."""

    name: str
    width: int
    height: int
    alt: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Picture | None:
        """The picture that a question or a round keeps, if it has one."""
        return cls(**kept) if kept else None

    @classmethod
    def typed(cls, token: str, alt: str) -> Picture | None:
        """From the fields of a form; None without one, and for a token that is not ours."""
        try:
            name, width, height = _signer.unsign_object(token)
        except (BadSignature, ValueError):
            return None
        return cls(name, width, height, line(alt, "NFC"))

    @property
    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @property
    def token(self) -> str:
        """What a form carries of it: signed, so that nobody names another file."""
        return _signer.sign_object((self.name, self.width, self.height))

    @property
    def url(self) -> str:
        """For the screen."""
        return f"{settings.MEDIA_URL}{self.name}.webp"

    @property
    def small_url(self) -> str:
        """For phones."""
        return f"{settings.MEDIA_URL}{self.name}{'-small' if max(self.width, self.height) > SMALL else ''}.webp"

    def renew(self) -> bool:
        """It is of use still, so no purge takes it before tomorrow. False when its files are gone."""
        for path in filter(Path.is_file, files(self.name)):
            path.touch()
        return files(self.name)[0].is_file()


def files(name: str) -> list[Path]:
    """The files of that name, the large one first; the small one may not be there."""
    return [settings.MEDIA_ROOT / f"{name}.webp", settings.MEDIA_ROOT / f"{name}-small.webp"]


def receive(upload: UploadedFile) -> Picture:
    """Keep what a teacher uploaded. Raises Refused (422) with what to do."""
    if not upload.size:
        raise Refused(_("This file is empty. Choose another one."), 422)
    if upload.size > MOST_BYTES:
        raise Refused(_("This picture is too large: 5 MB at most. Make it smaller, then choose it again."), 422)
    large, small = reencode(upload.read())
    name = salted_hmac("live.pictures", large.content, algorithm="sha256").hexdigest()[:32]
    try:
        for path, encoded in zip(files(name), (large, small), strict=True):
            _write(path, encoded)
    except OSError as error:
        why = _("The picture could not be kept (%s). Tell whoever runs this server.") % error.strerror
        raise Refused(why, 422) from error
    return Picture(name, large.width, large.height)


def _write(path: Path, encoded: Encoded | None) -> None:
    """Whole or not at all; the same again is only as new as today."""
    if encoded is None:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(encoded.content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
