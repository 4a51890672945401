"""Whether a rule can fall: how often what it names has to be taken from a good drawing until it no longer passes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from designer.model.critique import Finding, Verdict
from designer.model.design import Component, Design
from designer.mutation.states import items, items_at, joined_to, silenced, statements, without
from designer.mutation.trial import Trial

MOST = 12
"""Times that what a rule names is taken before it counts as one that cannot fall."""
DRAWN = ("some", "link", "path", "gate", "chain", "meet")
"""The conditions that something drawn may meet, and not only a number."""
MORE = 100
"""By how much a component is multiplied where a rule may ask that there be fewer."""


class Means(StrEnum):
    """What brings a rule down."""

    NAMED = "what its finding names is taken"
    SAID = "and what that says of itself"
    ELSEWHERE = "something else in the drawing is taken"
    ADDED = "it forbids something, and something is drawn more"


class Stands(StrEnum):
    """Why a rule cannot be brought down on a reference."""

    FIXED = "what makes it a subject is what the rule asks for: its kind, or who reaches it"
    SLACK = "one copy that says nothing of itself meets the brief's numbers already"


@dataclass(frozen=True)
class Fall:
    """By what means, and after how many steps, a rule no longer passes a reference, on one subject.

    Where nothing brings it down, `why` says so.
    """

    scenario: str
    rule: str
    number: str
    subject: str
    means: Means | None
    steps: int = 0
    why: Stands | None = None

    def __str__(self) -> str:
        """Say what passes whatever is done to it."""
        return f"{self.number} in {self.scenario}{f': {self.subject}' if self.subject else ''}"


def falls(trial: Trial) -> Iterator[Fall]:
    """Bring the rule down on each of its subjects, which stay in the drawing."""
    for each in trial.about_each():
        rule, subject = each.rule.rule, "".join(each.whole.subjects)
        means, steps = _means(each)
        why = None if means else Stands.FIXED if each.asks(*DRAWN) else Stands.SLACK
        yield Fall(each.scenario.id, rule.id, rule.number, subject, means, steps, why)


def _means(trial: Trial) -> tuple[Means | None, int]:
    """Take all that the finding names but the subject, again and again, then what is said of what is left.

    Where that is not enough, take or draw something else besides.
    """
    design, finding, means = trial.design, trial.whole, Means.NAMED
    for step in range(1, MOST + 1):
        poorer = _first(trial, _less_named(design, finding))
        if poorer is None:
            means = Means.SAID
            poorer = _first(trial, _less_said(design, frozenset((*trial.whole.subjects, *finding.witness))))
        if poorer is None:
            return _otherwise(trial, design), step
        design, finding = poorer
        if finding.verdict is not Verdict.PASS:
            return means, step
    return _otherwise(trial, design), MOST + 1


def _first(trial: Trial, designs: Iterable[Design]) -> tuple[Design, Finding] | None:
    """Give the first of these states in which the rule still has something to speak of."""
    found = ((design, trial.finds(design)) for design in designs)
    return next((pair for pair in found if trial.speaks_of(pair[1])), None)


def _less_named(design: Design, finding: Finding) -> Iterator[Design]:
    """Take all that is named, or one thing of it."""
    named = [id_ for id_ in finding.witness if id_ not in finding.subjects]
    if named:
        yield without(design, frozenset(named))
    for id_ in named if len(named) > 1 else ():
        yield without(design, frozenset({id_}))


def _less_said(design: Design, ids: frozenset[str]) -> Iterator[Design]:
    """Take all that these and their connections say, or one statement of it."""
    said = [statement for item in items_at(design, ids) for statement in statements(item)]
    if said:
        yield silenced(design, *said)
    for statement in said if len(said) > 1 else ():
        yield silenced(design, statement)


def _otherwise(trial: Trial, design: Design) -> Means | None:
    """Take anything, or all that anything says, from the drawing; then draw something more."""
    taken = (without(design, frozenset({item.id})) for item in items(design) if item.id not in trial.whole.subjects)
    unsaid = (silenced(design, *statements(item)) for item in items(design) if any(statements(item)))
    for means, states in ((Means.ELSEWHERE, chain(taken, unsaid)), (Means.ADDED, _more(trial, trial.design))):
        found = (trial.finds(state) for state in states)
        if any(finding.verdict is not Verdict.PASS and trial.speaks_of(finding) for finding in found):
            return means
    return None


def _more(trial: Trial, design: Design) -> Iterator[Design]:
    """Draw much more of what the rule speaks of, or a connection more from or to it."""
    everything = tuple(part.id for part in design.components)
    ids = trial.whole.subjects or tuple(id_ for id_ in trial.whole.witness if id_ in everything)
    parts = tuple(_multiplied(part) if part.id in ids else part for part in design.components)
    yield design.model_copy(update={"components": parts})
    for id_ in ids:
        yield from joined_to(design, id_, everything)
        for other in everything:
            yield from joined_to(design, other, (id_,))


def _multiplied(part: Component) -> Component:
    return part.model_copy(update={"replicas": part.replicas * MORE})
