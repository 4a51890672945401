"""What a finding names: whether its own rule notices when it is gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from designer.model.critique import Finding
from designer.mutation.states import items, items_at, joined_to, led_to, silenced, statements, without
from designer.mutation.trial import Trial

MOST = 12
"""Things that may stand in for one another; where more do, it is not noticed."""


class Noticed(StrEnum):
    """How a rule notices that something which its finding names is gone."""

    AT_ONCE = "loses points at once, or has nothing to speak of any more"
    LAST = "loses points once what stands in for it is gone as well"
    NUMBER = "gives another number"
    OTHERWISE = "asks the same of fewer, and loses points where it stays and says less, or leads past a guard"


class Passed(StrEnum):
    """Why a rule does not notice."""

    FEWER = "the rule asks something of each part, call or way, and with this gone it asks it of fewer"
    SHARED = "it lies on a longer way round: whatever stands in for it is needed with it too"
    FIGURE = "its part of the number is too small to cost points, and the finding does not tell the number so finely"
    MANY = f"more than {MOST} others stand in for it"


@dataclass(frozen=True)
class Named:
    """What a rule's finding names in a reference, how the rule notices its loss, and where it does not, why."""

    scenario: str
    rule: str
    number: str
    kind: str
    id: str
    noticed: Noticed | None
    why: Passed | None = None

    def __str__(self) -> str:
        """Say what is named where."""
        return f"{self.number} in {self.scenario}: {self.id}"


def named(trial: Trial) -> Iterator[Named]:
    """Take each thing that the finding names, and look how its rule notices."""
    rule, whole = trial.rule.rule, trial.whole
    connections = {edge.id for edge in trial.design.connections}
    for id_ in dict.fromkeys((*whole.subjects, *whole.witness)):
        kind = "subject" if id_ in whole.subjects else "connection" if id_ in connections else "component"
        found = _noticed(trial, id_)
        noticed, why = (found, None) if isinstance(found, Noticed) else (None, found)
        yield Named(trial.scenario.id, rule.id, rule.number, kind, id_, noticed, why)


def _noticed(trial: Trial, id_: str) -> Noticed | Passed:
    alone = trial.without(frozenset({id_}))
    if trial.lost(alone):
        return Noticed.AT_ONCE
    if _figures(alone) != _figures(trial.whole):
        return Noticed.NUMBER
    fewer = len(alone.subjects) < len(trial.whole.subjects)
    why = Passed.FEWER if fewer else _passed_at_last(trial, id_)
    if why is None:
        return Noticed.LAST
    return Noticed.OTHERWISE if _noticed_otherwise(trial, id_) else why


def _figures(finding: Finding) -> list[str]:
    """Give the numbers that a finding's message tells."""
    return [word for word in finding.message.split() if word[:1].isdigit()]


def _noticed_otherwise(trial: Trial, id_: str) -> bool:
    """Say whether points are lost where something says less, or leads to something else that is named."""
    said = (statement for item in items_at(trial.design, frozenset({id_})) for statement in statements(item))
    others = trial.whole.witness
    states = chain(
        (silenced(trial.design, statement) for statement in said),
        joined_to(trial.design, id_, others),
        led_to(trial.design, id_, others),
    )
    return any(trial.lost(trial.finds(state)) for state in states)


def _passed_at_last(trial: Trial, id_: str) -> Passed | None:
    """Take what the rule names in the place of something, as long as it passes with that; None once it needs that."""
    gone: frozenset[str] = frozenset()
    for _ in range(MOST):
        left = trial.without(gone | {id_})
        if trial.lost(left):
            return None
        rival = _rival(trial, id_, gone, left)
        if rival is None:
            return _reason(trial)
        gone |= {rival}
    return Passed.FIGURE if trial.asks("measure") else Passed.MANY


def _reason(trial: Trial) -> Passed:
    if trial.asks("measure"):
        return Passed.FIGURE
    return Passed.FEWER if trial.asks("gate", "not") else Passed.SHARED


def _rival(trial: Trial, id_: str, gone: frozenset[str], left: Finding) -> str | None:
    """Find what can be taken besides, so that the rule still passes and better still names the thing in question.

    What the finding names only where that is gone comes first, since it is what stands in.
    """
    before = trial.without(gone).witness
    second: str | None = None
    for rival in sorted((rival for rival in left.witness if rival != id_), key=before.__contains__):
        less = trial.without(gone | {rival})
        if not trial.lost(less) and _is_left(trial, id_, gone | {rival}):
            if id_ in less.witness:
                return rival
            second = second or rival
    return second


def _is_left(trial: Trial, id_: str, gone: frozenset[str]) -> bool:
    design = without(trial.design, gone)
    return any(item.id == id_ for item in items(design))
