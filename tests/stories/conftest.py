"""A real Chromium, the program in a process of its own, and who takes part."""

from tests.support.fixtures.browsers import (  # noqa: F401
    browser,
    keeper,
    keeping_browser,
    playwright,
    program,
    proxy,
    pytest_generate_tests,
    room,
    served,
    show,
    signed_in,
    student,
    teacher,
    windows,
)
