"""The project's settings, with the private PostgreSQL in a folder that a test chooses."""

import os
from pathlib import Path

from pok_tracker import settings as project

globals().update({name: getattr(project, name) for name in dir(project) if name.isupper()})

DATABASES = {
    "default": {**project.DATABASES["default"], "DATA_FOLDER": Path(os.environ["TEST_DATA_FOLDER"])}
}
FIXTURE_DIRS = [Path(os.environ["TEST_FIXTURES"])]
