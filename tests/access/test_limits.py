"""How often one address may guess."""

from datetime import timedelta

from live import clock
from live.access import limits

SCHOOL, HOME = "203.0.113.7", "198.51.100.9"


def test_a_hundred_wrong_codes_are_free_and_the_next_waits_three_minutes():
    with clock.frozen():
        assert [limits.count_wrong_code(SCHOOL) for _ in range(101)] == [True] * 100 + [False]
        assert limits.code_wait(SCHOOL) == 180


def test_another_address_is_not_held_up():
    for _ in range(101):
        limits.count_wrong_code(SCHOOL)
    assert limits.code_wait(HOME) == 0
    assert limits.count_wrong_code(HOME)


def test_twenty_wrong_codes_an_hour_come_back():
    with clock.frozen():
        for _ in range(101):
            limits.count_wrong_code(SCHOOL)
        clock.pass_(timedelta(hours=1))
        assert [limits.count_wrong_code(SCHOOL) for _ in range(21)] == [True] * 20 + [False]


def test_asking_does_not_count():
    with clock.frozen():
        assert {limits.code_wait(SCHOOL) for _ in range(500)} == {0}
        assert [limits.count_wrong_code(SCHOOL) for _ in range(101)] == [True] * 100 + [False]


def test_ten_attempts_for_one_account_from_one_address_then_a_wait():
    with clock.frozen():
        assert [limits.count_sign_in(SCHOOL, "ada") for _ in range(11)] == [0] * 10 + [120]
        assert limits.count_sign_in(SCHOOL, " ADA ") == 120
        assert limits.count_sign_in(SCHOOL, "ben") == 0
        assert limits.count_sign_in(HOME, "ada") == 0
        clock.pass_(timedelta(minutes=2))
        assert [limits.count_sign_in(SCHOOL, "ada"), limits.count_sign_in(SCHOOL, "ada")] == [0, 120]


def test_fifty_attempts_from_one_address_whatever_the_account():
    with clock.frozen():
        assert [limits.count_sign_in(SCHOOL, f"teacher {n}") for n in range(51)] == [0] * 50 + [60]


def test_an_attempt_that_is_refused_for_its_account_costs_the_others_nothing():
    with clock.frozen():
        for _ in range(200):
            limits.count_sign_in(SCHOOL, "ada")
        assert [limits.count_sign_in(SCHOOL, f"teacher {n}") for n in range(41)] == [0] * 40 + [60]


def test_signing_in_does_not_count():
    with clock.frozen():
        for _ in range(200):
            assert limits.count_sign_in(SCHOOL, "ada") == 0
            limits.uncount_sign_in(SCHOOL, "ada")


def test_all_of_an_ipv6_network_is_one_address():
    with clock.frozen():
        assert [limits.count_wrong_code(f"2001:db8:1:2::{n}") for n in range(101)] == [True] * 100 + [False]
        assert limits.code_wait("2001:db8:1:3::1") == 0
        assert limits.code_wait("2001:db8:1:2::ffff%eth0") == 180


def test_ipv4_inside_ipv6_is_the_same_address():
    with clock.frozen():
        for _ in range(101):
            limits.count_wrong_code(f"::ffff:{SCHOOL}")
        assert limits.code_wait(SCHOOL) == 180


def test_no_address_at_all_is_one_address_too():
    assert (limits.code_wait(""), limits.count_wrong_code("")) == (0, True)


def test_the_address_itself_is_not_kept():
    buckets = limits.Buckets(size=3, per_hour=1)
    buckets.take(SCHOOL)
    assert [len(key) for key in buckets._levels] == [16]
    assert SCHOOL.encode() not in b"".join(buckets._levels)


def test_memory_is_bounded_and_the_longest_untouched_is_forgotten():
    buckets = limits.Buckets(size=1, per_hour=1, most=3)
    with clock.frozen():
        assert [buckets.take(who) for who in "abca"] == [0, 0, 0, 3600]
        assert [buckets.take(who) for who in "de"] == [0, 0]
        assert len(buckets) == 3
        assert [buckets.wait(who) for who in "abcde"] == [0, 0, 3600, 3600, 3600]


def test_a_full_bucket_takes_no_memory():
    buckets = limits.Buckets(size=2, per_hour=1)
    buckets.take("a")
    buckets.give("a")
    assert len(buckets) == 0


def test_a_clock_that_is_set_back_neither_fills_nor_empties():
    buckets = limits.Buckets(size=1, per_hour=60)
    with clock.frozen():
        buckets.take("a")
        clock.pass_(timedelta(hours=-1))
        assert buckets.wait("a") == 60
