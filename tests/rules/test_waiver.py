from designer import grade, load
from designer.catalog.library import catalog, scenario_folder
from designer.exchange.variation import varied
from designer.model.critique import Verdict
from designer.model.design import Waiver
from designer.model.scenario import Variation
from designer.report.critique.text import critique_text

FRAUD = load(scenario_folder("fraud") / "reference.design.yaml")
ALONE = varied(FRAUD, Variation(set={"api": {"replicas": 1, "zones": 1}}))


def test_a_waiver_explains_and_earns_nothing() -> None:
    waiver = Waiver(rule="single-point-of-failure", at="api", because="A second one is ordered.")
    asked = ALONE.model_copy(update={"waivers": (waiver,)})
    plain, explained = grade(ALONE, "fraud"), grade(asked, "fraud")
    assert explained.score == plain.score
    finding = next(each for each in explained.findings if each.rule == "single-point-of-failure")
    assert finding.waived == "A second one is ordered."
    assert finding.verdict is not Verdict.PASS
    assert "Set aside in the drawing: A second one is ordered." in " ".join(
        critique_text(explained, asked, catalog().kinds).split()
    )


def test_a_waiver_may_name_a_rule_by_its_number_and_everywhere() -> None:
    asked = ALONE.model_copy(update={"waivers": (Waiver(rule="RD-02", because="One zone is what we have."),)})
    assert [each.rule for each in grade(asked, "fraud").findings if each.waived] == ["single-zone"]


def test_a_waiver_that_matches_nothing_is_a_loose_end() -> None:
    waivers = (
        Waiver(rule="single-zone", at="scorer", because="b"),
        Waiver(rule="singel-zone", because="b"),
    )
    ends = grade(FRAUD.model_copy(update={"waivers": waivers}), "fraud").loose_ends
    assert [end.what for end in ends] == [
        "the waiver of 'single-zone' at 'scorer' matches no finding any more",
        "the waiver of 'singel-zone' names no rule",
    ]
