"""The interviewer: which questions a drawing invites, the deepest first, each asked once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from designer.analysis.estimate import Estimates
from designer.analysis.naming import listed
from designer.coach.learning import of_lag, of_release, of_the_unnoticed
from designer.coach.place import places
from designer.coach.request_path import of_growth, of_loss, of_timeouts, of_work
from designer.model.advice import Question
from designer.model.critique import MISSED, Critique, Evidence, Finding, Verdict
from designer.model.rubric import Competency
from designer.rules.absence import absences

MOST = 10
"""Questions that an interview has time for."""
OF_ONE_SORT = 2
"""Questions on one competency before others have their turn."""


def questions(
    critique: Critique, estimates: Estimates, names: Mapping[str, str], most: int = MOST
) -> tuple[Question, ...]:
    """Give at most so many questions: what rules miss, by weight, then what computed figures raise.

    Where there is room left, what passes only since somebody says so is asked for, too. `names` are those of the parts.
    """
    raised = tuple(_raised(critique, estimates, names))[:most]
    room = most - len(raised)
    missed = _spread(_distinct(critique.findings), room)
    claims = [each for each in _by_weight(critique.findings) if _is_claim(each)]
    taken = {each.ask for each in missed}
    more = [each for each in claims if each.ask not in taken][: room - len(missed)]
    return (*(_question(each, names) for each in missed), *raised, *(_question(each, names) for each in more))


def _raised(critique: Critique, estimates: Estimates, names: Mapping[str, str]) -> Iterator[Question]:
    yield from of_growth(estimates, names)
    yield from of_work(estimates, names)
    yield from of_loss(critique.faults, estimates, names)
    yield from of_timeouts(estimates, names)
    yield from of_lag(estimates.graph, estimates.brief, names)
    yield from of_release(critique.rollout, names)
    yield from of_the_unnoticed(critique.model_faults, names)


def _distinct(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Give what is missed and has a question, the heaviest first; of one cause, and in one wording, only once."""
    causes = {finding.rule: each.kinds for each in absences(findings) for finding in each.findings}
    asked: set[object] = set()
    for finding in _by_weight(findings):
        about = {finding.ask, causes.get(finding.rule, finding.rule)}
        if finding.verdict in MISSED - {Verdict.ERROR} and finding.ask and asked.isdisjoint(about):
            asked |= about
            yield finding


def _by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Order by what a rule is worth, which severity and the scenario's focus decide, then by what is missing of it."""
    order = list(Competency)
    return sorted(
        findings,
        key=lambda each: (-each.points.possible, each.points.earned, order.index(each.competency), each.number),
    )


def _spread(findings: Iterable[Finding], most: int) -> list[Finding]:
    """Take so many: of one competency a few, and more only when all others had their turn; the order stays."""
    all_ = list(findings)
    seen: Counter[Competency] = Counter()
    turns = []
    for finding in all_:
        turns.append(seen[finding.competency] // OF_ONE_SORT)
        seen[finding.competency] += 1
    chosen = sorted(range(len(all_)), key=lambda index: (turns[index], index))[:most]
    return [all_[index] for index in sorted(chosen)]


def _is_claim(finding: Finding) -> bool:
    """Say whether a rule passes by what somebody said of a part, so that it is fair to ask for more."""
    said = finding.evidence is Evidence.CLAIMED and bool(finding.subjects)
    return finding.verdict is Verdict.PASS and said and bool(finding.ask)


def _question(finding: Finding, names: Mapping[str, str]) -> Question:
    where, ask = places(finding.subjects, names), _unprompted(finding.ask)
    about = "" if not where or any(each.name in ask for each in where) else listed(each.name for each in where)
    says = finding.message if finding.verdict is Verdict.PASS else finding.fix
    return Question(
        ask=f"{about}: {ask}" if about else ask,
        comes_of="rule",
        where=where,
        rule=finding.rule,
        number=finding.number,
        verdict=finding.verdict,
        touches=tuple(filter(None, (finding.why, says))),
    )


def _unprompted(ask: str) -> str:
    """Leave out what a rule saw, which it adds in brackets, and which is half of the answer."""
    return f"{ask.partition(' (')[0]}?" if ask.endswith(")?") else ask
