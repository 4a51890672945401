"""What the window remembers between two starts: the theme, the last folder, its own place and its panels."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal

Appearance = Literal["auto", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as they are kept; `geometry` is Qt's own, in hex; `still` wants nothing to move."""

    appearance: Appearance = "auto"
    last_folder: str = ""
    geometry: str = ""
    left_panel: bool = True
    right_panel: bool = True
    still: bool = False


class SettingsFile:
    """The settings with the file that they live in; a file that cannot be read counts as none."""

    def __init__(self, folder: Path) -> None:
        """Read `settings.json` of this folder."""
        self._path = folder / "settings.json"
        self.now = self._read()

    def change(self, **values: object) -> None:
        """Keep new values; a folder that cannot be written is not worth a word to the person who is drawing."""
        self.now = replace(self.now, **values)  # type: ignore[arg-type]
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._path.with_suffix(".tmp")
            draft.write_text(json.dumps(asdict(self.now), indent=1), encoding="utf-8")
            os.replace(draft, self._path)  # noqa: PTH105 (atomic on every platform, as Path.replace is not told to be)

    def _read(self) -> Settings:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Settings()
        default = Settings()
        known = {
            field.name: found[field.name]
            for field in fields(Settings)
            if isinstance(found, dict) and isinstance(found.get(field.name), type(getattr(default, field.name)))
        }
        settings = replace(default, **known)
        return settings if settings.appearance in {"auto", "light", "dark"} else replace(settings, appearance="auto")
