"""A backup as one tar file: a description, the database, the secret key, and the folder of pictures, if any."""

import io
import json
import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any

ABOUT, KEY, MEDIA = "about.json", "secret-key", "media"
FORMAT = 1


class Unfit(Exception):
    """A backup or restore cannot be done; the message is the end of a sentence that says why."""


def write(out: IO[bytes], database: Path, key: str, media: Path, about: dict[str, Any]) -> None:
    """Write everything into one compressed tar; `about` is added to its description."""
    about = {"format": FORMAT, "database": database.name, **about}
    with tarfile.open(fileobj=out, mode="w|gz") as tar:
        _add(tar, ABOUT, json.dumps(about, indent=1).encode())
        tar.add(database, database.name, filter=_private)
        _add(tar, KEY, key.encode())
        for path in sorted(path for path in media.rglob("*") if path.suffix != ".part"):
            with suppress(FileNotFoundError):  # deleted since it was listed
                tar.add(path, f"{MEDIA}/{path.relative_to(media)}", recursive=False, filter=_private)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(content), int(time.time()), 0o600
    tar.addfile(member, io.BytesIO(content))


def _private(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Remove the names and numbers of this machine's users."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def unpack(file: IO[bytes], folder: Path) -> dict[str, Any]:
    """Unpack a backup into a folder and return its description. Raises Unfit."""
    try:
        with tarfile.open(fileobj=file, mode="r|*") as tar:
            for member in tar:
                if member.isfile() and (source := tar.extractfile(member)):
                    _put(source, folder / _inside(member.name))
        about: dict[str, Any] = json.loads((folder / ABOUT).read_bytes())
        if about["format"] != FORMAT or not (folder / about["database"]).is_file():
            raise Unfit("was made by another version of Show of Hands")
        return about
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise Unfit(f"is no backup of Show of Hands, or not all of one ({type(error).__name__})") from error


def _inside(name: str) -> PurePosixPath:
    """Return a member's path if it stays in its folder. Raises Unfit."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Unfit("names files outside of the data folder")
    return path


def _put(source: IO[bytes], path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)


def picture_folders(folder: Path) -> Iterator[Path]:
    """Yield the unpacked folder of picture_folders, if there is one."""
    yield from (path for path in [folder / MEDIA] if path.is_dir())
