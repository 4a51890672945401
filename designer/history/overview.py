"""`look_back`: the only road from a data folder to the attempts in it, the progress, and what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from designer.analyzing import grade_after
from designer.catalog.library import scenario as scenario_named
from designer.drill.session import Mode, Session
from designer.errors import DesignerError
from designer.history.attempts import Attempt, attempts
from designer.history.demand import demands
from designer.history.progress import Standing, standings
from designer.history.record import Record
from designer.history.schedule import Card, cards
from designer.history.store import Recovered
from designer.history.suggestion import Suggestion, suggestions
from designer.model.rubric import Competency


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that `history` tells: attempts, the latest first, drills, the best first, cards as they are due.

    `damaged` is what could not be read, a sentence a file. `now` is when it was looked at.
    """

    now: datetime
    attempts: tuple[Attempt, ...]
    damaged: tuple[DesignerError, ...]
    competencies: Mapping[Competency, Standing]
    ranked: tuple[Suggestion, ...]
    cards: tuple[Card, ...]


def look_back(folder: Path, now: datetime) -> Overview:
    """Read a data folder as it stands at a time of day with its zone; a folder that is not there has no attempts.

    Raises DesignerError where the rubric in use is malformed.
    """
    read = attempts(folder, graded_again)
    known, asked = standings(read.found), demands()
    ranked = suggestions(asked, known, read.found, now)
    by_id = {demand.scenario.id: demand for demand in asked}
    due = cards(read.found, [by_id[each.scenario.id] for each in ranked])
    return Overview(now, read.found, read.damaged, known, ranked, due)


def graded_again(found: Recovered) -> Record:
    """Grade an attempt of which no score was kept by today's rules, after what had changed by its end.

    Raises DesignerError for a scenario, level or kind that is not there any more, and for a drawing that is not whole.
    """
    if not found.ended:
        what = "its drawing cannot be read to the end, so it is not graded again"
        raise DesignerError(what, where=str(found.journal))
    scenario = scenario_named(str(found.head.scenario))
    session = Session(scenario, found.head.minutes, Mode.INTERVIEW, started=0.0, before_s=found.elapsed_s)
    return Record.of(grade_after(found.design, scenario, session.due(0.0), found.head.level))
