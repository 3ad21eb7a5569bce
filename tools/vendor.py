"""Makes the vendored htmx from its npm package: `python -m tools.vendor [htmx.org-4.0.1.tgz]`."""

import base64
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "htmx.org@4.0.1"
PACKAGE_SHA512 = "oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg=="
PARTS = ("package/dist/htmx.min.js", "package/dist/ext/hx-ws.min.js")  # two deferred files would race
JOINED_WITH = b"\n;"
MADE = "htmx-4.0.1-ws.min.js"
MADE_SHA512 = "qairtly70/c7mUGF0ePdS0wdmHgmxxbUh1EqJGVilX9ma/TGLGTTZeVnoNvA5BvXrtk9MfKPzoLmwv1T3IO0QQ=="
LICENCE = "htmx-4.0.1-LICENSE.txt"
FOLDER = Path(__file__).resolve().parents[1] / "static" / "vendor"


def main() -> None:
    """Download the package, or take the one named, and write the joined file and the licence into static/vendor."""
    packed = Path(sys.argv[1]).read_bytes() if sys.argv[1:] else download()
    if sha512(packed) != PACKAGE_SHA512:
        raise SystemExit(f"{PACKAGE} is not the package that was tried: its sha512 is {sha512(packed)}")
    made = join(packed)
    if sha512(made) != MADE_SHA512:
        raise SystemExit(f"The recipe made something else than before: its sha512 is {sha512(made)}")
    (FOLDER / MADE).write_bytes(made)
    (FOLDER / LICENCE).write_bytes(read(packed, "package/LICENSE"))
    print(f"{MADE}: {len(made)} bytes, sha512 {sha512(made)}")


def download() -> bytes:
    """The package as npm packs it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        return next(Path(folder).glob("*.tgz")).read_bytes()


def sha512(data: bytes) -> str:
    """In npm's spelling."""
    return base64.b64encode(hashlib.sha512(data).digest()).decode()


def join(packed: bytes) -> bytes:
    """Core and socket extension as one file, without the lines that name source maps."""
    return JOINED_WITH.join(without_map(read(packed, part)) for part in PARTS)


def read(packed: bytes, name: str) -> bytes:
    """One file out of the package."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as package:
        file = package.extractfile(name)
        assert file is not None
        return file.read()


def without_map(script: bytes) -> bytes:
    """A script without its source-map line."""
    return b"\n".join(line for line in script.splitlines() if not line.startswith(b"//# sourceMappingURL="))


if __name__ == "__main__":
    main()
