"""A real Chromium."""

from tests.support.fixtures.browsers import (  # noqa: F401
    browser,
    program,
    proxy,
    room,
    served,
    show,
    signed_in,
    student,
    teacher,
    windows,
)
