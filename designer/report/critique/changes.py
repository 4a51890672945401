"""How a drawing stands after each change of a drill, in the words of the window, the PDF and the terminal alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from designer.analysis.naming import listed, quoted
from designer.catalog.library import catalog
from designer.model.critique import Change, FaultOutcome, Finding
from designer.report import words

TITLE = "After the changes"


@dataclass(frozen=True, slots=True)
class Aftermath:
    """One change: its minute, what was said, sentences on what is left after what it took, and what is missed.

    `missed` pairs each rule to look at again that the drawing misses, by its id, with its title; `met` says so where
    there are such rules, and none is missed.
    """

    title: str
    said: str
    left: tuple[str, ...]
    missed: tuple[tuple[str, str], ...]
    met: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """Give what is left, then which rules are missed."""
        missed = f"Missed: {'; '.join(title for _, title in self.missed)}." if self.missed else self.met
        return (*self.left, missed) if missed else self.left


def aftermaths(
    changes: Iterable[Change], findings: Iterable[Finding], names: Mapping[str, str]
) -> tuple[Aftermath, ...]:
    """Give each change in words; `names` are those of the components."""
    titles = {finding.rule: finding.title for finding in findings}
    return tuple(
        Aftermath(
            title=f"Minute {change.minute}",
            said=change.say,
            left=tuple(left(change, names)),
            missed=tuple((rule, titles.get(rule, rule)) for rule in change.missed),
            met="Nothing that it asks to look at again is missed." if change.rules and not change.missed else "",
        )
        for change in changes
    )


def left(change: Change, names: Mapping[str, str]) -> Iterator[str]:
    """Say what is left after a change, a sentence at a time; nothing where it takes nothing."""
    for word in change.lacking:
        known = catalog().kinds.get(word)
        yield f"No {known.title.lower() if known else word} is drawn that could be lost."
    if change.killed:
        yield f"Without {_joined(_lost(kill, names) for kill in change.killed)}, {_left(change, names)}."
    if change.killed and change.outcome is not None and change.outcome.statement:
        yield f"{words.sentence(change.outcome.statement)}."
    if change.starved:
        lack = "lacks" if len(change.starved) == 1 else "lack"
        yield f"{listed(names.get(id_, id_) for id_ in change.starved)} {lack} data from what is lost."


def _lost(kill: str, names: Mapping[str, str]) -> str:
    """Name what is lost in the middle of a sentence."""
    name = words.killed_name(kill, names)
    return quoted(names[kill]) if kill in names else f"{name[:1].lower()}{name[1:]}"


def _left(change: Change, names: Mapping[str, str]) -> str:
    if change.outcome is None:
        return "nobody waits for an answer: no request path is drawn"
    return "; ".join((_served(change.outcome.served), *_fates(change.outcome, change.killed, names)))


def _served(served: float) -> str:
    if served >= 1:
        return "every request is answered"
    return f"{words.share(served)} of the requests are answered" if served else "no request is answered"


def _fates(outcome: FaultOutcome, killed: Iterable[str], names: Mapping[str, str]) -> Iterator[str]:
    """Say what else is down, does without, or is overloaded where the outcome's own statement does not name it."""
    told = 0 < outcome.served < 1
    fates = {
        "down": [id_ for id_ in outcome.down if id_ not in killed],
        "degraded": outcome.degraded,
        "overloaded": () if told else outcome.overloaded,
    }
    yield from (f"{fate}: {listed(names.get(id_, id_) for id_ in ids)}" for fate, ids in fates.items() if ids)


def _joined(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
