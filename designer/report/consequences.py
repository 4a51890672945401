"""What follows when a version or data go wrong, as people read it: how it goes, how long it takes, what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from designer.analysis.naming import lasting, quoted
from designer.model.critique import ModelFault, Rollout, Step
from designer.report import words
from designer.simulation.detection import BAD_AFTER

OUTCOMES = {
    "absent": "cannot happen",
    "prevented": "does no harm",
    "handled": "noticed and ended",
    "noticed": "noticed, not ended",
    "unnoticed": "not noticed",
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """One fault: its title, how it goes, a sentence, the figures, the steps with their origins, what is assumed."""

    title: str
    outcome: str
    sentence: str
    figures: tuple[str, ...]
    steps: tuple[str, ...]
    assumes: tuple[str, ...]
    bad: bool


def consequences(
    rollouts: Sequence[Rollout], faults: Sequence[ModelFault], names: Mapping[str, str]
) -> tuple[Consequence, ...]:
    """Give the faults in the order in which they were played; the last, a bad version, once for each rollout."""
    found = [_of_fault(fault, names) for fault in faults if fault.fault != "bad-model"]
    pushed = next((fault for fault in faults if fault.fault == "bad-model"), None)
    if pushed is not None:
        found += [_of_rollout(each, names) for each in rollouts] or [_of_fault(pushed, names)]
    return tuple(found)


def _of_fault(fault: ModelFault, names: Mapping[str, str]) -> Consequence:
    ended = () if fault.ended_after_s is None else (f"ended {_after(fault.ended_after_s)}",)
    figures = (*_noticed(fault.noticed_after_s), *ended, *_cost(fault))
    return Consequence(
        title=fault.title,
        outcome="kept out"
        if fault.bad_predictions == 0 and fault.fault == "schema-change"
        else OUTCOMES[fault.outcome],
        sentence=_sentence(fault.statement),
        figures=() if fault.outcome in {"absent", "prevented"} else figures,
        steps=tuple(_step(step, names) for step in fault.steps),
        assumes=fault.assumes,
        bad=fault.outcome in {"noticed", "unnoticed"},
    )


def _noticed(seconds: float | None) -> tuple[str, ...]:
    return () if seconds is None else (f"noticed {_after(seconds)}",)


def _after(seconds: float) -> str:
    return f"after {lasting(seconds)}" if seconds else "at once"


def _of_rollout(found: Rollout, names: Mapping[str, str]) -> Consequence:
    figures = [*_noticed(found.detect_s)]
    if found.restore_s is not None:
        figures.append(f"taken back {lasting(found.restore_s)} later")
    figures += _cost(found)
    if found.blast_share:
        all_at_once = {
            "blue_green": "all of the traffic, as blue/green is drawn",
            "direct": "all of the traffic at once",
        }
        by_then = "all of the traffic by then"
        if any(each.startswith("each step is held") for each in found.assumes):
            by_then = f"{by_then}, as no step says how long it is held"
        some = f"at most {found.blast_share * 100:.3g} % of the traffic"
        figures.append(some if found.blast_share < 1 else all_at_once.get(found.strategy, by_then))
    outcome = "handled" if found.ended_by else "noticed" if found.noticed_by else "unnoticed"
    return Consequence(
        title=f"A bad version of {quoted(names.get(found.model, found.model))} is pushed",
        outcome=OUTCOMES[outcome],
        sentence=_sentence(found.statement),
        figures=tuple(figures),
        steps=tuple(_step(step, names) for step in found.steps),
        assumes=found.assumes,
        bad=bool(found.failure),
    )


def _cost(found: ModelFault | Rollout) -> tuple[str, ...]:
    """Say how many answers are wrong, and of how many, so that whoever reads it can do the sum."""
    bad, per_h, rate = found.bad_predictions, found.bad_predictions_per_h, found.answers_per_s
    of = "" if rate is None else f" at {words.share(BAD_AFTER)} of {words.figures(rate)} a second"
    wrong, old = "wrong answers", isinstance(found, ModelFault) and found.fault == "stale-features"
    if old:
        wrong, of = "answers from old data", "" if rate is None else f" at {words.figures(rate)} a second"
    if bad is not None:
        return (f"about {words.round_figures(bad)} {wrong}{of}" if bad else f"no {wrong}",)
    if per_h is None:
        return ()
    return (f"about {words.round_figures(per_h)} {wrong} an hour{of} until somebody sees it",)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _step(step: Step, names: Mapping[str, str]) -> str:
    at = f" ({names[step.at]})" if step.at in names else ""
    return f"{lasting(step.seconds) if step.seconds else 'at once'}: {step.what}{at}; {step.origin}"
