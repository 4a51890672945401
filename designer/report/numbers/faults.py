"""What is left when something fails, and what follows when a version or data go wrong."""

from collections.abc import Iterator, Mapping, Sequence

from designer.model.analysis import Analysis
from designer.model.critique import FaultOutcome, Rollout
from designer.report import words
from designer.report.consequences import OUTCOMES, consequences
from designer.report.numbers.line import Extent, Line, Section


def failing(faults: Sequence[FaultOutcome], names: Mapping[str, str], extent: Extent) -> Section:
    """Tell the faults, what costs most answers first; zones are told whatever they cost."""
    worst = sorted(faults, key=lambda fault: (fault.served, -len(fault.degraded), fault.kill))
    zones = [fault for fault in worst if fault.kill.startswith("zone:")][: extent.rows]
    rest = [fault for fault in worst if fault not in zones][: extent.rows]
    lines = tuple(_fault(fault, names, extent.named) for fault in (*zones, *rest))
    return Section("If something fails", lines, left_out=len(faults) - len(lines))


def _fault(fault: FaultOutcome, names: Mapping[str, str], named: int) -> Line:
    tone = "success" if fault.served >= 1 and not fault.degraded else "warning" if fault.served > 0 else "danger"
    told = [fault.statement] if fault.statement else []
    down = tuple(id_ for id_ in fault.down if id_ != fault.kill)
    told += [_fate(fate, ids, names, named) for fate, ids in (("down", down), ("degraded", fault.degraded)) if ids]
    if fault.overloaded:
        told.append(f"survivors at {words.share(max(fault.overloaded.values()))}")
    if fault.p99_ms is not None:
        told.append(f"p99 {words.milliseconds(fault.p99_ms)}")
    full = [f"{names.get(id_, id_)} at {words.share(used)}" for id_, used in fault.overloaded.items()]
    ids = (*fault.down, *fault.degraded, *fault.overloaded)
    served = words.sentence(f"{words.share(fault.served)} served")
    more = (f"overloaded: {_some(full, named)}",) if full else ()
    return Line(words.killed_name(fault.kill, names), served, "; ".join(told), fault.served, tone, ids, more)


def _fate(fate: str, ids: Sequence[str], names: Mapping[str, str], named: int) -> str:
    return f"{fate}: {_some([names.get(id_, id_) for id_ in ids], named)}"


def _some(told: Sequence[str], named: int) -> str:
    more = f" and {len(told) - named} more" if len(told) > named else ""
    return f"{', '.join(told[:named])}{more}"


def going_wrong(analysis: Analysis, names: Mapping[str, str]) -> Iterator[Line]:
    """Tell how each fault of model or data goes; what cannot happen here is left out."""
    for each in consequences(analysis.rollouts, analysis.model_faults, names):
        if each.outcome != OUTCOMES["absent"]:
            figures = words.sentence(f"{'; '.join(each.figures)}.") if each.figures else ""
            rests = (f"rests on: {'; '.join(each.assumes)}",) if each.assumes else ()
            yield Line(each.title, each.outcome, f"{each.sentence} {figures}".strip(), more=(*each.steps, *rests))


def stepwise(rollout: Rollout | None) -> Iterator[Line]:
    """Tell the drill as it goes: each stretch of time with its origin, or where the walk along the drawing ends."""
    if rollout is None:
        return
    seen = tuple(dict.fromkeys(rollout.witness))
    if rollout.failure:
        yield Line("", f"{words.sentence(rollout.statement)}.", ids=seen, tone="danger")
    whole = sum(step.seconds for step in rollout.steps)
    for step in rollout.steps:
        share = step.seconds / whole if whole else None
        seconds = words.duration(step.seconds) if step.seconds else "at once"
        yield Line(step.what, seconds, step.origin, share, ids=(step.at,) if step.at else seen)
    yield from _answered_wrong(rollout, seen)


def _answered_wrong(rollout: Rollout, seen: tuple[str, ...]) -> Iterator[Line]:
    if rollout.bad_predictions is not None:
        share = rollout.blast_share
        most = {0.0: "none", 1.0: "all"}.get(share or 0.0, f"at most {words.share(share or 0.0)}")
        blast = "" if share is None else f"it answers {most} of the traffic"
        yield Line("Bad predictions until it is undone", f"{rollout.bad_predictions:,.0f}", blast, ids=seen)
    elif rollout.bad_predictions_per_h is not None:
        yield Line(
            "Bad predictions", f"{rollout.bad_predictions_per_h:,.0f} an hour", "and nothing ends them", ids=seen
        )
