"""The text in the terminal when the server begins to listen."""

import io
from collections.abc import Sequence
from pathlib import Path

import segno

WHITE_ON_BLACK, PLAIN = "\033[97;40m", "\033[0m"


def greeting(*, sign_in: Sequence[str], students: str, others: Sequence[str] | None, data: Path, colour: bool) -> str:
    """Return everything that a teacher needs to begin; `colour`: the terminal understands escapes.

    `others`: further addresses of this machine; None when it is in no network, so that students cannot come yet.
    """
    return "\n".join(
        [
            "",
            "Show of Hands is ready.",
            "",
            "  You sign in here (works once, within 15 minutes; each start prints a new one):",
            *(f"      {link}" for link in sign_in),
            "",
            f"  Students open:  {students}",
            *_others(others),
            "",
            qr(students, colour=colour),
            f"  Everything is kept in {data}",
            "  To stop: press Ctrl-C.",
            "",
        ]
    )


def qr(text: str, *, colour: bool) -> str:
    """Return a QR code in half blocks; in colours, because a light terminal would invert it."""
    drawn = io.StringIO()
    segno.make(text, micro=False, error="m").terminal(drawn, border=2, compact=True)
    lines = drawn.getvalue().splitlines()
    return "".join(f"  {WHITE_ON_BLACK}{line}{PLAIN}\n" if colour else f"  {line}\n" for line in lines)


def _others(others: Sequence[str] | None) -> list[str]:
    if others is None:
        return [
            "  This machine is in no network now, so only it can open that. Once it is in one,",
            "  the host page and the screen show the new address by themselves.",
        ]
    if not others:
        return []
    return [
        f"  This machine is also found at:  {', '.join(others)}",
        "  (another address for students: on the host page, or --address)",
    ]
