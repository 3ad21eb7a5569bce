"""Which addresses a machine is found at, and which one students are told."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from live.server import addresses, hosts

TABLE = """Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 127.0.0.0/8 2 0 2
           |-- 127.0.0.1
              /32 host LOCAL
     +-- 192.168.7.0/24 2 0 2
           |-- 192.168.7.0
              /24 link UNICAST
           |-- 192.168.7.21
              /32 host LOCAL
        |-- 192.168.7.255
           /32 link BROADCAST
Local:
           |-- 192.168.7.21
              /32 host LOCAL
           |-- 172.17.0.1
              /32 host LOCAL
"""


@pytest.fixture(autouse=True)
def _this_run() -> Iterator[None]:
    before = addresses.serving
    addresses.serving = addresses.Serving()
    yield
    addresses.serving = before


def test_the_kernels_table_names_each_own_address_once() -> None:
    assert addresses.local_addresses(TABLE) == ["127.0.0.1", "192.168.7.21", "172.17.0.1"]


def test_the_way_out_comes_first_and_containers_last() -> None:
    own = ["127.0.0.1", "172.17.0.1", "8.8.4.4", "10.1.2.3", "192.168.1.9", "169.254.3.4"]
    assert addresses.in_order(["10.1.2.3", "10.1.2.3", "172.18.0.1"], own) == [
        "10.1.2.3",
        "192.168.1.9",
        "8.8.4.4",
        "172.18.0.1",
        "172.17.0.1",
    ]


def test_a_machine_without_a_network_has_no_address() -> None:
    assert addresses.in_order([], ["127.0.0.1", "0.0.0.0", "fe80::1"]) == []


def test_every_address_found_is_one_that_this_machine_can_listen_on() -> None:
    for found in addresses.lan_addresses():
        with socket.create_server((found, 0)) as server:
            assert server.getsockname()[0] == found


def test_another_network_is_followed_and_its_address_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = tmp_path / "fib_trie"
    monkeypatch.setattr(addresses, "KERNEL_TABLE", network)
    monkeypatch.setattr(addresses, "FAR", ())
    monkeypatch.setattr(addresses, "FRESH_SECONDS", -1.0)  # look each time
    monkeypatch.setattr(addresses, "_found", addresses._found)  # and forget it afterwards
    seen = []
    for table in (TABLE, TABLE.replace("192.168.7.21", "10.9.8.7"), "Main:\n"):
        network.write_text(table)
        told = addresses.join_url()
        seen.append((told, [hosts.allowed(name) for name in ("192.168.7.21", "10.9.8.7", "127.0.0.1")]))
    assert seen == [
        ("http://192.168.7.21:8000", [True, False, True]),
        ("http://10.9.8.7:8000", [False, True, True]),
        ("http://127.0.0.1:8000", [False, False, True]),
    ]


def test_students_are_told_this_runs_address_else_the_schools_else_the_networks() -> None:
    addresses.serving = addresses.Serving(port=8003, address="hall.example")
    assert addresses.join_url("school.example") == "http://hall.example:8003"
    addresses.serving.address = ""
    assert addresses.join_url("school.example") == "http://school.example:8003"
    assert addresses.join_url() == f"http://{addresses.default_address()}:8003"


@pytest.mark.parametrize(
    ("typed", "told", "host"),
    [
        ("192.168.1.5", "http://192.168.1.5:8000", "192.168.1.5"),
        ("Quiz.local", "http://quiz.local:8000", "quiz.local"),
        (" quiz.local:81/ ", "http://quiz.local:81", "quiz.local"),
        ("http://quiz.local", "http://quiz.local:8000", "quiz.local"),
        ("https://quiz.school.example/", "https://quiz.school.example", "quiz.school.example"),
        ("https://quiz.school.example:8443", "https://quiz.school.example:8443", "quiz.school.example"),
    ],
)
def test_an_address_is_taken_as_people_type_it(typed: str, told: str, host: str) -> None:
    kept = addresses.clean(typed)
    assert (addresses.join_url(kept), addresses.host(kept)) == (told, host)


NO_ADDRESSES = ["", "a b", "a..b", "*", "ftp://a", "a:0", "a:65536", "a/b", "a:b", "é.example", "<b>", 201 * "a"]


@pytest.mark.parametrize("typed", NO_ADDRESSES)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is no address"):
        addresses.clean(typed)


def test_port_80_is_not_spelt_out() -> None:
    addresses.serving = addresses.Serving(port=80, address="quiz.local")
    assert addresses.join_url() == "http://quiz.local"


def test_listening_on_one_address_tells_that_one() -> None:
    addresses.serving = addresses.Serving(host="127.0.0.1")
    assert addresses.join_url() == "http://127.0.0.1:8000"
