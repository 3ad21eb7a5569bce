"""Dates and times as each language writes them."""

from datetime import datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

AFTERNOON = datetime(2026, 11, 25, 18, 7)


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "Nov. 25, 2026", "Nov. 25, 2026, 6:07 p.m."),
        ("de", "25. November 2026", "25. November 2026 18:07"),
        ("fr", "25 novembre 2026", "25 novembre 2026 18:07"),
        ("es", "25 de noviembre de 2026", "25 de noviembre de 2026 a las 18:07"),
        ("ar", "25 نوفمبر 2026", "25 نوفمبر 2026، 6:07 م"),
    ],
)
def test_a_day_and_a_moment_stand_in_the_order_of_their_language(language: str, day: str, moment: str):
    with override(language):
        assert (date_format(AFTERNOON), date_format(AFTERNOON, "DATETIME_FORMAT")) == (day, moment)
