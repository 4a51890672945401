"""A drawing with its critique, by hand: what the report's tests are about."""

from designer.model.critique import (
    CompetencyScore,
    Critique,
    DesignName,
    Estimate,
    Evidence,
    Finding,
    LooseEnd,
    Points,
    RubricName,
    Score,
    Verdict,
)
from designer.model.design import Boundary, BoundaryKind, Component, Connection, Design, Note
from designer.model.rubric import Competency, Severity
from designer.model.scenario import Brief, Level, Requirement, Scenario


def component(id_: str, kind: str, name: str = "", at: tuple[float, float] | None = None, **more: object) -> Component:
    return Component.model_validate({"id": id_, "kind": kind, "name": name, "position": at, **more})


def join(source: str, target: str, kind: str, label: str = "") -> Connection:
    data = {"id": f"{source}-{target}-{kind}", "source": source, "target": target, "kind": kind, "label": label}
    return Connection.model_validate(data)


DESIGN = Design(
    title="Card-fraud scoring, first try",
    scenario="fraud",
    components=(
        component("pos", "client", "Card terminal", (0, 140)),
        component("lb", "load_balancer", "", (280, 140)),
        component("api", "app_service", "Authorisation API", (560, 140), replicas=6, zones=3),
        component("fs", "feature_store", "Online features", (860, 20), replicas=3, zones=3, technology="Redis"),
        component("model", "model_server", "Fraud scorer", (860, 140), replicas=4, zones=("a", "b")),
        component("rules", "fallback", "Rules of last year", (860, 260)),
        component("bus", "stream", "Payments", (560, 400), technology="Kafka", replicas=3, zones=3),
        component("lake", "object_store", "", (860, 400)),
        component("labels", "label_store", "Chargebacks", (860, 520)),
        component("train", "trainer", "Weekly training", (1160, 460), technology="XGBoost"),
        component("cd", "deployer", "", (1160, 140)),
        component("mon", "metrics_monitor", "Dashboards", (1160, 280)),
    ),
    connections=(
        join("pos", "lb", "request"),
        join("lb", "api", "request"),
        join("api", "fs", "request", "last hour of the card"),
        join("api", "model", "request", "score"),
        join("api", "rules", "request", "when the model is late"),
        join("api", "bus", "data", "decisions"),
        join("bus", "lake", "data"),
        join("bus", "fs", "data", "counts"),
        join("pos", "labels", "feedback", "disputes after 30 days"),
        join("lake", "train", "data"),
        join("labels", "train", "data"),
        join("train", "cd", "deploy", "new model"),
        join("cd", "model", "deploy"),
        join("model", "mon", "data", "latency"),
        join("mon", "cd", "control", "rollback"),
    ),
    boundaries=(Boundary(id="z", kind=BoundaryKind.ZONE, name="Zone a", components=("model", "rules")),),
    notes=(Note(id="n", text="Peak on the Friday before Christmas: 600 a second."),),
)

SCENARIO = Scenario(
    id="fraud",
    title="Card-fraud scoring",
    level=Level.SENIOR,
    minutes=40,
    family="risk",
    prompt="Decide within the time of a card payment whether it is fraud.\nChargebacks arrive weeks later.",
    functional=("Score every payment",),
    requirements=(
        Requirement(name="p99 of a decision", value="100 ms"),
        Requirement(name="Peak", value="600 payments a second"),
        Requirement(name="Availability", value="99.95 %"),
    ),
    brief=Brief(),
)


def finding(number: int, verdict: Verdict, competency: Competency = Competency.ROLLBACK, **more: object) -> Finding:
    possible = 0 if verdict is Verdict.NOT_APPLICABLE else 8
    share = {Verdict.PASS: 1.0, Verdict.PARTIAL: 0.5, Verdict.UNKNOWN: 0.5}.get(verdict, 0.0)
    data = {
        "rule": f"rule-{number}",
        "number": f"DP-{number:02d}",
        "title": f"Title of rule {number}",
        "competency": competency,
        "severity": Severity.CRITICAL,
        "verdict": verdict,
        "share": share,
        "points": Points(earned=possible * share, possible=possible),
        "evidence": Evidence.SHOWN,
        "message": f"Message of rule {number}.",
        "why": f"Why rule {number} matters.",
        "fix": f"What mends rule {number}.",
        "sources": ("Breck et al. 2017, The ML Test Score",),
    }
    return Finding.model_validate(data | more)


FINDINGS = (
    finding(
        1,
        Verdict.FAIL,
        rule="bad-model-stays",
        title="A bad model stays in production until somebody notices",
        subjects=("model",),
        witness=("model", "cd"),
        message="Fraud scorer has a rollback from Dashboards, but nothing watches the quality of its scores.",
        why="A model that answers quickly and wrongly looks healthy to latency and error alarms. With chargebacks a "
        "month late, a bad release costs a month of fraud.",
        fix="Add a model monitor on Fraud scorer that watches score drift, with a rollback to Rollout controller.",
    ),
    finding(
        2,
        Verdict.FAIL,
        rule="ungated-release",
        title="A model is released without a gate",
        witness=("train-cd-deploy",),
        message="Weekly training deploys straight to Rollout controller.",
        fix="Put an offline evaluation and a promotion gate between the two.",
    ),
    finding(
        3,
        Verdict.PARTIAL,
        Competency.REDUNDANCY,
        rule="single-replica",
        title="One instance stands alone on the request path",
        witness=("rules",),
        message="3 of 4 components on the hard path have two replicas; Rules of last year has one.",
        severity=Severity.MAJOR,
        evidence=Evidence.CLAIMED,
    ),
    finding(4, Verdict.PASS, Competency.SERVING, title="The answer comes within the p99 that was asked"),
    finding(5, Verdict.PASS, Competency.REDUNDANCY, evidence=Evidence.CLAIMED, title="Losing a zone leaves an answer"),
    finding(6, Verdict.UNKNOWN, Competency.FEATURES, title="Point-in-time join", ask="How is a feature's past read?"),
    finding(7, Verdict.NOT_APPLICABLE, Competency.LLM, title="Prompts are versioned", reason="The brief has no LLM."),
    finding(8, Verdict.ERROR, Competency.COST, title="Within budget", reason="The budget is not a number."),
)


def critique(findings: tuple[Finding, ...] = FINDINGS, title: str = DESIGN.title) -> Critique:
    scored = {}
    for one in Competency:
        mine = [item for item in findings if item.competency is one]
        earned, possible = sum(item.points.earned for item in mine), sum(item.points.possible for item in mine)
        scored[one] = CompetencyScore(
            percent=100 * earned / possible if possible else None,
            earned=earned,
            possible=possible,
            limited=4.5 if one is Competency.REDUNDANCY and findings is FINDINGS else 0,
        )
    earned, possible = sum(part.earned for part in scored.values()), sum(part.possible for part in scored.values())
    return Critique(
        scenario="fraud",
        scenario_title="Card-fraud scoring",
        level=Level.SENIOR,
        design=DesignName(title=title, sha256="ab" * 32),
        rubric=RubricName(ids=("core",), version=1, sha256="cd" * 32),
        score=Score(
            percent=100 * earned / possible if possible else 0.0,
            earned=earned,
            possible=possible,
            held_back=2.5 if findings is FINDINGS else 0.0,
            lost=2.0 if findings is FINDINGS else 0.0,
            capped_by=("ungated-release",) if findings is FINDINGS else (),
            by_competency=scored,
        ),
        findings=findings,
        estimates={
            "availability": Estimate(
                value=0.99970, unit="fraction", method="exact", assumes=("failures are independent",)
            ),
            "p50_ms": Estimate(value=14, unit="ms", method="approximation", assumes=("medians are added",)),
            "p99_ms": Estimate(
                value=57, unit="ms", method="approximation", assumes=("p99s are added along the calls",)
            ),
            "capacity_per_s": Estimate(value=None, unit="per_s", method="approximation", statement="no peak is given"),
            "cost_usd_per_month": Estimate(value=4321.5, unit="usd_per_month", method="approximation"),
        },
        utilisation={"model": 0.82, "api": 0.1},
        loose_ends=(LooseEnd(what="connection with no target", where="near Payments"),),
    )
