"""Drawings in a line or two."""

import pytest

from designer.errors import DesignerError
from designer.exchange.arrows import arrows


def joined(*rows: str) -> list[tuple[str, str, str]]:
    return [(edge.source, edge.target, edge.kind.value) for edge in arrows(rows, name="here").connections]


def test_kinds_are_joined_by_their_likeliest_connection() -> None:
    assert joined("client > app_service > model_server > prediction_log") == [
        ("client", "app_service", "request"),
        ("app_service", "model_server", "request"),
        ("model_server", "prediction_log", "data"),
    ]


def test_a_connection_may_be_named_and_a_kind_occur_twice() -> None:
    design = arrows(["trainer deploy> evaluator", "trainer_2 > evaluator control> deployer"], name="here")
    assert [(part.id, part.kind) for part in design.components] == [
        ("trainer", "trainer"),
        ("evaluator", "evaluator"),
        ("trainer_2", "trainer"),
        ("deployer", "deployer"),
    ]
    assert [edge.kind.value for edge in design.connections] == ["deploy", "data", "control"]


def test_rows_share_what_they_name_and_a_row_may_be_one_kind() -> None:
    design = arrows(["client", "stream > trainer", "stream > warehouse"], name="here")
    assert [part.id for part in design.components] == ["client", "stream", "trainer", "warehouse"]
    assert len(design.connections) == 2


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("client > modelserver", "here: there is no kind 'modelserver' to draw; did you mean 'model_server'"),
        ("client reqest> app_service", "there is no connection 'reqest'; did you mean 'request'"),
        ("client > trainer_2 > dns", "'trainer_2' and 'dns' cannot be joined so"),
        ("client deploy> app_service", "'client' and 'app_service' cannot be joined so"),
        ("client > ", "there is no kind ''"),
    ],
)
def test_what_cannot_be_drawn_is_told(row: str, says: str) -> None:
    with pytest.raises(DesignerError, match=says):
        arrows([row], name="here")
