"""Questions that the numbers of learning raise: how late a model knows, how it goes back, and what nobody notices."""

from collections.abc import Iterable, Iterator, Mapping

from designer.analysis.graph import DesignGraph
from designer.analysis.maturity import label_maturity_s
from designer.analysis.naming import lasting, listed, quoted
from designer.analysis.schedule import runs_every_s
from designer.coach.raised import raised, sentence
from designer.model.advice import Question
from designer.model.critique import ModelFault, Rollout
from designer.model.scenario import Brief


def of_lag(graph: DesignGraph, brief: Brief, names: Mapping[str, str]) -> Iterator[Question]:
    """Ask for the training that learns latest of what happens today; nothing where nobody says how late."""
    lags = [(*_lag_s(graph, id_, brief), id_) for id_, node in sorted(graph.nodes.items()) if node.kind.id == "trainer"]
    waits_s, every_s, trainer = max(lags, key=lambda lag: lag[0] + lag[1], default=(0.0, 0.0, ""))
    if not waits_s + every_s:
        return
    name = quoted(names[trainer])
    ask = f"What people do changes today. When does a model of {name} know, and what carries you until then?"
    watching = [id_ for id_, node in sorted(graph.nodes.items()) if node.kind.id == "ml_monitor"]
    until = f"Until then: {listed(names[id_] for id_ in watching)}." if watching else "No monitor of a model is drawn."
    yield raised(ask, _lag(name, waits_s, every_s), [trainer, *watching], names, until)


def _lag_s(graph: DesignGraph, trainer: str, brief: Brief) -> tuple[float, float]:
    """Give for how long training waits for outcomes, and the time between two runs; 0 where nobody says."""
    waits_s = max(label_maturity_s(graph, trainer) or 0.0, brief.label_delay_s or 0.0)
    return waits_s, runs_every_s(graph, trainer) or 0.0


def _lag(name: str, waits_s: float, every_s: float) -> str:
    waits = f"{lasting(waits_s)} until outcomes are in" if waits_s else ""
    runs = f"up to {lasting(every_s)} until {name} runs next" if every_s else f"nothing says how often {name} runs"
    most = f"up to {lasting(waits_s + every_s)}" if every_s else f"at least {lasting(waits_s)}"
    return f"{most[:1].upper()}{most[1:]}, before any release: {', '.join(filter(None, [waits, runs]))}."


def of_release(found: Rollout | None, names: Mapping[str, str]) -> Iterator[Question]:
    """Ask how a bad version goes back, where the drawing has an answer; where it has none, a rule asks."""
    if found is None or found.detect_s is None or found.restore_s is None or found.model not in names:
        return
    ask = (
        f"A bad version of {quoted(names[found.model])} goes live at two at night. Who or what sees it, "
        "how soon is it gone, and whom did it answer?"
    )
    wrong = "" if found.bad_predictions is None else f", {_wrong(found.bad_predictions)} until then"
    figure = f"Seen after {lasting(found.detect_s)}, taken back {lasting(found.restore_s)} later{wrong}."
    yield raised(ask, figure, [found.model, found.noticed_by, found.ended_by], names, sentence(found.statement))


def _wrong(count: float) -> str:
    return f"about {max(1.0, float(f'{count:.2g}')):,.0f} wrong answers" if count else "no wrong answers"


def of_the_unnoticed(faults: Iterable[ModelFault], names: Mapping[str, str]) -> Iterator[Question]:
    """Ask for the costliest of what goes wrong with data and is not noticed; a bad version has its own question."""
    unseen = [each for each in faults if each.outcome == "unnoticed" and each.model in names and each.at in names]
    of_data = [each for each in unseen if each.fault != "bad-model"]
    found = max(of_data, key=lambda each: each.bad_predictions_per_h or each.bad_predictions or 0.0, default=None)
    if found is not None:
        at, model = quoted(names[found.at]), quoted(names[found.model])
        ask = f"{found.title}, at {at}. Who knows, and what has {model} done by then?"
        yield raised(ask, sentence(found.statement), [found.at, found.model], names)
