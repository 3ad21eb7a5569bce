"""Who is here in another process, and who has answered there."""

import pytest

from live import clock
from live.realtime.peers import Peers
from tests.support.lessons import seconds

pytestmark = pytest.mark.usefixtures("standing_clock")

ANA, BEN, CLEO = 1, 2, 3


def test_whom_the_database_has_seen_a_moment_ago_is_here_by_another_process():
    elsewhere = Peers()
    assert elsewhere.is_here(ANA, clock.now() - seconds(44))
    assert not elsewhere.is_here(ANA, clock.now() - seconds(46))


def test_who_went_from_here_is_elsewhere_only_when_seen_after_that():
    elsewhere, before = Peers(), clock.now()
    clock.pass_(seconds(1))
    elsewhere.went(ANA)
    clock.pass_(seconds(1))
    assert not elsewhere.is_here(ANA, before)
    assert elsewhere.is_here(ANA, clock.now())
    assert elsewhere.is_here(BEN, before)


def test_who_comes_back_here_may_go_elsewhere_again():
    elsewhere, before = Peers(), clock.now()
    clock.pass_(seconds(1))
    elsewhere.went(ANA)
    elsewhere.came(ANA)
    assert elsewhere.is_here(ANA, before)


def test_those_who_went_long_ago_are_forgotten():
    elsewhere = Peers()
    elsewhere.went(ANA)
    clock.pass_(seconds(30))
    elsewhere.went(BEN)
    clock.pass_(seconds(30))
    elsewhere.forget()
    assert list(elsewhere._gone) == [BEN]


def test_each_who_comes_is_told_once_and_again_after_going_or_a_new_socket():
    elsewhere = Peers()
    assert elsewhere.newcomers({ANA, BEN}) == {ANA, BEN}
    assert elsewhere.newcomers({ANA, BEN, CLEO}) == {CLEO}
    elsewhere.went(ANA)
    elsewhere.came(BEN)
    assert elsewhere.newcomers({ANA, BEN, CLEO}) == {ANA, BEN}
    assert elsewhere.newcomers({CLEO}) == set()
    assert elsewhere.newcomers({ANA, CLEO}) == {ANA}


@pytest.mark.parametrize("later", [0, 1])
def test_an_answer_is_news_once_for_each_stamp(later: int):
    elsewhere, stamp = Peers(), clock.now()
    assert elsewhere.learns({ANA: stamp, BEN: stamp}) == {ANA, BEN}
    assert elsewhere.learns({ANA: stamp, BEN: stamp + seconds(later)}) == ({BEN} if later else set())
