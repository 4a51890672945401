"""What the window remembers."""

from pathlib import Path

import pytest

from designer.app.settings import Settings, SettingsFile


def test_what_is_changed_is_there_the_next_time(tmp_path: Path) -> None:
    SettingsFile(tmp_path / "new").change(appearance="dark", last_folder="/somewhere")
    assert SettingsFile(tmp_path / "new").now == Settings(appearance="dark", last_folder="/somewhere")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"appearance": "mauve"}', '{"appearance": 3, "left_panel": "no"}', '{"x": 1}']
)
def test_a_file_that_makes_no_sense_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert SettingsFile(tmp_path).now == Settings()


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = SettingsFile(tmp_path / "file")
    settings.change(appearance="light")
    assert settings.now.appearance == "light"
