"""Which port is chosen."""

import contextlib
import socket

import pytest

from live.server import ports


def test_a_port_in_use_is_not_free_and_is_refused_when_asked_for(taken_port: int) -> None:
    with pytest.raises(ports.Taken, match=f"Port {taken_port} is taken"):
        ports.free_port("0.0.0.0", taken_port)


def test_a_port_taken_on_one_address_is_taken_for_all_of_them() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert not ports.is_free("0.0.0.0", other.getsockname()[1])


def test_a_port_asked_for_and_free_is_given(closed_port: int) -> None:
    assert ports.free_port("127.0.0.1", closed_port) == closed_port


def test_without_a_wish_the_first_free_port_is_given(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ports.FIRST == 8000
    monkeypatch.setattr(ports, "FIRST", taken_port)  # from 8000 on other tests start and stop servers just now
    monkeypatch.setattr(ports, "LAST", taken_port + 99)
    given = ports.free_port("127.0.0.1", None)
    assert not any(ports.is_free("127.0.0.1", port) for port in range(taken_port, given))
    assert ports.is_free("127.0.0.1", given)


def test_a_low_port_may_be_the_administrators() -> None:
    with socket.socket() as other:
        with contextlib.suppress(PermissionError):  # either way it is not for us: root has taken it here
            other.bind(("127.0.0.1", 1023))
        with pytest.raises(ports.Taken, match="Port 1023 is taken, or kept for the administrator"):
            ports.free_port("127.0.0.1", 1023)


def test_an_address_of_another_machine_is_an_error() -> None:
    with pytest.raises(OSError, match="assign"):
        ports.is_free("203.0.113.7", 8000)
