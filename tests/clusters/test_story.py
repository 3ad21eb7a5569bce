"""The whole lesson of tests/stories, on two processes behind nginx."""

from tests.stories.test_story import lesson, test_a_lesson_shows_everybody_the_numbers_of_the_database  # noqa: F401
