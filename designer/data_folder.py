"""Where a person's own data lives: `DESIGNER_HOME`, or the place that the platform has for it."""

import os
from pathlib import Path

from platformdirs import user_data_path


def data_folder() -> Path:
    """Give the folder; it may not exist yet."""
    stated = os.environ.get("DESIGNER_HOME")
    return Path(stated) if stated else user_data_path("designer", appauthor=False)
