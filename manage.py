#!/usr/bin/env python
"""The command line of the project."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the management command named on the command line.

    A setting that cannot be used ends it with one line; `--traceback` shows where it came from.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pok_tracker.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
