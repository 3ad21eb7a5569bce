"""The bench itself: twenty students through all phases, and what is made of the figures."""

import asyncio
import json
import os
import time
import xml.etree.ElementTree as Xml

import pytest

from bench.__main__ import options
from bench.compare import EMBEDDED, LINES, SERVERS, Comparison, compare_systems
from bench.plan import Plan
from bench.report.bars import Bars, bars
from bench.report.chart import chart
from bench.report.figures import Figures, Row, quantile
from bench.report.limits import BUSY
from bench.session import run
from bench.systems.embedded import Measured, free_port
from bench.systems.engines import Nginx

KEYS = {
    "students", "fanout_last_ms", "fanout_floor_ms", "answers_at_once_p99_ms", "answers_lost", "answers_twice",
    "tally_lag_p99_ms", "question_cpu_s", "frames_per_answer", "reveal_last_ms", "join_storm_ready_s", "kib_per_seat",
    "rss_base_mib", "start_s", "first_load_kb", "push_kb",
}  # fmt: skip
ENGINES = {"nginx_cpu_ms_per_answer", "postgresql_cpu_ms_per_answer", "redis_cpu_ms_per_answer"}
TICKS = {"tick_added_p50_ms", "tick_added_p99_ms"}


def test_twenty_students_and_three_small_rooms_go_through_all_phases_and_nothing_is_lost():
    ended = asyncio.run(run(Plan(students=20, rooms=3, people=4, pace=0.05)))
    told = json.loads(json.dumps(ended.figures.json()))
    assert ended.figures.errors == []
    assert {key for key in KEYS if not isinstance(told.get(key), int | float)} == set()
    assert (told["students"], told["answers_lost"], told["answers_twice"]) == (20, 0, 0)
    assert (told["acknowledged_without_row"], told["answers_refused"], told["idle_frames"]) == (0, 0, 0)
    assert {name: len(each) for name, each in ended.lags.items()} == {"acknowledged": 20, "on the screen": 20}
    assert 10 < told["first_load_kb"] < 60
    assert 1 < told["push_kb"] < 3


@pytest.mark.usefixtures("postgres", "redis_server", "nginx")
def test_twenty_students_are_served_by_one_process_and_by_a_schools_server_and_nothing_is_lost():
    ways = asyncio.run(compare_systems(Plan(students=20, rooms=0, people=0, pace=0.05), servers=[2]))
    assert ways.errors == []
    for name, told in ways.json()["ways"].items():
        missing = {key for key, *_ in LINES if not isinstance(told.get(key), int | float)}
        assert missing == ({*ENGINES, *TICKS} if name == EMBEDDED else set())
        assert (told["answers_lost"], told["answers_twice"], told["acknowledged_without_row"]) == (0, 0, 0)
    lines = ways.table().splitlines()
    assert [line.lstrip().split("  ")[0] for line in lines[1:]] == [label.strip() for _, label, *_ in LINES]
    assert ways.nothing_lost


@pytest.mark.usefixtures("nginx")
def test_nginx_also_stands_before_one_process():
    nginx = Nginx([free_port()])
    told = (nginx.folder / "nginx.conf").read_text()
    nginx.stop()
    assert (told.count(f"server 127.0.0.1:{nginx.processes[0]}"), "app2" in told) == (1, False)


def test_the_cpu_of_a_process_is_read_finer_than_a_hundredth_of_a_second():
    before, own = Measured(os.getpid()).cpu(), time.process_time()
    while time.process_time() < own + 0.004:
        pass
    assert 0.004 <= Measured(os.getpid()).cpu() - before < 1
    assert Measured(os.getpid()).cpu() == pytest.approx(time.process_time(), abs=0.5)


def test_a_row_is_judged_by_its_value_or_by_its_ratio_to_the_floor():
    by_value = [Row("", value, bars=Bars(10, 5)).verdict for value in (4.0, 10.0, 11.0, None)]
    by_ratio = [Row("", value, floor=2.0, bars=Bars(5, 2, by_ratio=True)).verdict for value in (4.0, 10.0, 11.0)]
    assert (by_value, by_ratio) == (["yes, reach", "yes", "NO", "NO"], ["yes, reach", "yes", "NO"])


def test_more_than_a_thousand_students_are_measured_by_bars_of_their_own():
    assert (bars("reveal_last_ms", 1000), bars("reveal_last_ms", 5000)) == (Bars(200, 80), Bars(800, 350))
    assert (bars("push_kb", 5000), bars("question_cpu_s", 5000)) == (Bars(3, 1.5), None)


def test_a_figure_is_marked_when_the_load_was_too_busy():
    figures = Figures(20, shares={"calm": 0.5, "wild": 0.9})
    figures.keep("a", "calm one", 12.0, phase="calm")
    figures.keep("b", "wild one", 12.0, phase="wild")
    lines = [" ".join(line.split()) for line in figures.table(BUSY).splitlines()[1:]]
    assert lines == ["calm one 12 ms", "wild one 12 ms *"]


def test_a_lost_answer_or_somebody_turned_away_is_not_passed_over():
    lost, turned_away = Figures(20), Figures(20, errors=["join: refused"])
    lost.keep("answers_lost", "answers lost", 1.0)
    assert (Figures(20).nothing_lost, lost.nothing_lost, turned_away.nothing_lost) == (True, False, False)


def test_the_99th_percentile_is_a_value_that_was_seen():
    hundred = [float(number) for number in range(100)]
    assert (quantile(hundred, 0.99), quantile([7.0], 0.99), quantile([], 0.99)) == (99.0, 7.0, None)


def test_the_chart_is_an_svg_with_a_point_for_each_answer():
    lags = [("acknowledged", [(0.0, 3.0), (1.0, 9.0)]), ("on the screen", [(0.5, 120.0)])]
    drawn = Xml.fromstring(chart("A & B", lags))
    names = [element.tag.rpartition("}")[2] for element in drawn.iter()]
    assert (drawn.tag, names.count("circle")) == ("{http://www.w3.org/2000/svg}svg", 3)


def test_every_option_is_read():
    asked = options().parse_args(["--students", "50", "--rooms", "4", "--quick", "--json", "a", "--svg", "b"])
    told = {"students": (50,), "rooms": 4, "quick": True, "json": "a", "svg": "b"}
    assert vars(asked) == {**told, "server": False, "uvicorn": False, "against": None, "kind": None}


def test_two_processes_are_judged_by_what_one_with_sqlite_takes():
    ways = Comparison(1000, {name: Figures(1000) for name in (EMBEDDED, *SERVERS.values())})
    for each, milliseconds in zip(ways.figures.values(), (100.0, 90.0, 160.0), strict=True):
        each.values["fanout_last_ms"] = each.values["answers_at_once_p99_ms"] = milliseconds
    ways.figures[SERVERS[2]].values["tick_added_p99_ms"] = 21.0
    expected = {"fanout_last_ms": "yes", "answers_at_once_p99_ms": "NO", "tick_added_p99_ms": "NO"}
    assert {key: ways.json()["verdicts"][key] for key in expected} == expected
    ways.students = 5000
    assert ways.json()["verdicts"]["fanout_last_ms"] == "NO"
