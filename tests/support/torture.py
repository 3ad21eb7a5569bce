"""Bent files for the readers: each is read, or refused with a sentence, within its time and memory.

    python -m tests.support.torture SEED COUNT FILE…

Each file is bent COUNT times; a line of JSON tells what came of it. It runs in a process of its own for its limits.
"""

import io
import json
import resource
import sys
import time
import warnings
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

MEMORY, SECONDS = 300 << 20, 5.0
"What one file may cost: address space beyond that of the process, and CPU time."
TOKENS = [
    *(
        b"\0",
        b'"',
        b"'",
        b"{",
        b"}",
        b"<",
        b">",
        b"&",
        b"&#0;",
        b"&#xD800;",
        b"\\",
        b"~=%",
        b"\t",
        b"\r",
        b"\n\n",
        b"$",
    ),
    *(
        b"9" * 5000,
        b"-1",
        b"1e999",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
    ),
    *(b"[" * 2000, b"<b>" * 2000, b'{"a":' * 500, b"null", b"true", b"\\ud800", b"%2e%2e/", b"A" * 30_000, b"`" * 50),
    *(b"sep=;\n", b"ANSWER: ", b"::", b"//", b"[html]", b"\xc2\xb2", b"\xd9\xa3", b"$CATEGORY: x\n", b"{1:SA:=a}"),
]


def bent(dice: Random, good: bytes) -> bytes:
    """A file with a few places changed; of a zip now and then the whole, else one part."""
    if good.startswith(b"PK") and dice.random() < 0.8:
        return _bent_zip(dice, good)
    if good.startswith(b"\x1f\x8b") and dice.random() < 0.8:
        return zlib.compress(_bent(dice, zlib.decompress(good, 31)), 1, 31)
    return _bent(dice, good)


def _bent(dice: Random, good: bytes) -> bytes:
    data = bytearray(good)
    for _ in range(dice.choice((1, 1, 2, 4, 9))):
        start, length = dice.randrange(len(data) + 1), dice.choice((0, 0, 1, 3, 40, 400))
        other = dice.randrange(len(data) + 1)
        data[start : start + length] = dice.choice(
            (b"", dice.choice(TOKENS), dice.choice(TOKENS), dice.randbytes(3), data[other : other + 200])
        )
    return bytes(data)


def _bent_zip(dice: Random, good: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as packed, zipfile.ZipFile(kept, "w") as again:
        parts = {name: packed.read(name) for name in packed.namelist()}
        chosen = dice.choice(sorted(parts))
        parts[chosen] = _bent(dice, parts[chosen]) if dice.random() < 0.95 else b""
        for name, part in parts.items():
            again.writestr(name, part)
    return kept.getvalue()


def torture(seed: int, count: int, good: bytes) -> dict[str, Any]:
    """Read bent files: how many were read and refused, the longest time, and what must not be."""
    from live.formats.fitted import fitted
    from live.formats.found import Unreadable
    from live.formats.readers import Asked, read

    told: Counter[str] = Counter()
    slowest, faults = 0.0, []
    for number in range(count):
        content, begins = bent(Random(f"{seed} {number}"), good), time.process_time()
        try:
            json.dumps(fitted(read(Asked(content, "file", "de"))).message()[0]).encode()
            told["read"] += 1
        except Unreadable as unreadable:
            told["refused" if unreadable.words % unreadable.values else "silent"] += 1
        except Exception as error:
            faults.append(f"{number}: {error!r}")
        seconds = time.process_time() - begins
        slowest = max(slowest, seconds)
        if seconds > SECONDS:
            faults.append(f"{number}: {seconds:.1f} s")
    return {**told, "slowest": round(slowest, 3), "faults": faults}


def main(seed: int, count: int, files: list[str]) -> None:
    """Bend each file, and print what came of it."""
    from django.conf import settings

    settings.configure(USE_I18N=False, SECRET_KEY="torture")
    from live.formats import work

    work.prepare(({}, b""))
    warnings.simplefilter("ignore")
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for name in files:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        told = torture(seed, count, Path(name).read_bytes())
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(json.dumps({"file": Path(name).name, **told, "grown": f"{grown >> 10} MiB"}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
