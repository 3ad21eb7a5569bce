"""Moodle's formats, GIFT and Moodle XML, both ways."""
