"""Opening files beside others: whose turn it is, and what is said when a reader itself fails."""

from threading import Thread

from bench.patience import PATIENCE
from live.formats import work
from live.formats.opened import turn
from live.workshop.trades import FILES, QUICK_FILES


def test_one_persons_requests_open_files_one_at_a_time_and_others_do_not_wait():
    order = []

    def again() -> None:
        with turn("one"):
            order.append("one again")

    with turn("one"):
        waiting = Thread(target=again)
        waiting.start()
        with turn("another"):
            order.append("another")
    waiting.join(PATIENCE)
    assert order == ["another", "one again"]


def test_a_file_is_tried_a_short_while_before_it_waits_for_a_long_one():
    assert (QUICK_FILES.cpu_seconds, FILES.cpu_seconds, QUICK_FILES.memory) == (2, 20, FILES.memory)


def test_a_reader_that_fails_says_so_and_where():
    head, body = work.work(({"language": 5}, b"\xff"))
    assert (head["unreadable"], head["values"], body) == (work.NOT_READ, {}, b"")
    assert head["fault"].startswith("TypeError in decoded, line ")
