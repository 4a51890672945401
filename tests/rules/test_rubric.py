from pathlib import Path

import pytest

from designer.catalog import source
from designer.catalog.library import content_folder
from designer.errors import DesignerError
from designer.grading import grade
from designer.model.design import Design
from designer.rules import rubric
from designer.rules.registry import condition_kinds
from designer.rules.rubric import OWN, compose, own_rubric, read_rubric, shipped, shipped_whole, shipped_with
from designer.rules.value_test import parse_saying

GOOD = """\
rubric: mine
rules:
  - id: no-cache
    number: XX-01
    competency: cost
    severity: minor
    for: {each: app_service, as: app, none: "No application is drawn."}
    require: {link: {edge: request, from: $app, to: cache}}
    say: "{app} reads without a cache: {witness}."
    holds: "{app} reads through a cache."
    why: Reads repeat.
    fix: Draw a cache.
    ask: How often do reads repeat?
    sources: [our own]
"""

MISTAKES = {
    "severity: minor": ("severity: minorr", "'severity' cannot be 'minorr'; did you mean 'minor'?"),
    "competency: cost": ("competency: costs", "'competency' cannot be 'costs'; did you mean 'cost'?"),
    "cost\n    severity": (
        "cost\n    also: [servng]\n    severity",
        "'also' cannot be 'servng'; did you mean 'serving'?",
    ),
    "cost\n    severity: minor": (
        "cost\n    also: [cost]\n    severity: minor",
        "'also' names 'cost', its own competency",
    ),
    "cost\n    severity: minor\n": (
        "cost\n    also: [serving, serving]\n    severity: minor\n",
        "'also' names a competency twice",
    ),
    "require: {link: {edge: request, from: $app, to: cache}}": ("require: {has: {}}", "nothing is asked here"),
    "for: {each: app_service,": ("for: {each: {kind: app_service, over: flow},", "there is no walk"),
    "for: {each: app_service, as": ("for: {each: {}, as", "selects nothing in particular"),
    "severity: minor\n    for": ("severity: minor\n    applies: {given: []}\n    for", "names no fact of the brief"),
    "minor\n    for": ("minor\n    applies: {framed: []}\n    for", "'framed' names nothing"),
    "{each: app_service, as: app": (
        '{each: {kind: app_service, where: {replicas: "=> 2"}}, as: app',
        "'=> 2' is no comparison",
    ),
    "    why: Reads repeat.\n": ("", "'why' is missing in a rule"),
    "why: Reads repeat.": ("wy: Reads repeat.", "unknown key 'wy'; did you mean 'why'?"),
    "require: {link:": ("require: {lnk:", "rule 'no-cache': unknown condition 'lnk'; did you mean 'link'?"),
    "edge: request": ("edge: requests", "there is no kind of connection 'requests'; did you mean 'request'?"),
    "request, from": ("request, role: fallbak, from", "never has the role 'fallbak'; did you mean 'fallback'?"),
    "to: cache": ("to: cahce", "there is no kind, role or set 'cahce'; did you mean 'cache'?"),
    "from: $app": ("from: $ap", "'$ap' stands for nothing here; did you mean 'app'?"),
    "{link: {edge: request, from: $app, to: cache}}": (
        "{link: {edge: request, form: $app, to: cache}}",
        "'link' has no key 'form'",
    ),
    "fix: Draw a cache.": ("fix: Draw a cache", "'fix' does not end as a sentence"),
    'holds: "{app}': ('holds: "{ap}', "'holds' cannot be filled in"),
    "why: Reads repeat": ("partly: Some do.\n    why: Reads repeat", "'partly' is said where 'half' holds"),
    "ask: How often": (
        'half: {given: learns}\n    partly: "Some {ap}."\n    ask: How often',
        "'partly' cannot be filled in",
    ),
    "sources: [our own]": ("sources: []", "'sources'"),
    "id: no-cache": ("id: No Cache", "'id' is 'No Cache': it must be small letters, digits and hyphens"),
    "number: XX-01": ("number: X-1", "it must be two to four capitals, a hyphen and two or three digits, e.g. MY-01"),
    "for: {each": ("fr: {each", "unknown key 'fr'; did you mean 'for'?"),
    "as: app,": ("as: 7,", "'7' is no name"),
    "as: app, none": ("as: app, weakest: perhaps, none", "'weakest' is 'perhaps': it must be true or false"),
}


def written(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_role_that_no_such_connection_has_is_told(tmp_path: Path) -> None:
    text = GOOD.replace("edge: request,", "edge: feedback, role: [holdout],")
    with pytest.raises(DesignerError, match="never has the role 'holdout'; leave 'role' away"):
        read_rubric([written(tmp_path, text)])


def test_the_rubric_that_ships_is_sound() -> None:
    found = shipped()
    assert len({rule.rule.id for rule in found.rules}) == len(found.rules) >= 20
    assert found.find("EV-01") is found.find("ungated-release")


def test_each_file_of_what_ships_has_the_rules_of_one_competency() -> None:
    for path in content_folder("rubrics").glob("*.yaml"):
        rules = source.read(path).data.get("rules", [])
        assert {rule["competency"] for rule in rules} <= {path.stem}


def test_every_condition_that_there_is_has_a_word_of_its_own() -> None:
    assert set(condition_kinds()) >= {
        "all", "any", "not", "given", "has", "some", "link", "path", "gate", "chain", "meet", "measure"
    }  # fmt: skip


def test_a_rule_is_written_without_python(tmp_path: Path) -> None:
    both = compose(shipped(), read_rubric([written(tmp_path, GOOD)]))
    assert both.find("no-cache") is not None
    assert len(both.rules) == len(shipped().rules) + 1
    assert both.sha256 != shipped().sha256


def test_a_rule_with_a_known_id_takes_the_place_of_the_other(tmp_path: Path) -> None:
    own = read_rubric([written(tmp_path, GOOD.replace("no-cache", "ungated-release"))])
    both = compose(shipped(), own)
    assert len(both.rules) == len(shipped().rules)
    found = both.find("ungated-release")
    assert found is not None
    assert found.rule.number == "XX-01"


def test_a_number_that_another_rule_has_is_told_with_both_places(tmp_path: Path) -> None:
    own = read_rubric([written(tmp_path, GOOD.replace("XX-01", "EV-01"))])
    with pytest.raises(DesignerError, match=r"mine\.yaml:3: the number 'EV-01' is taken; see rubrics/evaluation\.yaml"):
        compose(shipped(), own)


@pytest.mark.parametrize(("good", "bad", "says"), [(good, *rest) for good, rest in MISTAKES.items()])
def test_each_mistake_is_told_with_its_line(tmp_path: Path, good: str, bad: str, says: str) -> None:
    assert good in GOOD
    path = written(tmp_path, GOOD.replace(good, bad, 1))
    with pytest.raises(DesignerError) as refused:
        read_rubric([path])
    assert says in str(refused.value)
    assert all(line.startswith(f"{path}:") for line in str(refused.value).splitlines())


def test_the_mistakes_of_several_rules_and_files_are_told_at_once(tmp_path: Path) -> None:
    stanza = GOOD.split("rules:\n")[1]
    wrong = stanza.replace("require: {link:", "require: {lnk:").replace("severity: minor", "severity: huge")
    one = written(tmp_path, GOOD + wrong.replace("no-cache", "second").replace("XX-01", "XX-02"), "one.yaml")
    two = written(tmp_path, GOOD.replace("to: cache", "to: cahce"), "two.yaml")
    with pytest.raises(DesignerError) as refused:
        read_rubric([one, two])
    text = str(refused.value)
    assert "lnk" in text
    assert "huge" in text
    assert "cahce" in text
    assert "the id 'no-cache' is taken" not in text or "two.yaml" in text


@pytest.mark.parametrize(
    ("test", "says"),
    [
        ('">= $brief.p99"', "the brief has no fact 'p99'"),
        ('">= 2 ** 3"', "is no arithmetic"),
        ('">= __import__(1)"', "is no arithmetic"),
        ("{includs: [a]}", "is no test"),
        ("[]", "is no test"),
    ],
)
def test_a_test_that_is_none_is_told(tmp_path: Path, test: str, says: str) -> None:
    text = GOOD.replace("{link: {edge: request, from: $app, to: cache}}", f"{{has: {{replicas: {test}}}}}")
    with pytest.raises(DesignerError) as refused:
        read_rubric([written(tmp_path, text)])
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("{told: {that: {some: cache}}}", "'told' lacks else"),
        ("{told: {else: nothing is kept}}", "'told' lacks that"),
        ("{some: {kind: cache, past: gate}}", "there is no walk; add 'over'"),
        ("{some: {kind: cache, upstream_of: trainer, over: data, past: $app}}", "name it without $"),
    ],
)
def test_half_a_condition_is_told_once(tmp_path: Path, condition: str, says: str) -> None:
    text = GOOD.replace("{link: {edge: request, from: $app, to: cache}}", condition)
    with pytest.raises(DesignerError) as refused:
        read_rubric([written(tmp_path, text)])
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_rubric_that_is_none_is_told(tmp_path: Path) -> None:
    for text in ("rules: 3", "[]", "a: b"):
        with pytest.raises(DesignerError, match="a rubric is"):
            read_rubric([written(tmp_path, text)])
    with pytest.raises(DesignerError, match="no such file"):
        read_rubric([tmp_path / "none.yaml"])


TWENTY = """\
rubric: mine
verson: 2
define:
  own_door: {menas: door, select: api_gatewy}
rules:
  - {id: One, number: XX-01, competency: costs, severity: minorr, level: chief, applies: {givn: learns},
     for: {each: trianer, as: job}, require: {has: {interval: 3}}, say: "No {jb}.", holds: Fine, fix: Draw it.,
     sources: []}
  - {id: two, number: X1, competency: cost, severity: minor, applies: {given: lerns},
     require: {all: [{link: {edge: reqest, from: $job, to: cahce}}, {path: {from: client, over: data}},
                     {measure: {what: p98_ms, is: ">= 2 ** 3"}}, {framed: objectives}]},
     say: "Two.", holds: "Two.", why: "Two.", fix: "Two.", sources: [ours], extra: 3}
"""


def test_twenty_mistakes_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, TWENTY)
    with pytest.raises(DesignerError) as refused:
        read_rubric([path])
    lines = str(refused.value).splitlines()
    assert len(set(lines)) >= 20, str(refused.value)
    assert all(line.startswith(f"{path}:") for line in lines)
    wrong = (
        "verson",
        "menas",
        "'means'",
        "'One'",
        "costs",
        "minorr",
        "chief",
        "givn",
        "trianer",
        "jb",
        "'holds'",
        "sources",
    )
    more = (
        "X1",
        "lerns",
        "reqest",
        "$job",
        "cahce",
        "'path' lacks to",
        "p98_ms",
        "2 ** 3",
        "objectives",
        "extra",
        "'why'",
    )
    told = str(refused.value)
    assert [word for word in (*wrong, *more) if word not in told] == []


def test_a_rubric_for_one_scenario_counts_in_no_other(tmp_path: Path) -> None:
    own = read_rubric([written(tmp_path, GOOD.replace("rules:", "scenario: fraud\nrules:", 1))])
    asked = {name: grade(Design(), name, rubric=own).findings for name in ("fraud", "churn")}
    assert [finding.rule for finding in asked["fraud"]] == ["no-cache"]
    assert asked["churn"] == ()


def test_a_scenario_that_does_not_exist_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("rules:", "scenario: fruad\nrules:", 1))
    with pytest.raises(DesignerError, match=r"mine\.yaml:2: there is no scenario 'fruad'; did you mean 'fraud'\?"):
        read_rubric([path])


def test_a_scenario_brings_rules_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fraud").mkdir()
    written(tmp_path / "fraud", GOOD.replace("rules:", "scenario: fraud\nrules:", 1), OWN)
    monkeypatch.setattr(rubric, "scenario_folder", lambda id_: tmp_path / id_)
    for kept in (own_rubric, shipped_with, shipped_whole):
        kept.cache_clear()
    assert shipped_with("churn") is shipped()
    assert [rule.scenario for rule in shipped_with("fraud").rules if rule.scenario] == ["fraud"]
    assert shipped_with("fraud").rules == shipped_whole().rules
    for kept in (own_rubric, shipped_with, shipped_whole):
        kept.cache_clear()


@pytest.mark.parametrize("spec", ["opt out", [], [[]], [["opt out"], "consent"], ["--"], [{"a": 1}]])
def test_words_that_are_none_are_told(spec: object) -> None:
    with pytest.raises(DesignerError, match="is nothing to say; give phrases"):
        parse_saying(spec)
