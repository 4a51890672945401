"""A rule notices when what its own finding names is gone, and no rule passes a reference whatever is done to it."""

from functools import lru_cache

import pytest

from designer.catalog.library import scenario
from designer.checking.rules import reference
from designer.exchange.arrows import arrows
from designer.model.critique import Verdict
from designer.mutation.fall import Fall, Means, Stands, falls
from designer.mutation.reliance import Named, Noticed, Passed, named
from designer.mutation.reliance_report import reliance_report
from designer.mutation.states import items, items_at, joined_to, led_to, silenced, statements, without
from designer.mutation.trial import Trial, trials
from designer.rules.rubric import shipped

EVERY = 31
"""Every so many-th pair of a reference and a rule; with over a hundred rules most come up on one reference."""
NOTICED = {"component": 0.9, "connection": 0.85}
"""The share of what the sampled findings name that their own rules miss at least, by what is taken."""
FALLEN = 0.75
"""The share of the sampled subjects on which a rule can be brought down at least."""


@lru_cache(maxsize=1)
def sampled() -> tuple[Trial, ...]:
    return tuple(trials(shipped().rules, every=EVERY))


@lru_cache(maxsize=1)
def names() -> tuple[Named, ...]:
    return tuple(each for trial in sampled() for each in named(trial))


@lru_cache(maxsize=1)
def fallen() -> tuple[Fall, ...]:
    return tuple(each for trial in sampled() for each in falls(trial))


def trial(number: str, of: str = "fraud") -> Trial:
    rule = shipped().find(number)
    assert rule is not None
    return Trial(scenario(of), reference(of), rule)


def noticed(number: str, of: str = "fraud") -> dict[str, Noticed | Passed | None]:
    return {each.id: each.noticed or each.why for each in named(trial(number, of))}


@pytest.mark.parametrize(("kind", "least"), NOTICED.items())
def test_a_rule_notices_the_loss_of_what_its_own_finding_names(kind: str, least: float) -> None:
    own = [each for each in names() if each.kind == kind]
    assert len(own) > 50
    assert sum(bool(each.noticed) for each in own) / len(own) >= least, reliance_report(own, ())


def test_what_a_rule_does_not_notice_of_its_own_has_a_reason_and_is_listed() -> None:
    text = reliance_report(names(), fallen())
    for each in names():
        assert (each.why is None) == bool(each.noticed), each
        assert each.noticed or f"  {each}" in text


def test_rules_can_be_brought_down_on_the_references_or_a_reason_is_listed() -> None:
    text = reliance_report(names(), fallen())
    assert sum(bool(each.means) for each in fallen()) / len(fallen()) >= FALLEN, text
    for each in fallen():
        assert (each.why is None) == bool(each.means), each
        assert each.means or f"  {each}" in text


def test_no_rule_is_above_all_that_can_be_taken_or_drawn() -> None:
    """A rule that stands on the sampled reference falls on another."""
    standing = {each.rule for each in fallen()} - {each.rule for each in fallen() if each.means}
    rules = [rule for rule in shipped().rules if rule.rule.id in standing]
    for rule in rules:
        assert any(each.means for other in trials([rule]) for each in falls(other)), rule.rule.id


def test_the_sample_has_many_rules_and_is_the_same_each_time() -> None:
    assert len({each.rule.rule.id for each in sampled()}) > 50
    assert [each.rule.rule.id for each in trials(shipped().rules, every=EVERY, of={"fraud"})] == [
        each.rule.rule.id for each in trials(shipped().rules, every=EVERY, of={"fraud"})
    ]


def test_the_last_way_is_missed_when_the_others_are_gone() -> None:
    """The fraud reference has two ways back: either may go, not both."""
    assert noticed("DP-03")["experiment"] is Noticed.LAST
    assert noticed("DP-03")["rollout"] is Noticed.AT_ONCE


def test_a_part_of_a_number_is_noticed_by_the_number() -> None:
    assert noticed("SV-01")["device"] is Noticed.NUMBER


def test_what_goes_past_a_guard_is_noticed_where_it_goes_past() -> None:
    assert noticed("SV-09")["caller"] is Noticed.OTHERWISE


def test_of_several_subjects_one_less_is_asked_the_same() -> None:
    found = {each.id: each for each in named(trial("RD-06"))}
    assert found["labels"].kind == "subject"
    assert found["labels"].why is Passed.FEWER


@pytest.mark.parametrize(
    ("number", "subject", "means"),
    [
        ("EV-01", "scorer", Means.NAMED),
        ("RD-01", "api", Means.SAID),
        ("FS-05", "features", Means.ELSEWHERE),
        ("DI-01", "issuer", Means.ADDED),
        ("RD-01", "dns", None),
        ("CC-01", "policy", None),
    ],
)
def test_a_rule_falls_by(number: str, subject: str, means: Means | None) -> None:
    (found,) = (each for each in falls(trial(number)) if each.subject == subject)
    assert found.means is means
    assert (found.why is None) == bool(means)
    assert found.steps >= 1


def test_why_a_rule_stands_tells_a_number_from_a_drawing() -> None:
    (vendor,) = (each for each in falls(trial("RD-01")) if each.subject == "dns")
    (tier,) = (each for each in falls(trial("CC-01")) if each.subject == "policy")
    assert (vendor.why, tier.why) == (Stands.FIXED, Stands.SLACK)


def test_a_rule_on_one_subject_speaks_of_no_other() -> None:
    each = {"".join(one.whole.subjects): one for one in trial("RD-01").about_each()}
    assert set(each) == set(trial("RD-01").whole.subjects)
    api, (gateway, *_) = each["api"], items_at(reference("fraud"), frozenset({"gateway"}))
    assert not api.speaks_of(api.without(frozenset({"api"})))
    assert api.finds(silenced(api.design, *statements(gateway))).verdict is Verdict.PASS
    assert trial("RD-01").finds(silenced(api.design, *statements(gateway))).subjects == ("gateway",)


def test_a_state_lacks_what_is_taken_and_what_hangs_on_it() -> None:
    design = arrows(["client > app_service data> stream"], name="three")
    assert [item.id for item in items(without(design, frozenset({"app_service"})))] == ["client", "stream"]


def test_a_state_has_a_connection_more_or_one_that_ends_elsewhere() -> None:
    design = arrows(["client > app_service > model_server"], name="three")
    first = design.connections[0].id
    more = joined_to(design, "client", ("app_service", "model_server", "client"))
    added = [[(edge.target, edge.kind.value) for edge in each.connections[2:]] for each in more]
    assert [("model_server", "request")] in added
    assert [("app_service", "request")] not in added, "it is drawn already"
    assert all(len(each) == 1 for each in added)
    (led, _) = led_to(design, first, ("model_server", "app_service"))
    assert [edge.target for edge in led.connections] == ["model_server", "model_server"]


def test_a_state_where_a_statement_is_not_made_lacks_that_alone() -> None:
    design = reference("fraud")
    said = [statement for item in items(design) for statement in statements(item)]
    assert {statement.kind for statement in said} >= {"property", "replicas", "zones", "label"}
    bare = silenced(design, *said)
    assert [item.id for item in items(bare)] == [item.id for item in items(design)]
    assert not [statement for item in items(bare) for statement in statements(item)]


def test_a_report_of_nothing_says_so() -> None:
    assert "0 of 0" in reliance_report((), ())


def test_a_report_names_the_references_on_which_no_subject_of_a_rule_falls() -> None:
    falling = Fall("fraud", "over-capacity", "CC-01", "api", Means.SAID, 1)
    standing = Fall("fraud", "over-capacity", "CC-01", "rules", None, 2, Stands.SLACK)
    alone = Fall("eta", "over-capacity", "CC-01", "rules", None, 2, Stands.SLACK)
    text = reliance_report((), (falling, standing, alone))
    assert "some subject falls in 1 of 2 (50.0 %); none in CC-01 in eta." in text
    assert "CC-01 in fraud: rules" in text
