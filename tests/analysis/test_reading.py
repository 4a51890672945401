from itertools import pairwise

import pytest
from hypothesis import given

from designer.analysis.graph import DesignGraph
from designer.analysis.reading import build_graph
from designer.catalog.library import catalog
from designer.catalog.words import words
from designer.model.design import Boundary, BoundaryKind, Component, Connection, ConnectionKind, Design, PropertyValue
from tests.analysis.drawings import CLIENT, app, graph
from tests.strategies import designs


def built(design: Design) -> DesignGraph:
    return build_graph(design, catalog(), words())


def test_what_is_joined_to_nothing_is_a_loose_end_and_no_part_of_the_graph() -> None:
    graph = built(Design(components=(Component(id="a", kind="client", name="Phone"),)))
    assert not graph.nodes
    assert graph.loose_ends[0].what == "'Phone' is joined to nothing"


def test_an_illegal_connection_is_a_loose_end_and_joins_nothing() -> None:
    parts = (Component(id="t", kind="trainer"), Component(id="m", kind="model_server"))
    edge = Connection(id="e", source="t", target="m", kind=ConnectionKind.REQUEST)
    graph = built(Design(components=parts, connections=(edge,)))
    assert not graph.edges
    assert "did you mean" in graph.loose_ends[0].what
    assert graph.loose_ends[0].where == "e"


def test_a_refused_connection_names_what_is_drawn_and_its_kind_where_that_is_another() -> None:
    parts = (Component(id="r", kind="model_registry", name="Ours: v2"), Component(id="m", kind="alerting"))
    edge = Connection(id="e", source="r", target="m", kind=ConnectionKind.DATA)
    (told,) = built(Design(components=parts, connections=(edge,))).loose_ends[:1]
    assert told.what.startswith("“Ours: v2” (Model registry) cannot send data to “Alerting”: ")
    deployer = Component(id="m", kind="deployer", name="Rollout")
    drawing = Design(components=(parts[0], deployer), connections=(edge,))
    title = catalog().kind("deployer").title
    said = f"“Ours: v2” (Model registry) cannot send data to “Rollout” ({title}): read as a 'deploy' connection"
    assert said in [each.what for each in built(drawing).loose_ends]


@pytest.mark.parametrize(
    ("source", "target", "drawn", "read"),
    [
        ("stream", "label_store", "feedback", "data"),
        ("llm_server", "guardrail", "data", None),
        ("data_validator", "ab_test", "control", None),
        ("model_registry", "deployer", "data", "deploy"),
        ("app_service", "object_store", "request", None),
        ("alerting", "human_review", "control", None),
    ],
)
def test_the_only_thing_that_may_be_meant_is_read_and_told(
    source: str, target: str, drawn: str, read: str | None
) -> None:
    parts = (Component(id="a", kind=source), Component(id="b", kind=target))
    edge = Connection(id="e", source="a", target="b", kind=ConnectionKind(drawn))
    graph = built(Design(components=parts, connections=(edge,)))
    assert [each.kind.value for each in graph.edges] == ([read] if read else [])
    (told,) = (end.what for end in graph.loose_ends if end.where == "e")
    assert told.endswith(f": read as a '{read}' connection") is bool(read)


def test_what_joins_a_component_to_itself_is_read_as_nothing() -> None:
    part = Component(id="a", kind="stream")
    edge = Connection(id="e", source="a", target="a", kind=ConnectionKind.FEEDBACK)
    assert not built(Design(components=(part,), connections=(edge,))).edges


def test_zones_come_from_the_count_the_names_the_boundary_or_the_vendor() -> None:
    parts = (
        Component(id="c", kind="client"),
        Component(id="count", kind="app_service", zones=2),
        Component(id="names", kind="app_service", zones=("a", "b", "a")),
        Component(id="drawn", kind="app_service"),
        Component(id="vendor", kind="load_balancer"),
        Component(id="plain", kind="app_service"),
    )
    edges = tuple(
        Connection(id=f"c-{part.id}", source="c", target=part.id, kind=ConnectionKind.REQUEST) for part in parts[1:]
    )
    zones = tuple(Boundary(id=name, kind=BoundaryKind.ZONE, components=("drawn",)) for name in ("one", "two"))
    graph = built(Design(components=parts, connections=edges, boundaries=zones))
    assert {id_: node.zones for id_, node in graph.nodes.items() if id_ != "c"} == {
        "count": 2,
        "names": 2,
        "drawn": 2,
        "vendor": 3,
        "plain": 1,
    }


@given(designs())
def test_every_drawing_becomes_a_graph_of_its_legally_joined_parts(design: Design) -> None:
    graph = built(design)
    loose = {end.where: end.what for end in graph.loose_ends}
    for edge in design.connections:
        read = "read as" in loose.get(edge.id, "read as it is")
        assert (edge.id in {each.id for each in graph.edges}) is read
    assert set(graph.nodes) == {end for edge in graph.edges for end in (edge.source, edge.target)}
    assert graph.hard_path <= graph.main_path <= graph.path


KINDS = {"w": "warehouse", "job": "batch_scorer", "t": "kv_store", "cd": "deployer", "m": "model_server"}
KINDS |= {"e": "model_server", "car": "edge_device", "api": "app_service"}
DATA, DEPLOY, CALL = ConnectionKind.DATA, ConnectionKind.DEPLOY, ConnectionKind.REQUEST


def trained(*edges: tuple[str, str, ConnectionKind], **properties: dict[str, PropertyValue]) -> list[str]:
    """Give the models of ours in a drawing of these connections."""
    parts = tuple(Component(id=id_, kind=kind, properties=properties.get(id_, {})) for id_, kind in KINDS.items())
    rows = tuple(Connection(id=f"{one}>{other}", source=one, target=other, kind=kind) for one, other, kind in edges)
    return sorted(built(Design(components=parts, connections=rows)).with_role("trained"))


def test_a_model_that_nothing_deploys_or_asks_is_none_of_ours_beside_one_that_something_deploys() -> None:
    flow = (("w", "job", DATA), ("job", "t", DATA), ("t", "m", DATA), ("w", "e", DATA))
    assert trained(*flow) == ["e", "job", "m"]
    assert trained(*flow, ("cd", "m", DEPLOY)) == ["m"]
    assert trained(*flow, ("cd", "m", DEPLOY), ("cd", "job", DEPLOY)) == ["job", "m"]
    assert trained(*flow, ("cd", "m", DEPLOY), ("api", "e", CALL)) == ["e", "m"]
    assert trained(*flow, ("cd", "m", DEPLOY), e={"model_ref": "clip-5"}) == ["e", "m"]
    assert trained(*flow, ("cd", "e", DEPLOY), e={"pretrained": True}) == ["job", "m"]


@pytest.mark.parametrize(
    ("properties", "managed"), [({}, True), ({"hosted": "self"}, False), ({"hosted": "self", "managed": True}, True)]
)
def test_a_language_model_of_ones_own_is_run_by_no_vendor(properties: dict[str, PropertyValue], managed: bool) -> None:
    parts = (Component(id="c", kind="client"), Component(id="m", kind="llm_server", properties=properties))
    call = Connection(id="c>m", source="c", target="m", kind=CALL)
    assert built(Design(components=parts, connections=(call,))).nodes["m"].managed is managed


@pytest.mark.parametrize(
    ("properties", "vendor"), [({}, True), ({"managed": False}, False), ({"managed": "no"}, False)]
)
def test_a_store_that_is_said_not_to_be_managed_is_run_by_no_vendor(
    properties: dict[str, PropertyValue], vendor: bool
) -> None:
    parts = (Component(id="c", kind="client"), Component(id="s", kind="kv_store", properties=properties))
    call = Connection(id="c>s", source="c", target="s", kind=CALL)
    node = built(Design(components=parts, connections=(call,))).nodes["s"]
    assert (node.managed, node.sold_whole, node.zones) == ((True, True, 3) if vendor else (False, False, 1))


def test_a_model_that_serves_the_version_of_a_deployed_one_is_released_with_it() -> None:
    calls = (("api", "m", CALL), ("api", "e", CALL), ("cd", "m", DEPLOY))
    assert trained(*calls, m={"model_ref": "tower"}, e={"model_ref": "tower"}) == ["m"]
    assert trained(*calls, m={"model_ref": "tower"}, e={"model_ref": "ranker"}) == ["e", "m"]
    assert trained(*calls[:2], m={"model_ref": "tower"}, e={"model_ref": "tower"}) == ["e", "m"]


def test_a_device_that_asks_the_model_on_board_gets_its_versions_there() -> None:
    device: dict[str, PropertyValue] = {"runs_model": True}
    calls = (("car", "m", CALL), ("car", "api", CALL))
    assert trained(*calls, car=device) == ["car", "m"]
    assert trained(*calls, ("cd", "m", DEPLOY), car=device) == ["m"]
    assert trained(*calls, ("cd", "m", DEPLOY), ("cd", "car", DEPLOY), car=device) == ["car", "m"]
    assert trained(*calls[1:], ("api", "m", CALL), ("cd", "m", DEPLOY), car=device) == ["car", "m"]


PARTS = (
    Component(id="api", kind="app_service"),
    Component(id="model", kind="model_server"),
    Component(id="small", kind="model_server"),
    Component(id="store", kind="kv_store"),
)


def roles(*calls: tuple[str, str, bool]) -> dict[str, str | None]:
    """Give the parts that calls of the service play: each its target, its label, and whether it is soft."""
    edges = tuple(
        Connection(
            id=target,
            source="api",
            target=target,
            kind=ConnectionKind.REQUEST,
            label=label,
            properties={"soft": True} if soft else {},
        )
        for target, label, soft in calls
    )
    return {edge.id: edge.role for edge in built(Design(components=PARTS, connections=edges)).edges}


@pytest.mark.parametrize("label", ["late: show the old price", "late -> no bid", "fallback to the list if down"])
def test_what_is_done_without_the_only_model_makes_it_no_stand_in(label: str) -> None:
    assert roles(("model", label, True)) == {"model": None}
    assert roles(("model", label, True), ("store", "", True)) == {"model": None, "store": None}


def test_a_model_stands_in_for_another_that_its_caller_can_do_without() -> None:
    assert roles(("model", "", True), ("small", "when late or down", False)) == {"model": None, "small": "fallback"}
    assert roles(("model", "", False), ("small", "when late or down", False)) == {"model": None, "small": None}
    assert roles(("store", "when late", False)) == {"store": "fallback"}


def scoring_roles(*edges: tuple[str, str], fit: str = "trainer") -> frozenset[str]:
    """Give the roles of a stream job among a trainer, a table, a log and a stream that are joined by data so."""
    kinds = {
        "fit": fit,
        "profiles": "kv_store",
        "log": "prediction_log",
        "points": "stream",
        "job": "stream_processor",
    }
    parts = tuple(Component(id=id_, kind=kind) for id_, kind in kinds.items())
    joined = tuple(
        Connection(id=f"{source}-{target}", source=source, target=target, kind=ConnectionKind.DATA)
        for source, target in edges
    )
    return built(Design(components=parts, connections=joined)).nodes["job"].roles


def test_a_stream_job_that_reads_what_training_wrote_is_a_model() -> None:
    model = {"serving", "online_model", "trained"}
    assert model <= scoring_roles(("fit", "profiles"), ("profiles", "job"), ("points", "job"))
    for edges in (
        [("profiles", "job"), ("points", "job")],
        [("fit", "profiles"), ("points", "job")],
        [("fit", "profiles"), ("profiles", "job")],
        [("fit", "log"), ("log", "job"), ("points", "job")],
    ):
        assert model.isdisjoint(scoring_roles(*edges))


def test_a_batch_jobs_table_makes_a_model_where_none_is_drawn_otherwise() -> None:
    rows = (("fit", "profiles"), ("profiles", "job"), ("points", "job"))
    assert "online_model" in scoring_roles(*rows, fit="batch_processor")
    assert "online_model" not in scoring_roles(*rows, fit="ingest")
    calls = (("client", "m", CALL), ("batch", "table", DATA), ("table", "job", DATA), ("points", "job", DATA))
    kinds = {
        "client": "client",
        "m": "model_server",
        "batch": "batch_processor",
        "table": "kv_store",
        "job": "stream_processor",
        "points": "stream",
    }
    parts = tuple(Component(id=id_, kind=kind) for id_, kind in kinds.items())
    joined = tuple(Connection(id=f"{a}-{b}", source=a, target=b, kind=kind) for a, b, kind in calls)
    assert "online_model" not in built(Design(components=parts, connections=joined)).nodes["job"].roles


def test_what_a_person_calls_beside_the_answer_is_no_part_of_its_path() -> None:
    kinds = {"c": "client", "api": "app_service", "m": "model_server", "privacy": "app_service"}
    parts = tuple(Component(id=id_, kind=kind) for id_, kind in kinds.items())

    def path(*calls: tuple[str, str], **properties: PropertyValue) -> frozenset[str]:
        joined = tuple(
            Connection(id=f"{a}-{b}", source=a, target=b, kind=CALL, properties=properties if b == "privacy" else {})
            for a, b in calls
        )
        return built(Design(components=parts, connections=joined)).path

    answer = (("c", "api"), ("api", "m"))
    assert path(*answer, ("c", "privacy")) == {"api", "m"}
    assert path(*answer, ("c", "privacy"), share=0.1) == {"api", "m", "privacy"}
    assert path(("c", "api"), ("c", "privacy")) == {"api", "privacy"}, (
        "where no call leads to a model, all are the path"
    )
    assert path(*answer, ("api", "privacy")) == {"api", "m", "privacy"}, "what the application asks is of the answer"


def test_a_call_for_what_a_model_has_filled_is_of_the_answer() -> None:
    kinds = {"c": "client", "m": "model_server", "page": "app_service", "lists": "kv_store", "batch": "batch_scorer"}
    parts = tuple(Component(id=id_, kind=kind) for id_, kind in kinds.items())
    rows = (("c", "m", CALL), ("c", "page", CALL), ("page", "lists", CALL))

    def path(*more: tuple[str, str, ConnectionKind]) -> frozenset[str]:
        joined = tuple(Connection(id=f"{a}-{b}", source=a, target=b, kind=kind) for a, b, kind in (*rows, *more))
        return built(Design(components=parts, connections=joined)).path

    assert path() == {"m"}
    assert path(("batch", "lists", DATA)) == {"m", "page", "lists"}


def test_a_candidate_in_shadow_answers_nobody() -> None:
    kinds = {"q": "queue", "m": "model_server", "next": "model_server", "cd": "deployer", "api": "app_service"}
    parts = tuple(Component(id=id_, kind=kind) for id_, kind in kinds.items())

    def models(strategy: str, *more: Connection, other: str = "canary") -> tuple[str, ...]:
        rows = [Connection(id=f"q-{id_}", source="q", target=id_, kind=DATA) for id_ in ("m", "next")]
        for id_, how in (("m", other), ("next", strategy)):
            rows.append(Connection(id=f"cd-{id_}", source="cd", target=id_, kind=DEPLOY, properties={"strategy": how}))
        return built(Design(components=parts, connections=(*rows, *more))).with_role("online_model")

    asked = Connection(id="api-next", source="api", target="next", kind=CALL)
    assert sorted(models("shadow")) == ["m"]
    assert sorted(models("canary")) == ["m", "next"]
    assert sorted(models("shadow", other="shadow")) == ["m", "next"]
    assert sorted(models("shadow", asked)) == ["m", "next"]


@pytest.mark.parametrize(
    ("label", "note", "through", "kept"),
    [
        ("features and verdict, version", "", ("stream",), {"prediction", "features", "model_version"}),
        ("verdict", "feature values as served", ("stream", "pii_redactor"), {"prediction", "features"}),
        ("score, model version", "", (), {"prediction", "model_version"}),
        ("verdict", "", ("stream",), set()),
        ("clicks", "features as served", ("stream",), set()),
        ("features and verdict", "", ("batch_processor",), set()),
    ],
)
def test_a_plain_store_of_answers_is_their_log_where_its_words_say_so(
    label: str, note: str, through: tuple[str, ...], kept: set[str]
) -> None:
    def lake(*more: Component) -> tuple[frozenset[str], frozenset[str]]:
        between = [Component(id=f"x{place}", kind=kind) for place, kind in enumerate(through)]
        ends = [Component(id="m", kind="model_server"), *between, Component(id="lake", kind="object_store", note=note)]
        joined = [
            Connection(id=f"e{place}", source=one.id, target=other.id, kind=DATA, label="" if place else label)
            for place, (one, other) in enumerate(pairwise(ends))
        ]
        joined += [Connection(id=f"{other.id}-m", source="m", target=other.id, kind=DATA) for other in more]
        node = built(Design(components=(*ends, *more), connections=tuple(joined))).nodes["lake"]
        return node.roles, node.concepts.get("logs", frozenset())

    roles, concepts = lake()
    assert ("prediction_log" in roles) is bool(kept)
    assert kept <= concepts
    assert "prediction_log" not in lake(Component(id="log", kind="prediction_log"))[0], "a log that is drawn is the log"


def test_a_call_that_stands_there_twice_is_told_and_two_different_ones_are_not() -> None:
    parts = {"c": CLIENT, "a": app(), "b": app()}
    assert not graph("c > a", "a > b", "a > b : again", **parts).loose_ends
    (told,) = graph("c > a", "a > b", "a > b", **parts).loose_ends
    assert told.what.endswith("is drawn twice, and counts twice")


def test_a_part_that_no_call_plays_is_told_with_those_that_there_are() -> None:
    parts = {"c": CLIENT, "a": app(), "b": app()}
    assert not graph("c > a", "a > b | soft=true", "a > b | role=fallback", **parts).loose_ends
    (told,) = graph("c > a", "a > b | role=banana", **parts).loose_ends
    assert told.what.startswith("'banana' on ")
    assert told.what.endswith("is no part that a request connection plays: fallback, shadow")


def test_replicas_that_are_said_to_be_those_of_all_regions_are_shared_out() -> None:
    parts = (
        Component(id="c", kind="client"),
        Component(id="a", kind="app_service", replicas=9, regions=2),
        Component(id="b", kind="app_service", replicas=9),
    )
    calls = (
        Connection(id="x", source="c", target="a", kind=ConnectionKind.REQUEST),
        Connection(id="y", source="a", target="b", kind=ConnectionKind.REQUEST),
    )
    drawn = Design(components=parts, connections=calls)
    told = drawn.model_copy(update={"assumptions": {"places": "all replicas are totals over both regions"}})
    assert [built(drawn).nodes[id_].replicas for id_ in "ab"] == [9, 9]
    assert [built(told).nodes[id_].replicas for id_ in "ab"] == [5, 9]


@pytest.mark.parametrize(
    ("kind", "said", "redundant"),
    [
        ("api_gateway", {"zones": 3}, True),
        ("api_gateway", {}, True),
        ("api_gateway", {"zones": 1}, False),
        ("api_gateway", {"zones": 3, "managed": False}, False),
        ("api_gateway", {"zones": 3, "replicas": 2}, False),
        ("oltp_db", {"zones": 2}, False),
        ("oltp_db", {"zones": 2, "failover": True}, True),
        ("oltp_db", {"failover": True}, True),
        ("oltp_db", {"failover": True, "zones": 1}, False),
        ("oltp_db", {"failover": True, "managed": False}, False),
        ("oltp_db", {}, False),
        ("feature_store", {"failover": True}, True),
        ("feature_store", {}, False),
        ("feature_store", {"zones": 2}, True),
        ("app_service", {"zones": 3}, False),
        ("model_server", {"zones": 3}, False),
    ],
)
def test_what_is_bought_over_zones_is_kept_redundant_by_its_vendor(
    kind: str, said: dict[str, int | bool], redundant: bool
) -> None:
    places: dict[str, object] = {name: said[name] for name in ("zones", "replicas") if name in said}
    flags = {name: value for name, value in said.items() if name not in places}
    part: dict[str, object] = {"kind": kind, **places, "properties": {"managed": True, **flags}}
    found = graph("c > p", c=CLIENT, p=part)
    assert ("vendor_run" in found.nodes["p"].roles) is redundant


@pytest.mark.parametrize(
    ("kind", "said", "known"),
    [
        ("kv_store", {"technology": "AWS DynamoDB, on demand"}, False),
        ("kv_store", {"technology": "Redis before DynamoDB"}, True),
        ("kv_store", {"technology": "DynamoDB", "properties": {"rate_per_s": 900}}, True),
        ("kv_store", {"technology": "DynamoDB", "replicas": 2}, True),
        ("kv_store", {"technology": "DynamoDB", "properties": {"managed": False}}, True),
        ("kv_store", {"technology": "S3-compatible MinIO"}, True),
        ("kv_store", {"technology": "Redis"}, True),
        ("app_service", {"technology": "S3"}, True),
        ("api_gateway", {"properties": {"managed": True}}, False),
        ("api_gateway", {"properties": {"managed": True}, "zones": 1}, True),
        ("api_gateway", {"properties": {"managed": True, "rate_per_s": 900}}, True),
        ("api_gateway", {}, True),
        ("load_balancer", {}, True),
    ],
)
def test_what_grows_by_itself_has_no_usual_rate(kind: str, said: dict[str, object], known: bool) -> None:
    found = graph("c > p", c=CLIENT, p={"kind": kind, **said})
    assert (found.nodes["p"].number("rate_per_s") is not None) is known
