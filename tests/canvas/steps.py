"""Whether a scene shows its drawing, the whole of it and nothing else."""

from designer.canvas.items.edge import EdgeItem
from designer.canvas.items.node import NodeItem
from designer.canvas.scene import BoardScene
from designer.drawing.box import box_rect
from designer.drawing.connection import routes


def assert_in_step(scene: BoardScene) -> None:
    """Compare the scene with one that is made of the drawing anew."""
    design = scene.document.design
    assert set(scene.nodes) == {component.id for component in design.components}
    assert set(scene.edges) == {edge.id for edge in design.connections}
    assert set(scene.notes) == {note.id for note in design.notes}
    assert set(scene.ink) == {stroke.id for stroke in design.ink}
    known = set(scene.nodes)
    assert set(scene.boundaries) == {item.id for item in design.boundaries if known & set(item.components)}
    for component in design.components:
        node = scene.nodes[component.id]
        assert node.component == component
        if component.position is not None:
            assert node.pos().toTuple() == component.position
    rects = {item.id: box_rect(item, scene.nodes[item.id].pos().toTuple()) for item in design.components}
    assert scene.rects == rects
    shapes = routes(rects, design.connections)
    for edge in design.connections:
        item = scene.edges[edge.id]
        assert item.connection == edge
        end = item.path().currentPosition()
        assert (round(end.x(), 3), round(end.y(), 3)) == tuple(round(part, 3) for part in shapes[edge.id].curve[3])
    assert set(scene.lines.labels) == {edge.id for edge in design.connections if edge.label}
    shown = [item for item in scene.items() if isinstance(item, NodeItem | EdgeItem)]
    assert len(shown) == len(design.components) + len(design.connections)
