"""Static files: collected, named by content and compressed at start, then answered from memory, never by Django.

The stylesheets are made on the way, see live/asgi/styles.py.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.management import call_command

from live.asgi import styles
from live.asgi.messages import Receive, Scope, Send, answer, header
from live.storage import lock

STAMP = "collected-from"
NOT_SERVED = [styles.SOURCES]
FOREVER = b"public, max-age=31536000, immutable"
SHORT = b"public, max-age=60"
WORTH_COMPRESSING = 512  # bytes
TEXTS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain"}
PICTURES = {".png": "image/png", ".ico": "image/x-icon", ".webp": "image/webp"}
OTHERS = {".woff2": "font/woff2", ".wav": "audio/wav", **PICTURES}


class HashedNames(ManifestStaticFilesStorage):
    """Gives collected files addresses with a hash of their content, and others plain ones (a fresh checkout, tests)."""

    def stored_name(self, name: str) -> str:
        """Return the hashed name of a plain one, or the plain one without it."""
        return self.hashed_files.get(self.clean_name(name), name)

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put the stylesheets beside what was collected, and name everything by its content."""
        made = {name: (self, self._put(name, css)) for name, css in styles.bundles()}
        yield from super().post_process({**paths, **made}, dry_run, **options)

    def _put(self, name: str, css: str) -> str:
        self.delete(name)  # else it would be kept, and the new one get another name
        return self.save(name, ContentFile(css.encode()))


def prepare_static() -> None:
    """Collect and compress into STATIC_ROOT, unless no file has changed since the last time.

    Of several processes that share the folder one does the work, and the others wait.
    """
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    with lock.hold(root.parent, "static-lock", wait=True):
        _collect()


def _collect() -> None:
    stamp, mark = Path(settings.STATIC_ROOT, STAMP), _fingerprint()
    if stamp.is_file() and stamp.read_text() == mark:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_SERVED)
    for path in Path(settings.STATIC_ROOT).rglob("*"):
        if path.suffix in TEXTS and path.stat().st_size >= WORTH_COMPRESSING:
            Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    _open_to_all(Path(settings.STATIC_ROOT))
    stamp.write_text(mark)


def _open_to_all(root: Path) -> None:
    """Let a proxy with a user of its own read the public files; the rest of the data folder stays closed to it."""
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def _fingerprint() -> str:
    """What the sources look like from outside, names, sizes and times; and how stylesheets are made of them."""
    seen = [Path(styles.__file__).read_text(encoding="utf-8")]
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return sha256("\n".join(sorted(seen)).encode()).hexdigest()


@dataclass(frozen=True)
class Asset:
    """One file, ready for sending."""

    body: bytes
    squeezed: bytes | None
    headers: list[tuple[bytes, bytes]]

    @cached_property
    def etag(self) -> bytes:
        """The ETag, a hash of the content."""
        return b'"%s"' % sha256(self.body).hexdigest()[:20].encode()


def asset(path: Path, caching: bytes) -> Asset:
    """Read a file, with its compressed twin if there is one."""
    twin = Path(f"{path}.gz")
    return Asset(path.read_bytes(), twin.read_bytes() if twin.is_file() else None, _headers(path.suffix, caching))


def _headers(suffix: str, caching: bytes) -> list[tuple[bytes, bytes]]:
    kind = f"{TEXTS[suffix]}; charset=utf-8" if suffix in TEXTS else OTHERS.get(suffix)
    return [(b"content-type", (kind or "application/octet-stream").encode()), (b"cache-control", caching)]


def is_static(path: str) -> bool:
    """Tell whether a path lies under STATIC_URL."""
    return path.startswith(settings.STATIC_URL)


class StaticFiles:
    """The ASGI app for everything under STATIC_URL."""

    def __init__(self) -> None:
        if settings.SHOW_SERVER:  # the next version collects its own into the same folder while this one runs
            _ = self.collected

    @cached_property
    def collected(self) -> dict[str, Asset]:
        """The collected files by name; none without a manifest."""
        root = Path(settings.STATIC_ROOT)
        manifest = root / HashedNames.manifest_name
        names: dict[str, str] = json.loads(manifest.read_text())["paths"] if manifest.is_file() else {}
        plain = {name: asset(root / hashed, SHORT) for name, hashed in names.items()}
        return plain | {hashed: asset(root / hashed, FOREVER) for hashed in names.values()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file, or 304, 404 or 405."""
        found = self.find(scope["path"].removeprefix(settings.STATIC_URL))
        if scope["method"] not in ("GET", "HEAD"):
            await answer(send, 405, b"", [(b"allow", b"GET, HEAD")])
        elif found is None:
            await answer(send, 404, b"There is no such file.", [(b"content-type", b"text/plain; charset=utf-8")])
        else:
            await _send_asset(found, scope, send)

    def find(self, name: str) -> Asset | None:
        """The asset of this name; without a manifest the source file itself, or the stylesheet, made now."""
        if self.collected:
            return self.collected.get(name)
        if (css := styles.bundle(name)) is not None:
            return Asset(css.encode(), None, _headers(".css", SHORT))
        try:
            path = Path(finders.find(name) or "/nowhere")
            return asset(path, SHORT) if path.is_file() and styles.SOURCES not in Path(name).parts else None
        except (SuspiciousFileOperation, ValueError, OSError):
            return None


async def _send_asset(found: Asset, scope: Scope, send: Send) -> None:
    headers = [*found.headers, (b"etag", found.etag)]
    if found.squeezed is not None:
        headers.append((b"vary", b"accept-encoding"))
    if found.etag.decode() in header(scope, b"if-none-match"):
        return await answer(send, 304, b"", headers)
    if found.squeezed is not None and _takes_gzip(header(scope, b"accept-encoding")):
        return await answer(send, 200, found.squeezed, [*headers, (b"content-encoding", b"gzip")])
    await answer(send, 200, found.body, headers)


def _takes_gzip(accepted: str) -> bool:
    """Tell whether Accept-Encoding names gzip with a weight above 0."""
    for part in accepted.lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() == "gzip":
            return weight.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
