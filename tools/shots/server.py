"""Django's commands at a moment that does not pass: `python -m tools.shots.server serve`."""

import os
import sys

import django
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tools.shots import still  # which needs Django

    with still.server():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
