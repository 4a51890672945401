import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from pydantic import TypeAdapter, ValidationError

from designer.errors import DesignerError
from designer.model.design import Boundary, BoundaryKind, Component, Connection, ConnectionKind, Design, fresh_id
from designer.model.edit import Batch, Edit, Insert, Remove, Replace, deletion, fragment, insertion
from designer.model.history import History
from tests.strategies import designs, edits

TWO = Design(
    components=(Component(id="a", kind="client"), Component(id="b", kind="app_service")),
    connections=(Connection(id="ab", source="a", target="b", kind=ConnectionKind.REQUEST),),
    boundaries=(Boundary(id="z", kind=BoundaryKind.ZONE, components=("a", "b")),),
)


@given(st.data())
def test_every_edit_that_applies_has_an_exact_inverse(data: st.DataObject) -> None:
    design = data.draw(designs())
    edit = data.draw(edits(design))
    try:
        changed = edit.apply(design)
    except DesignerError:
        return
    assert edit.inverse(design).apply(changed) == design


@given(st.data())
def test_every_edit_survives_json(data: st.DataObject) -> None:
    design = data.draw(designs())
    edit = data.draw(edits(design))
    adapter: TypeAdapter[Edit] = TypeAdapter(Edit)
    assert adapter.validate_json(adapter.dump_json(edit)) == edit


class Undoing(RuleBasedStateMachine):
    """Do, undo and redo in any order; the drawing is always the one that the stack says."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(TWO)
        self.past = [TWO]
        self.future: list[Design] = []

    @rule(data=st.data())
    def do(self, data: st.DataObject) -> None:
        edit = data.draw(edits(self.history.design))
        try:
            self.history.do(edit)
        except DesignerError:
            return
        self.past.append(self.history.design)
        self.future.clear()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        assert self.history.undo() is not None
        self.future.append(self.past.pop())

    @precondition(lambda self: bool(self.future))
    @rule()
    def redo(self) -> None:
        assert self.history.redo() is not None
        self.past.append(self.future.pop())

    @invariant()
    def shows_the_top_of_the_stack(self) -> None:
        assert self.history.design == self.past[-1]
        assert self.history.can_undo == (len(self.past) > 1)
        assert self.history.can_redo == bool(self.future)


TestUndoing = Undoing.TestCase


def test_undo_and_redo_of_nothing_do_nothing() -> None:
    history = History(TWO)
    assert history.undo() is None
    assert history.redo() is None
    assert history.undo_label == ""


def test_a_batch_applies_whole_or_not_at_all() -> None:
    history = History(TWO)
    batch = Batch(edits=(Remove(collection="connections", id="ab"), Remove(collection="components", id="nobody")))
    with pytest.raises(DesignerError, match="nobody"):
        history.do(batch)
    assert history.design is TWO
    assert not history.can_undo


def test_a_component_that_is_still_joined_is_not_removed() -> None:
    with pytest.raises(DesignerError, match="still joined by 'ab'"):
        Remove(collection="components", id="a").apply(TWO)


def test_a_connection_needs_its_ends() -> None:
    loose = Connection(id="x", source="a", target="ghost", kind=ConnectionKind.DATA)
    with pytest.raises(DesignerError, match="ghost"):
        Insert(collection="connections", item=loose).apply(TWO)
    with pytest.raises(DesignerError, match="ghost"):
        Replace(collection="connections", item=loose.model_copy(update={"id": "ab"})).apply(TWO)


def test_a_taken_id_is_refused() -> None:
    with pytest.raises(DesignerError, match="'a' is already there"):
        Insert(collection="components", item=Component(id="a", kind="client")).apply(TWO)


def test_an_item_belongs_in_its_collection() -> None:
    with pytest.raises(ValidationError, match="does not belong"):
        Insert(collection="notes", item=Component(id="a", kind="client"))


def test_deleting_takes_the_connections_and_the_places_in_boundaries() -> None:
    left = deletion(TWO, {"a"}).apply(TWO)
    assert [component.id for component in left.components] == ["b"]
    assert left.connections == ()
    assert left.boundaries[0].components == ("b",)
    assert deletion(TWO, {"a"}).inverse(TWO).apply(left) == TWO


@given(designs(), designs())
def test_pasting_gives_new_ids_and_the_same_shape(design: Design, other: Design) -> None:
    piece = fragment(other, {component.id for component in other.components})
    pasted = insertion(design, piece, (32, 32), fresh_id).apply(design)
    added = pasted.components[len(design.components) :]
    assert [part.kind for part in added] == [part.kind for part in piece.components]
    assert len(pasted.connections) == len(design.connections) + len(piece.connections)
    ids = [part.id for part in pasted.components] + [edge.id for edge in pasted.connections]
    assert len(set(ids)) == len(ids)


def test_a_fragment_keeps_only_what_has_both_ends() -> None:
    assert fragment(TWO, {"a"}).connections == ()
    assert len(fragment(TWO, {"a", "b"}).connections) == 1
