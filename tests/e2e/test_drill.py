"""A drill from end to end in the real window, with a real mouse."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "xdotool", "pdftotext")

pytestmark = pytest.mark.skipif(any(shutil.which(tool) is None for tool in NEEDED), reason=f"needs {', '.join(NEEDED)}")


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own, without a window manager."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


def test_a_drill_from_the_first_card_to_the_pdf(display: str, tmp_path: Path) -> None:
    pdf = tmp_path / "critique.pdf"
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_SCALE_FACTOR": "1",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    script = ROOT / "tests" / "e2e" / "fraud_drill.py"
    ran = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "home"), str(pdf)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr, ran.stderr
    told = json.loads(ran.stdout)
    assert told["platform"] == "xcb"
    assert told["components"] == ["app_service", "client", "ml_monitor", "model_server", "prediction_log"]
    assert [(source, target) for source, target, _ in told["connections"]] == [
        ("client", "app_service"),
        ("app_service", "model_server"),
        ("app_service", "prediction_log"),
        ("prediction_log", "ml_monitor"),
    ]
    assert told["refusal"] == "Replicas is 0, and it must be at least 1."
    assert told["kept"] == 3
    assert told["notice"] == "The critique is in critique.pdf."
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert _flat(told["finding"]) in _flat(text)


def _flat(text: str) -> str:
    return "".join(text.split())
