"""What lies between phones and server: a network that delays and stalls (T40), and a proxy that ends what is idle."""

import asyncio
import re

from bench.systems.embedded import ROOT
from live.realtime.upkeep import BEAT
from tests.clusters.test_faults import p95, stored, told
from tests.support.network import bad_network
from tests.support.phones import phones, play
from tests.support.school import School
from tests.support.ways import a_room, hears


def test_on_a_bad_network_answers_are_late_and_none_is_lost(healthy: School, is_long, size, bars):
    count, questions = size(20, 300), size(1, 5)

    async def story():
        waits: list[float] = []
        lags: list[float] = []
        async with (
            bad_network(healthy.port, is_bad=is_long) as network,
            a_room(healthy, count, questions, host_at=healthy.port, phones_at=network.port) as hall,
        ):
            network.is_bad = True
            for _ in range(questions):
                lags += await hall.press("open")
                hall.prepare()
                await hall.answer_over(size(0.2, 5))
                assert stored(healthy, hall) == told(hall) == {each.id: each.value for each in hall.students}
                waits += [each.reply.at - each.sent_at for each in hall.students if each.reply]
                for move in size(["close"], ["close", "reveal"]):
                    lags += await hall.press(move)
            assert hall.errors == []
            assert network.stalls > 0
        bars.hold(f"40 0.3 s of delay, stalls of 1 s: {len(waits)} answers, p95", p95(waits), 1.5)
        bars.hold("40 0.3 s of delay, stalls of 1 s: a move is on the phones, p95", p95(lags), 1.5)

    play(story())


def test_nginx_waits_three_times_as_long_as_a_socket_is_ever_silent():
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    waits = [int(seconds) for seconds in re.findall(r"proxy_read_timeout (\d+)s;", conf)]
    assert len(waits) == conf.count("proxy_read_timeout") > 0
    assert min(waits) >= 3 * BEAT


def test_a_socket_on_which_nothing_happens_stays_and_hears_the_next_question(healthy: School, size, bars):
    seconds = size(1, 100)  # nginx would end it after 75

    async def story():
        async with a_room(healthy, 20, 1, host_at=healthy.port, phones_at=healthy.port) as hall:
            await hall.quiet()
            sockets = [hall.host.socket, hall.screen.socket, *(phone.socket for phone in phones(hall))]
            beats = hall.ears.beats
            await asyncio.sleep(seconds)
            assert [each for each in sockets if each is None or each.transport.is_closing()] == []
            assert hall.ears.beats - beats >= seconds // BEAT * len(sockets)
            assert all(map(hears, healthy.processes))
            bars.hold(f"a socket idle for {seconds} s: the next question is there", max(await hall.press("open")), 3)
            assert hall.errors == []

    play(story())
