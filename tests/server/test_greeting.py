"""What the terminal shows."""

from pathlib import Path

import segno

from live.server.greeting import PLAIN, WHITE_ON_BLACK, greeting, qr

LIGHT = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}  # the ink is the light part: terminals are dark
ADDRESS = "http://192.168.1.5:8000/"


def drawn_modules(text: str) -> list[list[int]]:
    """The half blocks back as rows of modules, 1 = dark."""
    rows: list[list[int]] = []
    for line in text.splitlines():
        pairs = [LIGHT[block] for block in line[2:]]
        rows += [[1 - top for top, _ in pairs], [1 - bottom for _, bottom in pairs]]
    return rows


def test_the_drawing_is_the_qr_of_the_address() -> None:
    wanted = [list(row) for row in segno.make(ADDRESS, micro=False, error="m").matrix_iter(border=2)]
    assert drawn_modules(qr(ADDRESS, colour=False))[: len(wanted)] == wanted


def test_on_a_terminal_each_line_brings_its_colours_and_takes_them_back() -> None:
    plain, coloured = qr(ADDRESS, colour=False).splitlines(), qr(ADDRESS, colour=True).splitlines()
    assert coloured == [f"  {WHITE_ON_BLACK}{line[2:]}{PLAIN}" for line in plain]


def test_everything_is_said_in_order() -> None:
    told = greeting(
        sign_in=["http://127.0.0.1:8000/sign-in/s/", "http://192.168.1.5:8000/sign-in/s/"],
        students=ADDRESS, others=["10.0.0.3", "172.17.0.1"], data=Path("/home/ana/data"), colour=False,
    )  # fmt: skip
    told = told.replace(qr(ADDRESS, colour=False), "<QR>")
    assert (
        told
        == """
Show of Hands is ready.

  You sign in here (works once, within 15 minutes; each start prints a new one):
      http://127.0.0.1:8000/sign-in/s/
      http://192.168.1.5:8000/sign-in/s/

  Students open:  http://192.168.1.5:8000/
  This machine is also found at:  10.0.0.3, 172.17.0.1
  (another address for students: on the host page, or --address)

<QR>
  Everything is kept in /home/ana/data
  To stop: press Ctrl-C.
"""
    )


def test_without_other_addresses_nothing_is_said_of_them() -> None:
    told = greeting(sign_in=["x"], students=ADDRESS, others=[], data=Path("/d"), colour=False)
    assert "also found" not in told


def test_without_a_network_it_is_said_that_students_cannot_come_yet() -> None:
    told = greeting(sign_in=["x"], students="http://127.0.0.1:8000/", others=None, data=Path("/d"), colour=False)
    assert "  Students open:  http://127.0.0.1:8000/\n  This machine is in no network now" in told
