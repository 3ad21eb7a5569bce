"""What is left of a request whose browser has gone: no error that somebody would have to look into."""

import asyncio
import logging
from contextlib import closing

import pytest
from django.core.exceptions import RequestAborted

from live.server.server import say_what_is_news


@pytest.mark.parametrize(("error", "said"), [(RequestAborted(), []), (ValueError("a bug"), [ValueError])])
def test_that_a_browser_has_left_is_no_news(error, said, caplog):
    context = {"message": "Task exception was never retrieved", "exception": error}
    with closing(asyncio.new_event_loop()) as loop, caplog.at_level(logging.ERROR, "asyncio"):
        say_what_is_news(loop, context)
    assert [record.exc_info[0] for record in caplog.records] == said
