"""Words that rubrics define for selectors and conditions."""

from pathlib import Path

import pytest

from designer.errors import DesignerError
from designer.grading import grade
from designer.model.design import Component, Connection, ConnectionKind, Design
from designer.rules.rubric import CompiledRubric, compose, read_rubric, shipped

GOOD = """\
rubric: mine
define:
  own_door:
    means: door of our own
    select: {kind: [api_gateway, app_service], entered_by: {edge: request}}
  own_busy:
    means: the brief gives a load
    when: {given: peak_rate_per_s}
rules:
  - id: no-cache
    number: XX-01
    competency: cost
    severity: minor
    applies: own_busy
    for: {each: own_door, as: door}
    require: {link: {edge: any, from: $door, to: cache}}
    say: "{door} has no cache."
    holds: "{door} has a cache."
    why: Reads repeat.
    fix: Draw a cache.
    sources: [our own]
"""


def read(folder: Path, text: str, name: str = "mine.yaml") -> CompiledRubric:
    path = folder / name
    path.write_text(text)
    return read_rubric([path])


def drawing(*edges: tuple[str, str]) -> Design:
    ids = dict.fromkeys(id_ for edge in edges for id_ in edge)
    connections = tuple(
        Connection(id=f"{one}-{other}", source=one, target=other, kind=ConnectionKind.REQUEST) for one, other in edges
    )
    return Design(components=tuple(Component(id=id_, kind=id_) for id_ in ids), connections=connections)


def verdict(rubric: CompiledRubric, design: Design, scenario: str = "fraud") -> str:
    (finding,) = grade(design, scenario, "staff", rubric).findings
    return finding.verdict.value


def test_a_word_stands_for_what_it_defines(tmp_path: Path) -> None:
    rubric = read(tmp_path, GOOD)
    assert verdict(rubric, drawing(("client", "app_service"))) == "fail"
    assert verdict(rubric, drawing(("client", "app_service"), ("app_service", "cache"))) == "pass"


def test_what_nothing_answers_to_is_named_in_the_rubric_s_words(tmp_path: Path) -> None:
    (finding,) = grade(Design(), "fraud", "staff", read(tmp_path, GOOD)).findings
    assert finding.message == "There is no door of our own in the drawing."


def test_a_file_may_use_the_words_that_ship_and_a_composed_rubric_keeps_all(tmp_path: Path) -> None:
    own = read(tmp_path, GOOD.replace("each: own_door", "each: training").replace("to: cache", "to: metadata_store"))
    rubric = compose(shipped(), own)
    assert {"training", "own_door"} <= rubric.terms.keys()


def test_a_word_may_use_those_before_it(tmp_path: Path) -> None:
    more = (
        "  own_twice: {means: two doors, select: {kind: own_door, entered_by: {edge: request, from: own_door}}}\nrules:"
    )
    rubric = read(tmp_path, GOOD.replace("rules:", more).replace("each: own_door", "each: own_twice"))
    assert verdict(rubric, drawing(("client", "api_gateway"), ("api_gateway", "app_service"))) == "fail"
    assert verdict(rubric, drawing(("client", "app_service"))) == "not_applicable"


def test_a_file_may_only_define(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.split("rules:", maxsplit=1)[0]).rules == ()


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("own_door:", "training:", r"mine\.yaml:3: word 'training': the name is taken"),
        ("own_door:", "store:", "word 'store': the name is taken"),
        ("    means: door of our own\n", "", "word 'own_door': it needs 'means'"),
        ("    means: door", "    menas: x\n    means: door", "a word has no key 'menas'; did you mean 'means'"),
        ("select: {kind: [api", "select: {kind: [apii", "no kind, role or set 'apii_gateway'; did you mean 'api_gate"),
        ("applies: own_busy", "applies: own_bussy", "no condition is defined as 'own_bussy'; did you mean 'own_busy'"),
        ("each: own_door", "each: own_dor", "there is no kind, role or set 'own_dor'; did you mean 'own_door'"),
        ("edge: any", "edge: anything", "no kind of connection 'anything'"),
        ("define:\n", "define: 3\nunused:\n", "'define' is a map"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, good: str, bad: str, says: str) -> None:
    assert good in GOOD
    with pytest.raises(DesignerError, match=says) as refused:
        read(tmp_path, GOOD.replace(good, bad, 1))
    assert all(":" in line for line in str(refused.value).splitlines())
