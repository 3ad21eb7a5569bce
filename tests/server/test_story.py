"""The whole lesson of tests/story, on two processes behind nginx."""

from tests.story.test_story import lesson, test_a_lesson_shows_everybody_the_numbers_of_the_database  # noqa: F401
