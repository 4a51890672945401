"""How many drawings a second `designer cohort` grades over `calibration/*.yaml`, with 1, 2, ... processes.

Run by name, on a machine that does nothing else: `.venv/bin/python tests/bench/cohort.py [JOBS...]`. Each figure counts
the whole command, its start and that of its processes among it; one run before the first that counts warms the disk.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAWINGS = sorted((ROOT / "calibration").glob("*.yaml"))


def seconds(jobs: int) -> float:
    """Give the time that the command takes."""
    names = map(str, DRAWINGS)
    command = [sys.executable, "-m", "designer", "cohort", *names, "-o", "-", "--jobs", str(jobs)]
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main(jobs: Sequence[str]) -> None:
    """Measure with so many processes each."""
    seconds(os.cpu_count() or 1)
    print(f"{len(DRAWINGS)} drawings, {os.cpu_count()} cores")
    for each in map(int, jobs or ("1", "2")):
        load, took = os.getloadavg()[0], seconds(each)
        print(f"{each} jobs: {took:6.1f} s, {len(DRAWINGS) / took:5.1f} drawings/s (load average before: {load:.2f})")


if __name__ == "__main__":
    main(sys.argv[1:])
