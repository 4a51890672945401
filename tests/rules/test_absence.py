from hypothesis import given
from hypothesis import strategies as st

from designer.model.critique import Finding, Verdict
from designer.model.rubric import Competency
from designer.rules.absence import absences
from tests.report.sample import finding


def lacking(number: int, *kinds: str) -> Finding:
    return finding(number, Verdict.FAIL, lacks=kinds)


def told(*findings: Finding) -> list[tuple[str, ...]]:
    return [each.kinds for each in absences(findings)]


def test_what_one_kind_would_mend_comes_of_one_absence() -> None:
    assert told(lacking(1, "ml_monitor"), lacking(2, "data_validator", "ml_monitor"), lacking(3, "gate")) == [
        ("ml_monitor",)
    ]


def test_what_all_would_be_met_by_is_named_whole() -> None:
    monitors = ("metrics_monitor", "ml_monitor")
    assert told(lacking(1, *monitors), lacking(2, *monitors)) == [monitors]


def test_the_one_that_nothing_else_mends_says_what_to_do_for_those_beside_it() -> None:
    wider = finding(1, Verdict.FAIL, Competency.ROLLBACK, lacks=("gate", "ml_monitor"))
    exact = [finding(number, Verdict.FAIL, Competency.MONITORING, lacks=("ml_monitor",)) for number in (2, 3)]
    (found,) = absences([wider, *exact])
    assert found.findings[0] == exact[0]
    assert found.told_by_the_first == {exact[1].rule}


def test_what_fails_alone_is_told_by_itself() -> None:
    assert not told(lacking(1, "trainer"), lacking(2, "gate"), finding(3, Verdict.FAIL))


@given(st.lists(st.frozensets(st.sampled_from("abcde"), max_size=3), max_size=12))
def test_no_finding_comes_of_two_absences_and_what_is_named_would_mend_each(wants: list[frozenset[str]]) -> None:
    found = absences([lacking(number, *sorted(kinds)) for number, kinds in enumerate(wants, 1)])
    rules = [each.rule for absent in found for each in absent.findings]
    assert len(rules) == len(set(rules))
    for absent in found:
        assert absent.kinds
        assert len(absent.findings) > 1
        assert all(set(absent.kinds) <= set(each.lacks) for each in absent.findings)
