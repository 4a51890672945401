"""Waivers: what a person sets aside, with the reason; a waiver explains a finding and earns nothing."""

from collections.abc import Iterable

from designer.model.critique import Finding, LooseEnd, Verdict
from designer.model.design import Waiver

_MISSED = frozenset({Verdict.FAIL, Verdict.PARTIAL, Verdict.UNKNOWN})


def waived(
    findings: Iterable[Finding], waivers: Iterable[Waiver], rules: Iterable[str]
) -> tuple[tuple[Finding, ...], tuple[LooseEnd, ...]]:
    """Give the findings with the reasons that the drawing has for them, and each waiver that fits none as a loose end.

    `rules` are the ids and numbers of the rubric's rules, those of other levels included.
    """
    known, asked = set(rules), list(waivers)
    explained = []
    used: set[int] = set()
    for finding in findings:
        fitting = [number for number, waiver in enumerate(asked) if _fits(waiver, finding)]
        used.update(fitting)
        reason = " ".join(asked[number].because.strip() for number in fitting)
        explained.append(finding.model_copy(update={"waived": reason}) if reason else finding)
    loose = (_unmatched(waiver, known) for number, waiver in enumerate(asked) if number not in used)
    return tuple(explained), tuple(loose)


def _fits(waiver: Waiver, finding: Finding) -> bool:
    if waiver.rule not in (finding.rule, finding.number) or finding.verdict not in _MISSED:
        return False
    return not waiver.at or waiver.at in finding.subjects or waiver.at in finding.witness


def _unmatched(waiver: Waiver, known: set[str]) -> LooseEnd:
    at = f" at '{waiver.at}'" if waiver.at else ""
    if waiver.rule not in known:
        return LooseEnd(what=f"the waiver of '{waiver.rule}' names no rule", where=waiver.at)
    return LooseEnd(what=f"the waiver of '{waiver.rule}'{at} matches no finding any more", where=waiver.at)
