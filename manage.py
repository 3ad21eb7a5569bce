#!/usr/bin/env python
"""Django's commands for Show of Hands; `serve` is the one that ./run starts."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command that was asked for, with site/ on the path because `site` cannot be a package."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
