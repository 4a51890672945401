"""The critique as SARIF 2.1.0, in which tools for code review and pipelines show findings.

A finding points at the components and connections that it is about by logical locations: a drawing has no lines.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from designer.analysis.naming import listed
from designer.model.critique import Critique, Finding, Verdict
from designer.model.design import Design
from designer.model.kind import Kind
from designer.model.rubric import Severity
from designer.report.critique.outline import part_names

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
KINDS = {
    Verdict.PASS: "pass",
    Verdict.PARTIAL: "fail",
    Verdict.FAIL: "fail",
    Verdict.UNKNOWN: "review",
    Verdict.NOT_APPLICABLE: "notApplicable",
}
"""What a verdict is called there; a rule that could not be run is no result, but a notification."""
LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "note"}


def critique_sarif(critique: Critique, design: Design, kinds: Mapping[str, Kind], uri: str, version: str) -> str:
    """Write a critique, by this `version` of ours, of the drawing in the file `uri`; the same give the same text."""
    ran = [finding for finding in critique.findings if finding.verdict is not Verdict.ERROR]
    broken = [finding for finding in critique.findings if finding.verdict is Verdict.ERROR]
    places = _places(design, kinds)
    run = {
        "tool": {
            "driver": {
                "name": "designer",
                "version": version,
                "rules": [_rule(finding) for finding in critique.findings],
            }
        },
        "artifacts": [{"location": {"uri": uri}, "hashes": {"design-sha-256": critique.design.sha256}}],
        "logicalLocations": list(places.values()),
        "invocations": [
            {
                "executionSuccessful": not broken,
                "toolExecutionNotifications": [_notification(finding) for finding in broken],
            }
        ],
        "results": [_result(finding, critique.findings.index(finding), places, uri) for finding in ran],
        "properties": {
            "scenario": critique.scenario,
            "level": critique.level.value,
            "percent": critique.score.percent,
            "rubric": critique.rubric.model_dump(mode="json"),
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, indent=1, ensure_ascii=False) + "\n"


def _places(design: Design, kinds: Mapping[str, Kind]) -> dict[str, dict[str, Any]]:
    names = part_names(design, kinds)
    parts = ((part.id, names[part.id], "component") for part in design.components)
    edges = (
        (edge.id, f"{names.get(edge.source, edge.source)} → {names.get(edge.target, edge.target)}", "connection")
        for edge in design.connections
    )
    return {
        id_: {"index": index, "name": name, "fullyQualifiedName": id_, "kind": kind}
        for index, (id_, name, kind) in enumerate((*parts, *edges))
    }


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.number,
        "name": finding.rule,
        "shortDescription": {"text": f"{finding.title}."},
        "fullDescription": {"text": finding.why},
        "help": {"text": finding.fix},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"competency": finding.competency.value, "sources": list(finding.sources)},
    }


def _result(finding: Finding, index: int, places: Mapping[str, dict[str, Any]], uri: str) -> dict[str, Any]:
    kind = KINDS[finding.verdict]
    told = finding.ask if finding.verdict is Verdict.UNKNOWN else finding.reason
    result: dict[str, Any] = {
        "ruleId": finding.number,
        "ruleIndex": index,
        "kind": kind,
        "level": LEVELS[finding.severity] if kind == "fail" else "none",
        "message": {"text": told or finding.message or finding.title},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": uri, "index": 0}},
                "logicalLocations": _at(finding.subjects or finding.witness, places),
            }
        ],
        "properties": {
            "verdict": finding.verdict.value,
            "evidence": finding.evidence.value,
            "earned": finding.points.earned,
            "possible": finding.points.possible,
        },
    }
    if finding.waived:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.waived}]
    return result


def _at(ids: Iterable[str], places: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"index": places[id_]["index"], "fullyQualifiedName": id_} for id_ in dict.fromkeys(ids) if id_ in places]


def _notification(finding: Finding) -> dict[str, Any]:
    named = listed([finding.title])
    return {
        "level": "error",
        "message": {"text": f"{named} ({finding.number}): {finding.reason or finding.message}"},
        "associatedRule": {"id": finding.number},
    }
