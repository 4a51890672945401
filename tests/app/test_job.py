"""Work beside the window's thread."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from designer.app import job as module
from designer.app.job import Job
from designer.errors import DesignerError


@pytest.fixture
def job(qtbot: QtBot) -> Iterator[Job]:
    parent = QObject()
    yield Job(parent)
    parent.deleteLater()


def test_the_result_comes_back_to_the_windows_thread(job: Job, qtbot: QtBot) -> None:
    came: list[tuple[object, bool]] = []
    home = threading.get_ident()
    here = threading.get_ident
    job.start(lambda: here() != home, lambda away: came.append((away, here() == home)), print)
    qtbot.waitUntil(lambda: not job.busy)
    assert came == [(True, True)]


def test_a_mistake_of_the_person_is_handed_over(job: Job, qtbot: QtBot) -> None:
    refused: list[str] = []

    def work() -> None:
        raise DesignerError("no such thing", remedy="try another")

    job.start(work, print, lambda error: refused.append(str(error)))
    qtbot.waitUntil(lambda: not job.busy)
    assert refused == ["no such thing; try another"]


def test_a_bug_is_raised_where_it_is_reported(job: Job, qtbot: QtBot) -> None:
    with qtbot.capture_exceptions() as raised:
        job.start(lambda: 1 // 0, print, print)
        qtbot.waitUntil(lambda: not job.busy)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_an_answer_that_is_no_longer_wanted_is_dropped(job: Job, qtbot: QtBot) -> None:
    came: list[str] = []
    gate = threading.Event()

    def slow() -> str:
        gate.wait(5)
        return "old"

    job.start(slow, came.append, print)
    job.start(lambda: "new", came.append, print)
    qtbot.waitUntil(lambda: not job.busy)
    gate.set()
    qtbot.wait(50)
    assert came == ["new"]


def test_who_asked_may_go_while_the_work_goes_on(qtbot: QtBot) -> None:
    gate = threading.Event()
    came: list[object] = []
    for _ in range(50):
        asker = QObject()
        Job(asker).start(lambda: gate.wait(5), came.append, print)
        asker.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: not module._under_way, timeout=20_000)
    assert came == []
