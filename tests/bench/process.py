"""CPU time and memory of whole processes: `grade` of a production-size drawing, and the window up to its first paint.

Run by name, on a machine that does nothing else: `.venv/bin/python tests/bench/process.py`. Each figure is printed as
minimum, median and maximum of several runs, with the load that the machine had when it began. As on anybody's machine,
Python's compiled modules are there: one run before the first that counts writes them.
"""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRAUD = ROOT / "scenarios" / "fraud" / "reference.design.yaml"
RUNS = 7
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

WINDOW = """
import os, resource, sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from designer.__main__ import main

def first_paint():
    window = QApplication.topLevelWidgets()[0]
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            QTest.qWaitForWindowExposed(window)
    QApplication.processEvents()
    used = resource.getrusage(resource.RUSAGE_SELF)
    status = open("/proc/self/status").read()
    kib = int(status.split("VmRSS:")[1].split()[0])
    print("MEASURED", used.ru_utime + used.ru_stime, kib / 1024, flush=True)
    os._exit(0)

QApplication.exec = staticmethod(first_paint)
sys.argv = ["designer"]
main()
"""


def cpu_of(command: Sequence[str]) -> float:
    """Give the CPU seconds, user and system, that a command takes from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def told(name: str, values: Sequence[float], unit: str) -> None:
    """Print one figure."""
    row = f"{min(values):8.3f} {statistics.median(values):8.3f} {max(values):8.3f}"
    print(f"{name:<44}{row}  {unit}")


def window() -> tuple[float, float]:
    """Give the window's CPU seconds up to its first paint, and the MiB that it has resident then."""
    command = [sys.executable, "-c", WINDOW]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("MEASURED"))
    cpu, memory = map(float, line.split()[1:])
    return cpu, memory


def main() -> None:
    """Measure everything, one after the other."""
    print(f"load average at the start: {os.getloadavg()[0]:.2f}; minimum, median, maximum of {RUNS} runs")
    grade = [sys.executable, "-m", "designer", "grade", str(FRAUD)]
    cpu_of(grade)
    told("grade, 33 components, text", [cpu_of(grade) for _ in range(RUNS)], "s CPU")
    pdf = [*grade, "--format", "pdf", "-o", os.devnull]
    pdf[-1] = str(Path(os.environ.get("TMPDIR", "/tmp")) / "designer-bench.pdf")  # noqa: S108 (a throw-away output)
    cpu_of(pdf)
    told("grade, 33 components, PDF", [cpu_of(pdf) for _ in range(RUNS)], "s CPU")
    if not os.environ.get("DISPLAY"):
        print("the window: no DISPLAY, run under xvfb-run")
        return
    _, *found = (window() for _ in range(RUNS + 1))
    told("the window, imports and first paint", [cpu for cpu, _ in found], "s CPU")
    told("the window, resident", [memory for _, memory in found], "MiB")


if __name__ == "__main__":
    main()
