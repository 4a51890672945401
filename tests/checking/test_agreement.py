"""A rubric held against people: the correlation, the table, and the command from end to end."""

import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from designer.catalog.library import scenario, scenario_folder
from designer.checking.agreement import agreement, ranks, tau_b
from designer.errors import DesignerError
from designer.exchange.formats import load, save
from designer.exchange.variation import weak_design
from designer.model.agreement import Agreement
from designer.model.design import Design
from designer.report.agreement import agreement_png, agreement_text
from tests.test_cli import designer, refused

VALUES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=30)


def test_known_values() -> None:
    assert tau_b([1, 2, 3], [1, 2, 3]) == 1
    assert tau_b([1, 2, 3], [9, 4, 1]) == -1
    # Six pairs in order and four against it, of ten, counted by hand.
    assert tau_b([1, 2, 3, 4, 5], [3, 4, 1, 2, 5]) == pytest.approx(0.2)
    # Two ties on the left, one on the right: two pairs in order and six against it, over the root of 8 times 9.
    assert tau_b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) == pytest.approx(-4 / math.sqrt(8 * 9))
    assert tau_b([1, 1, 2, 3], [1, 2, 2, 3]) == pytest.approx(4 / math.sqrt(5 * 5))


@pytest.mark.parametrize("values", [[], [3], [5, 5, 5]])
def test_without_an_order_there_is_no_correlation(values: list[float]) -> None:
    assert tau_b(values, list(range(len(values)))) is None


@given(VALUES)
def test_it_is_symmetric_and_bounded(points: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in points], [b for _, b in points]
    tau = tau_b(one, other)
    assert tau == tau_b(other, one)
    assert tau is None or -1 - 1e-12 <= tau <= 1 + 1e-12
    assert tau_b(one, one) in {None, 1.0}


@given(VALUES)
def test_only_the_order_counts(points: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in points], [b for _, b in points]
    tau = tau_b(one, other)
    assert tau_b([a**3 + 7 for a in one], [math.exp(b) for b in other]) == tau
    assert tau_b([-a for a in one], other) == (None if tau is None else -tau)
    assert tau_b(one[::-1], other[::-1]) == tau


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_ranks_share_what_they_have(values: list[int]) -> None:
    given_ranks = ranks(values)
    assert sum(given_ranks) == len(values) * (len(values) + 1) / 2
    assert [rank for _, rank in sorted(zip(values, given_ranks, strict=True))] == sorted(given_ranks, reverse=True)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good, middling and empty answers to a scenario that ships, one to a scenario that does not, and their grades."""
    folder = tmp_path_factory.mktemp("answers")
    good = load(scenario_folder("fraud") / "reference.design.yaml")
    save(good, folder / "good.design.json")
    save(weak_design(scenario_folder("fraud"), scenario("fraud").weak[0]), folder / "weak.json")
    save(Design(scenario="fraud"), folder / "empty.json")
    save(Design(scenario="tides"), folder / "tides.json")
    save(Design(), folder / "silent.json")
    (folder / "grades.tsv").write_text(
        "file\tspread\trollback\tmonitoring\toverall\n"
        "good\t1\t90\t88\t95\nweak.json\t2\t\t60\t60\n\nempty\t0\t1\t0\t2\ntides\t0\t1\t1\t50\nsilent\t0\t1\t1\t50\n"
    )
    return folder


def compared(answers: Path, grades: str = "", level: str | None = None) -> Agreement:
    if grades:
        (answers / "other.tsv").write_text(grades)
    return agreement(answers / ("other.tsv" if grades else "grades.tsv"), sorted(answers.glob("*.json")), level)


def test_the_same_order_is_full_agreement(answers: Path) -> None:
    found = compared(answers)
    assert (found.overall.tau, found.overall.drawings, found.within_scenario) == (1, 3, 1)
    assert [(part.name, part.drawings) for part in found.by_dimension] == [("rollback", 2), ("monitoring", 3)]
    assert all(part.tau and part.tau > 0.5 for part in found.by_dimension)
    assert [each.too_high for each in found.drawings] == [0, 0, 0]
    assert {each.drawing: each.reason for each in found.left_out} == {
        "tides": "its scenario 'tides' does not ship",
        "silent": "it names no scenario",
    }


def test_what_we_put_too_high_is_explained_by_rules_that_it_meets(answers: Path) -> None:
    found = compared(answers, "file\toverall\ngood\t5\nweak\t50\nempty\t90\n")
    assert found.overall.tau == -1
    first, second, third = found.drawings
    assert {first.drawing, second.drawing} == {"good", "empty"}
    by_name = {each.drawing: each for each in (first, second)}
    assert by_name["good"].too_high == 2
    assert by_name["empty"].too_high == -2
    assert all(rule.points > 0 for rule in by_name["good"].rules)
    assert all(rule.points < 0 for rule in by_name["empty"].rules)
    assert len(by_name["good"].rules) == len(by_name["empty"].rules) == 5
    assert (third.too_high, third.rules) == (0, ())


def test_a_drawing_that_nobody_graded_is_left_out(answers: Path) -> None:
    found = compared(answers, "file\toverall\ngood\t90\nempty\t5\n")
    assert {each.drawing: each.reason for each in found.left_out}["weak"] == "it has no grade"
    assert [each.drawing for each in found.left_out] == ["silent", "tides", "weak"]


def test_a_level_asks_less_or_more(answers: Path) -> None:
    at = {level: compared(answers, level=level) for level in ("mid", "senior")}
    ours = {level: {each.drawing: each.ours for each in found.drawings} for level, found in at.items()}
    assert ours["mid"]["weak"] != ours["senior"]["weak"]


def test_a_missing_drawing_is_named(answers: Path) -> None:
    with pytest.raises(DesignerError, match=r"other.tsv:3: no drawing is given for 'god'; did you mean 'good'"):
        compared(answers, "file\toverall\nweak\t50\ngod\t5\n")


def test_two_drawings_of_one_name_are_refused(answers: Path, tmp_path: Path) -> None:
    save(Design(scenario="fraud"), tmp_path / "good.json")
    with pytest.raises(DesignerError, match="two drawings are named 'good'"):
        agreement(answers / "grades.tsv", [*answers.glob("*.json"), tmp_path / "good.json"])


def test_one_drawing_is_no_order(answers: Path) -> None:
    with pytest.raises(DesignerError, match=r"1 can be compared, and it takes 2; .* is left out: "):
        compared(answers, "file\toverall\ngood\t50\ntides\t5\n")


def test_the_text_says_it_in_80_columns(answers: Path) -> None:
    text = agreement_text(compared(answers, "file\toverall\ngood\t5\nweak\t50\nempty\t90\ntides\t1\nsilent\t1\n"))
    assert max(map(len, text.splitlines())) <= 80
    assert "good: 2 places too high" in text
    assert "overall                     −1.00" in text
    assert "its scenario 'tides' does not ship: tides" in text


def test_the_plot_is_a_picture_of_its_own_and_the_same_each_time(answers: Path) -> None:
    found = compared(answers)
    content = agreement_png(found)
    assert content == agreement_png(found)
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    assert len(picture.getcolors(1_000_000) or ()) > 50


def test_the_command_prints_and_plots(answers: Path, tmp_path: Path) -> None:
    drawings, target = sorted(answers.glob("*.json")), tmp_path / "plot.png"
    done = designer("rules", "--validate", answers / "grades.tsv", *drawings, "-o", target)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kendall's tau-b" in done.stdout
    assert target.read_bytes().startswith(b"\x89PNG")
    data = json.loads(
        designer("rules", "--validate", answers / "grades.tsv", *drawings, "--level", "mid", "--format", "json").stdout
    )
    assert data["format"] == "designer-agreement/1"
    assert data["overall"] == {"name": "overall", "tau": 1.0, "drawings": 3}


def test_the_command_validates_a_rubric_of_one_s_own(answers: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "rubric: mine\nversion: 2\nrules:\n"
        "  - {id: no-cdn, number: XX-01, competency: cost, severity: minor, require: {some: cdn}, "
        'say: "No CDN is drawn.", holds: "A CDN is drawn.", why: "Bytes travel.", fix: "Draw one.", sources: [ours]}\n'
    )
    drawings = sorted(answers.glob("*.json"))
    done = designer("rules", "--validate", answers / "grades.tsv", *drawings, "--rubric", own, "--format", "json")
    assert json.loads(done.stdout)["rubric"]["files"][-1]["id"] == "mine"


def test_the_command_refuses_in_a_sentence(answers: Path, tmp_path: Path) -> None:
    grades, drawings = answers / "grades.tsv", sorted(answers.glob("*.json"))
    refused("rules", "--validate", grades, says="no drawing is named")
    refused("rules", "--validate", grades, *drawings, "-o", tmp_path / "plot.svg", says="the plot is a PNG")
    refused("rules", "--validate", tmp_path / "none.tsv", *drawings, says="there is no such file")
    refused("rules", "--validate", grades, *drawings, "--level", "chief", says="'chief' is not a level")
    refused("rules", "--validate", grades, *drawings, "--format", "pdf", says="the comparison is text or JSON")
    refused("rules", "--validate", grades, *drawings, "--check", "x.yaml", says="not allowed with argument")
    refused("rules", "--level", "mid", says="--level is for --validate")
