"""The school's server of bench/, and who has signed in there."""

from typing import Any

from playwright.sync_api import StorageState

from bench import school


class School(school.School):
    """One for all tests of a process: its owner signs in once, in a browser (`cookies`) and in a load (`teacher`)."""

    cookies: StorageState | None = None
    teacher: Any = None
