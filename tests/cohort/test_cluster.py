"""What runs on a cluster is tested in a process of its own: its threads outlive its tests, and might wait for ever."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

PATIENCE_S = 240
TESTS = str(Path(__file__).with_name("on_a_cluster.py"))


def test_drawings_are_graded_on_a_cluster() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTS],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )
    try:
        said, _ = running.communicate(timeout=PATIENCE_S)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 0, said
    assert "5 passed" in said
