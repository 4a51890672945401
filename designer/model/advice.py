"""What to do next about a drawing: the fixes worth most points, and what an interviewer would ask of it."""

from typing import Literal

from designer.model.critique import DesignName, RubricName, Verdict
from designer.model.rubric import Competency, Severity
from designer.model.scenario import Level
from designer.model.value import Value

FORMAT = "designer-advice/1"


class Place(Value):
    """A component or connection, by its id and the name that people read."""

    id: str
    name: str


class Mending(Value):
    """One rule that a fix mends: what was found and where, what would mend it, and its own points that are missing.

    `waived` is the reason for which the drawing sets it aside.
    """

    rule: str
    number: str
    title: str
    competency: Competency
    severity: Severity
    verdict: Verdict
    missing_points: float
    message: str
    fix: str
    where: tuple[Place, ...] = ()
    waived: str = ""


class Fix(Value):
    """One thing to mend, and what the whole score gains by that: in points, and in percent of all that applied.

    `draw` are kinds of which one must be drawn first; nobody knows how many more boxes that takes. The gain is that of
    mending all of `mends` and nothing else; `percent_so_far` is the whole score with this and all fixes before it.
    """

    title: str
    draw: tuple[str, ...] = ()
    mends: tuple[Mending, ...]
    gained_points: float
    gained_percent: float
    percent_so_far: float


class Together(Value):
    """Fixes that all speak of one place alone, by their numbers from 1, and what they gain together."""

    where: Place
    fixes: tuple[int, ...]
    gained_points: float
    percent: float


class Question(Value):
    """What an interviewer would ask, where, and what a good answer touches on.

    It comes of a rule's `verdict`, or of a computed `figure`, which is part of the answer.
    """

    ask: str
    comes_of: Literal["rule", "figure"]
    where: tuple[Place, ...] = ()
    rule: str = ""
    number: str = ""
    verdict: Verdict | None = None
    figure: str = ""
    touches: tuple[str, ...] = ()


class Advice(Value):
    """Everything that `coach` says of a drawing: all fixes, the one worth most first, and a few questions.

    `together` is the place at which most is gained by several of the fixes. `held_back` are the points that were drawn
    and not earned, since the brief is not answered as it asks.
    """

    format: str = FORMAT
    scenario: str
    scenario_title: str
    level: Level
    design: DesignName
    rubric: RubricName
    percent: float
    earned: float
    possible: float
    held_back: float = 0.0
    fixes: tuple[Fix, ...]
    together: Together | None = None
    questions: tuple[Question, ...]
