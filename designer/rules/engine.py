"""Running rules over a drawing: one finding a rule, whatever happens."""

from itertools import islice
from typing import NamedTuple

from designer.model.critique import Finding, Points, Verdict
from designer.model.scenario import Level, Scenario
from designer.rules.garbage import uncollected
from designer.rules.outcome import Outcome, none_of
from designer.rules.rubric import CompiledRubric, CompiledRule
from designer.rules.view import SHOWN, Environment, View

FOCUS_FACTOR = 2
"""A scenario doubles its focus rules."""
SHARE_OF_UNKNOWN = 0.5
"""What the drawing does not say loses half, and asks."""


class _Judged(NamedTuple):
    """One subject's outcome and the share that it earns; `half` where that is for the weaker condition."""

    subject: str
    outcome: Outcome
    share: float
    half: bool = False


def findings(view: View, rubric: CompiledRubric, scenario: Scenario, level: Level) -> tuple[Finding, ...]:
    """Run every rule of the level and the scenario; one that raises is an error of its own and spoils no other."""
    ranks = {each: each.rank for each in Level}
    reach, focused = level.rank, set(scenario.focus)
    with uncollected():
        return tuple(
            _finding(view, rule, scenario)
            for rule in rubric.rules
            if rule.scenario in ("", scenario.id) and ranks[rule.rule.level] <= reach + (rule.rule.id in focused)
        )


def _in_focus(rule: CompiledRule, scenario: Scenario) -> bool:
    """Say whether a scenario is about what a rule checks, so that it counts double, and from one level earlier on."""
    return rule.rule.id in scenario.focus


def _finding(view: View, rule: CompiledRule, scenario: Scenario) -> Finding:
    try:
        return _run(view, rule, scenario)
    except Exception as error:  # noqa: BLE001 (whatever a condition raises is shown as this rule's verdict)
        reason = f"{type(error).__name__}: {error}"
        return _report(rule, scenario, Verdict.ERROR, 0.0, f"This rule could not be run ({reason}).", reason=reason)


def _run(view: View, rule: CompiledRule, scenario: Scenario) -> Finding:
    if rule.applies is not None:
        applies = rule.applies.evaluate(view, {})
        if applies.truth is not True:
            reason = rule.rule.exempt or f"{applies.text or 'What it speaks of is not here'}."
            return _report(rule, scenario, Verdict.NOT_APPLICABLE, 0.0, reason, reason=reason)
    if rule.each is None or rule.rule.subjects is None:
        return _judge(rule, scenario, [_judged(view, rule, {}, "")], view)
    name, none = rule.rule.subjects.name, rule.rule.subjects.none
    selected = rule.each.members(view, {})
    subjects = [id_ for id_ in view.graph.nodes if id_ in selected]
    if not subjects and none:
        return _report(rule, scenario, Verdict.FAIL, 0.0, none, lacks=_lacks(rule, view))
    if not subjects:
        exempt = rule.rule.exempt if rule.applies is None else ""
        reason = exempt or f"There is {none_of(rule.each.words)} in the drawing."
        return _report(rule, scenario, Verdict.NOT_APPLICABLE, 0.0, reason, reason=reason)
    return _judge(rule, scenario, [_judged(view, rule, {name: id_}, id_) for id_ in subjects], view)


def _judged(view: View, rule: CompiledRule, names: Environment, subject: str) -> _Judged:
    outcome = rule.require.evaluate(view, names)
    if outcome.truth is True:
        return _Judged(subject, outcome, 1.0)
    if rule.half is not None and rule.half.evaluate(view, names).truth is True:
        return _Judged(subject, outcome, 0.5, half=True)
    return _Judged(subject, outcome, SHARE_OF_UNKNOWN if outcome.truth is None else 0.0)


def _judge(rule: CompiledRule, scenario: Scenario, judged: list[_Judged], view: View) -> Finding:
    weakest = rule.rule.subjects is not None and rule.rule.subjects.weakest
    share = min(item.share for item in judged) if weakest else _share(judged, view)
    lacking = [item for item in judged if item.outcome.truth is not True]
    unsure = [item for item in lacking if item.outcome.truth is None]
    if not lacking:
        verdict = Verdict.PASS
    elif len(unsure) == len(lacking):
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.PARTIAL if share else Verdict.FAIL
    told = [item for item in lacking if item.outcome.truth is False] or lacking or judged
    witness = tuple(
        dict.fromkeys(id_ for item in told for id_ in ((item.subject,) if item.subject else ()) + item.outcome.witness)
    )
    return _report(
        rule,
        scenario,
        verdict,
        share,
        _message(rule, verdict, told, view),
        ask=_filled(rule.rule.ask, rule, told, view),
        subjects=tuple(item.subject for item in told if item.subject),
        witness=witness,
        lacks=_lacks(rule, view) if verdict is Verdict.FAIL else (),
    )


def _message(rule: CompiledRule, verdict: Verdict, told: list[_Judged], view: View) -> str:
    """Say what was found; apart of those that have nothing and of those that have half, where the rule can."""
    stated = rule.rule
    if verdict is Verdict.PASS:
        return _filled(stated.holds, rule, told, view)
    if verdict is Verdict.UNKNOWN:
        return _filled(stated.ask or stated.say, rule, told, view)
    said: dict[str, list[_Judged]] = {stated.say: []}
    for item in told:
        said.setdefault((item.half and stated.partly) or stated.say, []).append(item)
    return " ".join(_filled(template, rule, items, view) for template, items in said.items() if items)


def _lacks(rule: CompiledRule, view: View) -> tuple[str, ...]:
    """Give the kinds of which one must be drawn before a rule can hold that fails."""
    kinds = rule.demand.lacks(view.roles)
    named = kinds if "llm_server" in view.roles else kinds - _OF_LANGUAGE_MODELS
    return tuple(sorted(named or kinds))


_OF_LANGUAGE_MODELS = frozenset({"prompt_registry"})
"""Kinds that nobody misses where no language model is drawn."""


def _share(judged: list[_Judged], view: View) -> float:
    """Give the mean share of the tiers; a duplicate that nothing uses counts only where it is worse than they."""
    if all(item.share == judged[0].share for item in judged):
        return judged[0].share
    judged = _tiers(judged, view)
    mean = sum(item.share for item in judged) / len(judged)
    idle = view.spares.among([item.subject for item in sorted(judged, key=lambda item: item.share)])
    used = [item.share for item in judged if item.subject not in idle]
    least = sum(used) / len(used) if used else mean
    counted = used + [item.share for item in judged if item.subject in idle and item.share < least]
    return sum(counted) / len(counted) if used else mean


def _tiers(judged: list[_Judged], view: View) -> list[_Judged]:
    """Give the worst subject of each tier: what is drawn in three boxes is no three parts."""
    worst: dict[frozenset[str], _Judged] = {}
    for item in judged:
        tier = view.graph.tier(item.subject) if item.subject in view.graph.nodes else frozenset({item.subject})
        if tier not in worst or item.share < worst[tier].share:
            worst[tier] = item
    return list(worst.values())


def _filled(template: str, rule: CompiledRule, told: list[_Judged], view: View) -> str:
    if "{" not in template:
        return template[:1].upper() + template[1:]
    names = {"witness": _witnessed(told, view) if "{witness" in template else ""}
    if rule.rule.subjects:
        name = rule.rule.subjects.name
        each = "Each of " if len(told) > 1 and template.startswith(f"{{{name}}}") else ""  # a verb for one follows
        names[name] = each + view.names(item.subject for item in told)
    message = template.format_map(names)
    return message[:1].upper() + message[1:]


def _asked(rule: CompiledRule) -> str:
    """Give the rule's question where there is no subject to name: of what the rule calls it."""
    name = rule.rule.subjects.name if rule.rule.subjects else ""
    return rule.rule.ask.format_map({"witness": "", name: f"the {name.replace('_', ' ')}"}).replace(" ()", "")


def _witnessed(told: list[_Judged], view: View) -> str:
    """Put the outcomes in words: once what all have in common, else the first few, each of its subject."""
    texts = ((item, text) for item in told if (text := item.outcome.text))
    first = list(islice(texts, SHOWN + 1))
    if len({text for _, text in first}) <= 1 and all(text == first[0][1] for _, text in texts):
        return first[0][1] if first else ""
    shown = "; ".join(_with_subject(item, text, view) for item, text in first[:SHOWN])
    return f"{shown}; and more" if len(first) > SHOWN else shown


def _with_subject(item: _Judged, text: str, view: View) -> str:
    """Say of which subject something is told, unless that is plain from the words."""
    return text if not item.subject or view.name(item.subject) in text else f"{view.names([item.subject])}: {text}"


def _report(  # noqa: PLR0913 (all that a finding is made of)
    rule: CompiledRule,
    scenario: Scenario,
    verdict: Verdict,
    share: float,
    message: str,
    *,
    ask: str = "",
    reason: str = "",
    subjects: tuple[str, ...] = (),
    witness: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
) -> Finding:
    stated = rule.rule
    weight = stated.points * (FOCUS_FACTOR if _in_focus(rule, scenario) else 1)
    possible = 0 if verdict is Verdict.NOT_APPLICABLE else weight
    return Finding(
        rule=stated.id,
        number=stated.number,
        title=rule.title,
        competency=stated.competency,
        also=stated.also,
        severity=stated.severity,
        verdict=verdict,
        share=round(share, 6),
        points=Points(earned=round(share * possible, 6), possible=possible),
        evidence=rule.evidence,
        backed=rule.backed,
        subjects=subjects,
        witness=witness,
        lacks=lacks,
        asked=bool(rule.scenario),
        message=message[:1].upper() + message[1:],
        reason=reason,
        why=stated.why,
        fix=stated.fix,
        ask=ask or _asked(rule),
        sources=stated.sources,
        approximation=stated.approximation,
    )
