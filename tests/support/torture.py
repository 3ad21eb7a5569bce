"""Bent files for the readers: each is read, or refused with a sentence, within its time and memory.

    python -m tests.support.torture SEED COUNT FILE…

Each file is bent COUNT times, and each bent file is read in a process of its own, as the child of the workshop does it;
a line of JSON tells what came of them.
"""

import io
import json
import os
import resource
import sys
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

MEMORY, SECONDS = 300 << 20, 5
"What one file may cost: address space beyond that of the process, and CPU time."
LARGEST = 2 << 20
"Of what repetition makes."
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


Bend = Callable[[Random, bytes, bytes], bytes]
"(dice, a file, another one) as a bent file."


def _place(dice: Random, data: bytes | bytearray) -> tuple[int, int]:
    """Where a few bytes begin and end."""
    start = dice.randrange(len(data) + 1)
    return start, start + dice.choice((0, 1, 3, 40, 400))


def cut(dice: Random, good: bytes, _other: bytes) -> bytes:
    """The file up to some place, or from there on."""
    at = dice.randrange(len(good) + 1)
    return good[:at] if dice.random() < 0.7 else good[at:]


def flip(dice: Random, good: bytes, _other: bytes) -> bytes:
    """A few bytes that are others."""
    data = bytearray(good)
    for _ in range(dice.choice((1, 2, 8, 40)) if data else 0):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def insert(dice: Random, good: bytes, _other: bytes) -> bytes:
    """Signs of formats, numbers and odd letters, between or instead of what is there."""
    data = bytearray(good)
    for _ in range(dice.choice((1, 1, 2, 4, 9))):
        start, end = _place(dice, data)
        data[start:end] = dice.choice((b"", dice.choice(TOKENS), dice.choice(TOKENS), dice.randbytes(3)))
    return bytes(data)


def splice(dice: Random, good: bytes, other: bytes) -> bytes:
    """The beginning of a file and the end of another one."""
    return good[: dice.randrange(len(good) + 1)] + other[dice.randrange(len(other) + 1) :]


def repeat(dice: Random, good: bytes, _other: bytes) -> bytes:
    """A part of the file many times."""
    start, end = _place(dice, good)
    times = min(dice.choice((2, 10, 100, 5000)), LARGEST // max(1, end - start))
    return good[:start] + good[start:end] * times + good[end:]


BENDS: tuple[Bend, ...] = (cut, flip, insert, splice, repeat)


def bent(dice: Random, good: bytes, other: bytes) -> bytes:
    """A bent file; of a zip mostly a part of it, or which part is where."""
    if good.startswith(b"PK") and dice.random() < 0.8:
        return _bent_zip(dice, _parts(good), _parts(other if other.startswith(b"PK") else good))
    if good.startswith(b"\x1f\x8b") and dice.random() < 0.8:
        return zlib.compress(dice.choice(BENDS)(dice, zlib.decompress(good, 31), other), 1, 31)
    return dice.choice(BENDS)(dice, good, other)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _bent_zip(dice: Random, parts: dict[str, bytes], others: dict[str, bytes]) -> bytes:
    one, two = (dice.choice(sorted(parts)) for _ in range(2))
    match dice.randrange(10):
        case 0:
            parts[one], parts[two] = parts[two], parts[one]
        case 1:
            del parts[one]
        case 2:
            parts[dice.choice(sorted(others))] = parts[one]
        case 3:
            parts[one] = dice.choice((b"", b"\0", dice.choice(TOKENS)))
        case _:
            parts[one] = dice.choice(BENDS)(dice, parts[one], dice.choice(sorted(others.values())))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as again:
        for name, part in parts.items():
            again.writestr(name, part)
    return kept.getvalue()


class Outcome(NamedTuple):
    """What came of a file: "read", "refused" or a fault; its seconds of CPU, and the MiB of its process."""

    said: str
    seconds: float
    memory: int


def attempt(content: bytes) -> Outcome:
    """Read a file in a process of its own."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        _read(content, writes)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read().decode()
    _pid, _status, used = os.wait4(child, 0)
    return Outcome(said or "ended without a word", used.ru_utime + used.ru_stime, used.ru_maxrss >> 10)


def _read(content: bytes, writes: int) -> None:
    from live.formats import work

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (4 * SECONDS, 4 * SECONDS))
    try:
        head, _body = work.work(({"name": "file", "language": "de"}, content))
        json.dumps(head).encode()
        said = "refused" if "unreadable" in head else "read"
        if said == "refused" and not head["unreadable"] % (head["values"] or ()):
            said = "silent"
        os.write(writes, str(head.get("fault") or said).encode())
    except BaseException as error:
        os.write(writes, repr(error)[:1000].encode())


def torture(seed: int, count: int, good: bytes, other: bytes) -> dict[str, Any]:
    """Read bent files: how many were read and refused, the longest time, the most memory, and what must not be."""
    told: Counter[str] = Counter()
    slowest, largest, faults = 0.0, 0, []
    for number in range(count):
        outcome = attempt(bent(Random(f"{seed} {number}"), good, other))
        slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.memory)
        if outcome.said not in {"read", "refused"} or outcome.seconds > SECONDS:
            faults.append(f"{number}: {outcome.said}, {outcome.seconds:.1f} s")
        else:
            told[outcome.said] += 1
    return {**told, "slowest": round(slowest, 2), "largest": largest, "faults": faults}


def main(seed: int, count: int, files: list[str]) -> None:
    """Bend each file, and print what came of it; parts of the next one are put into it."""
    from django.conf import settings

    settings.configure(USE_I18N=False, SECRET_KEY="torture")
    from live.formats import work

    work.prepare(({}, b""))
    work.load()
    warnings.simplefilter("ignore")
    contents = [Path(name).read_bytes() for name in files]
    for name, good, other in zip(files, contents, contents[1:] + contents[:1], strict=True):
        print(json.dumps({"file": Path(name).name, **torture(seed, count, good, other)}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
