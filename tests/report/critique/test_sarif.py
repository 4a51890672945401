"""The critique as SARIF: what the standard asks of results, rules and places, and what a reader of it needs."""

import json
from typing import Any

from designer import grade
from designer.catalog.library import catalog
from designer.checking.rules import reference
from designer.model.critique import Verdict
from designer.report.critique.sarif import critique_sarif
from tests.report.sample import DESIGN, FINDINGS, critique, finding

KINDS = catalog().kinds


def run_of(*findings: Any) -> dict[str, Any]:  # noqa: ANN401 (findings, or none for the sample's)
    data = json.loads(critique_sarif(critique(findings or FINDINGS), DESIGN, KINDS, "a%20b.yaml", "1.2"))
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    assert run["tool"]["driver"]["version"] == "1.2"
    return dict(run)


def test_each_result_has_its_rule_its_kind_and_its_place() -> None:
    run = run_of()
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["name"] for rule in rules}) == len(rules) == len(FINDINGS)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] != "fail")
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"] == {"uri": "a%20b.yaml", "index": 0}
        for at in place["logicalLocations"]:
            assert run["logicalLocations"][at["index"]]["fullyQualifiedName"] == at["fullyQualifiedName"]


def test_verdicts_have_the_words_of_the_standard() -> None:
    kinds = {
        Verdict.PASS: "pass",
        Verdict.PARTIAL: "fail",
        Verdict.FAIL: "fail",
        Verdict.UNKNOWN: "review",
        Verdict.NOT_APPLICABLE: "notApplicable",
    }
    for verdict, kind in kinds.items():
        (result,) = run_of(finding(1, verdict))["results"]
        assert result["kind"] == kind
        assert result["properties"]["verdict"] == verdict.value


def test_severity_is_the_level_of_what_failed() -> None:
    levels = {"critical": "error", "major": "warning", "minor": "note"}
    for severity, level in levels.items():
        (result,) = run_of(finding(1, Verdict.FAIL, severity=severity))["results"]
        assert result["level"] == level


def test_a_rule_that_could_not_be_run_is_a_notification_and_no_result() -> None:
    run = run_of(finding(1, Verdict.PASS), finding(2, Verdict.ERROR, reason="It raised."))
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert "It raised." in told["message"]["text"]
    assert [result["ruleId"] for result in run["results"]] == ["DP-01"]
    assert run_of(finding(1, Verdict.PASS))["invocations"][0]["executionSuccessful"]


def test_what_is_set_aside_is_suppressed_with_its_reason() -> None:
    (result,) = run_of(finding(1, Verdict.FAIL, waived="We rent it."))["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "We rent it."}]


def test_the_same_critique_gives_the_same_text() -> None:
    design = reference("fraud")
    first, again = (critique_sarif(grade(design, "fraud"), design, KINDS, "x.yaml", "1.2") for _ in range(2))
    assert first == again
    assert len(json.loads(first)["runs"][0]["results"]) == len(grade(design, "fraud").findings)
