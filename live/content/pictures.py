"""Pictures of questions and choices: what is stored of one, its addresses, and how an upload becomes a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from live.content.lines import line
from live.content.reencode import SMALL, Encoded
from live.refusal import Refused

MOST_BYTES = 15 << 20
ALT_LENGTH = 300


@dataclass(frozen=True)
class Picture:
    """A file's name (128 bits of a keyed hash of its content), its size in pixels, and a description."""

    name: str
    width: int
    height: int
    alt: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> Picture | None:
        """Return the picture that a question or a round stores; None without one."""
        return cls(**kept) if kept else None

    @classmethod
    def typed(cls, token: str, alt: str) -> Picture | None:
        """Read a picture from the fields of a form; None without one, and for a token that is not ours."""
        try:
            name, width, height = _signer().unsign_object(token)
        except (BadSignature, ValueError):
            return None
        return cls(name, width, height, line(alt, "NFC"))

    @property
    def kept(self) -> dict[str, Any]:
        """The picture as JSON."""
        return asdict(self)

    @property
    def token(self) -> str:
        """The field that a form carries, signed so that nobody can name another file."""
        return _signer().sign_object((self.name, self.width, self.height))

    @property
    def url(self) -> str:
        """The address of the large file, for the screen."""
        return f"{settings.MEDIA_URL}{self.name}.webp"

    @property
    def small_url(self) -> str:
        """The address of the small file, for phones."""
        return f"{settings.MEDIA_URL}{self.name}{'-small' if max(self.width, self.height) > SMALL else ''}.webp"

    def renew(self) -> bool:
        """Keep the files from being purged for another day. False when they are gone."""
        for path in filter(Path.is_file, files(self.name)):
            path.touch()
        return files(self.name)[0].is_file()


def _signer() -> Signer:
    """Return the signer of names in forms: made when it is asked for, as a child that knows kinds has no secret."""
    return Signer(salt="live.pictures")


def files(name: str) -> list[Path]:
    """Return the paths of a picture, the large file first; the small one need not exist."""
    return [settings.MEDIA_ROOT / f"{name}.webp", settings.MEDIA_ROOT / f"{name}-small.webp"]


Reencode = Callable[[bytes], tuple[Encoded, Encoded | None]]


def receive(upload: UploadedFile, reencode: Reencode) -> Picture:
    """Store a teacher's upload, made harmless by `reencode`. Raises Refused (422) with a sentence on what to do."""
    if not upload.size:
        raise Refused(_("This file is empty. Choose another one."), 422)
    if upload.size > MOST_BYTES:
        raise Refused(_("This picture is too large: 15 MB at most. Make it smaller, then choose it again."), 422)
    return store(upload.read(), reencode)


def store(content: bytes, reencode: Reencode) -> Picture:
    """Store a picture from elsewhere, made harmless. Raises Refused (422)."""
    large, small = reencode(content)
    try:
        return keep(large, small)
    except OSError as error:
        why = _("The picture could not be kept (%s). Tell whoever runs this server.") % error.strerror
        raise Refused(why, 422) from error


def keep(large: Encoded, small: Encoded | None) -> Picture:
    """Store a harmless picture. Raises OSError."""
    name = _name(large.content)
    for path, encoded in zip(files(name), (large, small), strict=True):
        _write(path, encoded)
    return Picture(name, large.width, large.height)


def own(content: bytes) -> Picture | None:
    """Return the picture whose large file these bytes are; None when this server has not written them."""
    return Picture(_name(content), *_size(content)) if files(_name(content))[0].is_file() else None


def _name(content: bytes) -> str:
    return salted_hmac("live.pictures", content, algorithm="sha256").hexdigest()[:32]


def _size(webp: bytes) -> tuple[int, int]:
    """Return the width and the height of a file of ours, as its first bytes say them.

    Source: RFC 9649, WebP Image Format: "VP8 " has a frame of VP8 (RFC 6386, 9.1), "VP8L" and "VP8X" say them by bits.
    """
    match webp[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(webp[24:27], "little"), 1 + int.from_bytes(webp[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(webp[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(webp[26:28], "little") & 0x3FFF, int.from_bytes(webp[28:30], "little") & 0x3FFF


def _write(path: Path, encoded: Encoded | None) -> None:
    """Write a file whole or not at all; the same picture again replaces it, so its age begins anew."""
    if encoded is None:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(encoded.content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
