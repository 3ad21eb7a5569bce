"""What lies between phones and server: a network that delays and stalls (T40), and a proxy that ends what is idle."""

from tests.faults.hall import play
from tests.server.network import bad_network
from tests.server.school import School
from tests.server.test_faults import p95, stored, told
from tests.server.ways import a_room


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
