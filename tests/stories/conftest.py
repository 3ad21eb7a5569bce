"""A real Chromium, the program in a process of its own, and who takes part."""

import pytest

from tests.support.fixtures.browsers import (  # noqa: F401
    driver,
    keeper,
    keeping,
    launched,
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

playwright = pytest.fixture(scope="package")(driver)
browser = pytest.fixture(scope="package")(launched)
keeping_browser = pytest.fixture(scope="package")(keeping)
"For the whole folder, in which nothing else needs a loop or the database of this process."
