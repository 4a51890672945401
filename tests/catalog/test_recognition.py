import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog import recognition, source
from designer.catalog.library import catalog
from designer.catalog.recognition import boundary_kind, connection_kind, readings, recognized
from designer.catalog.words import tokens
from designer.model.design import BoundaryKind, ConnectionKind

LABELS = """
client: Mobile app | End users | Web browser | User | Chat UI | React frontend | Client / caller | Admin UI
oltp_db: Orders DB | PostgreSQL | MySQL (orders) | User database | MongoDB | RDS | CRM | Graph DB (Neo4j)
external_source: Weather API | Credit bureau | Third-party API | Stripe | Google Maps | Payment provider
document_source: Confluence | PDF documents | Knowledge base | Help articles | GitHub repo | SharePoint
edge_device: Cameras | IoT devices | Raspberry Pi | Vehicle | Vibration sensors
ingest: feature store ingestion job | Web crawler | Debezium CDC | Event collector | Airbyte | Kinesis Firehose
stream: Kafka topic: events | Kafka | Event bus | Kinesis data stream | Pub/Sub | Click events (Kafka)
data_validator: Great Expectations | Data validation | Schema check | Data quality checks | TFDV
object_store: S3 | Training data (S3) | Data lake | GCS bucket | Raw images | dataset.csv | Training set | HDFS
warehouse: Snowflake | BigQuery | Data warehouse | Redshift (sales)
kv_store: DynamoDB | Cassandra | Key-value store | User profile store | Session store | Bigtable
prediction_log: Prediction log | Inference logs | Audit log | Log of predictions | Decision log (Iceberg)
label_store: Label store | Ground truth | Labels | User feedback | Outcomes
batch_processor: Spark job | Nightly ETL | Feature engineering | dbt | Preprocessing | Point-in-time join | Document
    chunking | AWS Glue | Label join job | Build training set
stream_processor: Flink | Kafka Streams | Spark Structured Streaming | Stream processor | Kafka consumer
feature_store: Feature store | Redis online store | Feast | Online features | Tecton | Offline feature store
trainer: Training job | Model training | Retrain every Monday | Fine-tuning (LoRA) | Train the ranker | SageMaker
    training | Hyperparameter tuning | Jupyter notebook | XGBoost training
orchestrator: Airflow | Kubeflow Pipelines | Dagster | Cron | ML pipeline | Step Functions | Airflow DAG
metadata_store: MLflow Tracking | Experiment tracking | Data lineage | Data catalog | Weights & Biases
evaluator: Offline evaluation | Model evaluation | Backtest | Evaluate on holdout | Benchmark | LLM as a judge
gate: Promotion gate | Quality gate | Approval | Model risk sign-off | Accuracy gate (>= 0.9)
ab_test: A/B test | A/B testing platform | Experimentation | Interleaving | Statsig
model_registry: Model registry | MLflow | MLflow Model Registry | Model artifacts | Hugging Face Hub | Container
    registry
deployer: Canary deployment | CI/CD | GitHub Actions | Argo CD | Jenkins | Blue/green rollout
app_service: Recommendation service | FastAPI | Backend | Order service | REST API | Lambda | prediction-api | RAG
    orchestrator | paymentservice
model_server: Ranker | Fraud scorer | Model server | Triton Inference Server | Embedding model | Re-ranker |
    SageMaker endpoint | Image classifier | TorchServe | XGBoost | Two-tower model | Inference service
batch_scorer: Batch scoring | Batch inference job | Nightly scoring | SageMaker Batch Transform | Score all
    customers
fallback: Fallback | Popularity list | Heuristic fallback | Default answer
policy_engine: Policy engine | Business rules | Rules engine | Decision engine | Thresholds
human_review: Human review | Human in the loop | Annotators | Label Studio | Moderators | Manual review
llm_server: LLM | GPT-4 | OpenAI API | Claude | vLLM | Bedrock | Llama 3 (vLLM)
vector_index: Vector DB | Pinecone | FAISS index | ANN index | Elasticsearch | Embedding store | pgvector |
    Retriever
prompt_registry: Prompt registry | Prompt templates | Langfuse prompts
guardrail: Guardrails | Prompt injection filter | Llama Guard | Content filter | Output guardrail
metrics_monitor: Prometheus | Grafana | CloudWatch | Monitoring | Datadog | Logging & monitoring | OpenTelemetry
ml_monitor: Model monitoring | Drift detection | Evidently | Data drift monitor | Model quality monitor
kpi_dashboard: Business dashboard | Tableau | Looker | Power BI | KPI dashboard
alerting: PagerDuty | Alerts | Slack alerts | On-call engineer | Alertmanager
pii_redactor: PII redaction | Anonymization | Presidio | Data masking
dns: DNS | Route 53
cdn: CDN | CloudFront
load_balancer: Load balancer | ALB | NGINX | Ingress controller | Service mesh
api_gateway: API gateway | Kong | Apigee | Gateway | AWS API Gateway
cache: Cache | Redis | Memcached | Semantic cache | Redis cache
queue: Queue | SQS | RabbitMQ | Dead-letter queue | Message queue
"""
"""A line a kind: what boxes that are one are called."""
LINES = [line.partition(": ") for line in LABELS.replace("\n    ", " ").strip().splitlines()]
PAIRS = [(label.strip(), kind) for kind, _, labels in LINES for label in labels.split(" | ")]
FILE = Path(recognition.__file__).with_suffix(".yaml")
NAMES = st.sampled_from([label for label, _ in PAIRS])


def kind_of(*texts: str) -> str | None:
    found = recognized(texts)
    return found.kind if found else None


@pytest.mark.parametrize(("label", "kind"), PAIRS)
def test_a_box_is_what_its_label_names(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_every_kind_is_recognized_by_its_title() -> None:
    kinds = catalog().kinds.values()
    assert {kind for _, kind in PAIRS} == {kind.id for kind in kinds}
    assert [(kind.id, kind_of(kind.title)) for kind in kinds] == [(kind.id, kind.id) for kind in kinds]


@pytest.mark.parametrize(
    "label", ["", "   ", "???", "Foo", "1", "Legend", "v2.3", "Lorem ipsum", "的", "🚀", "of of of", "and / or"]
)
def test_what_names_nothing_known_is_not_guessed(label: str) -> None:
    assert recognized([label]) is None
    assert readings([label]) == ()


def test_no_phrase_stands_twice() -> None:
    kinds = source.read(FILE).data["kinds"]
    assert set(kinds) == set(catalog().kinds)
    for lists in (("named", "suggested"), ("doing",)):
        said = [
            "".join(tokens(each))
            for stanza in kinds.values()
            for name in lists
            for each in stanza.get(name, "").split(",")
        ]
        twice = {phrase for phrase, times in Counter(filter(None, said)).items() if times > 1}
        assert not twice


def test_no_text_at_all_is_nothing() -> None:
    assert recognized([]) is None


@pytest.mark.parametrize(
    ("label", "lesser", "kind"),
    [
        ("orders", "mxgraph.aws4.dynamodb", "kv_store"),
        ("Nightly backup of everything", "aws4 s3", "object_store"),
        ("Zebra", "aws4 sagemaker", "trainer"),
        ("Zebra", "cylinder3", "oltp_db"),
        ("Zebra", "aws.database.Dynamodb", "kv_store"),
        ("Zebra", "ElasticLoadBalancing", "load_balancer"),
        ("Model registry", "aws4 s3", "model_registry"),
        ("Kafka", "cylinder3", "stream"),
    ],
)
def test_lesser_words_decide_where_the_label_says_less(label: str, lesser: str, kind: str) -> None:
    assert kind_of(label, lesser) == kind


def test_a_frame_s_title_counts_less_than_an_icon() -> None:
    assert kind_of("Zebra", "aws4 lambda", "Training") == "app_service"
    assert kind_of("Zebra", "", "Training") == "trainer"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("feature store ingestion job", "ingest"),
        ("model registry", "model_registry"),
        ("model monitoring", "ml_monitor"),
        ("model evaluation report", "evaluator"),
        ("cache of model answers", "cache"),
        ("score service", "app_service"),
        ("queue for human review", "queue"),
        ("user and item features", "feature_store"),
        ("Kafka (clicks, impressions)", "stream"),
    ],
)
def test_the_head_of_a_name_wins(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_it_says_by_which_words_and_how_sure() -> None:
    whole, hinted, lesser = (
        recognized(["Model registry"]),
        recognized(["Events"]),
        recognized(["Zebra", "model registry"]),
    )
    assert whole
    assert hinted
    assert lesser
    assert whole.phrase == "model registry"
    assert 1 >= whole.sure > lesser.sure > hinted.sure > 0


def test_other_readings_follow_the_surest_first() -> None:
    found = readings(["Redis feature cache"])
    assert found[0].kind == "cache"
    assert "feature_store" in {reading.kind for reading in found}
    assert [reading.sure for reading in found] == sorted((reading.sure for reading in found), reverse=True)
    assert len({reading.kind for reading in found}) == len(found)


@settings(max_examples=40, deadline=None)
@given(
    NAMES,
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from(["", ".", "!", " ...", " *", "?"]),
)
def test_case_and_punctuation_change_nothing(label: str, recased: object, mark: str) -> None:
    assert callable(recased)
    assert kind_of(f"{mark} {recased(label)}{mark}") == kind_of(label)


@pytest.mark.parametrize(
    "label", ["Feature store", "Ranker", "Load balancer", "Kafka topic", "Training job", "Cache", "Data warehouse"]
)
def test_plural_hyphen_underscore_and_space_change_nothing(label: str) -> None:
    same = (
        f"{label}s",
        label.replace(" ", "-"),
        label.replace(" ", "_"),
        label.replace(" ", ""),
        label.replace(" ", "\n"),
    )
    assert {kind_of(each) for each in same} == {kind_of(label)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80) | NAMES, max_size=4))
def test_any_text_is_taken_and_the_same_text_is_read_the_same(texts: list[str]) -> None:
    found = recognized(texts)
    assert found == recognized(list(texts))
    assert found is None or (found.kind in catalog().kinds and 0 < found.sure <= 1 and found.phrase)
    assert all(boundary_kind(text) in BoundaryKind for text in texts)


def test_huge_texts_are_read_by_their_beginning() -> None:
    assert kind_of("Kafka topic: " + "x " * 1_000_000) == "stream"
    assert kind_of("of " * 100_000) is None
    assert kind_of("a" * 1_000_000) is None
    assert boundary_kind("east" * 1_000_000) is BoundaryKind.FRAME


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("us-east-1a", "zone"),
        ("europe-west1-b", "zone"),
        ("Availability Zone 2", "zone"),
        ("AZ-1", "zone"),
        ("Zone b", "zone"),
        ("VPC in us-east-1a", "zone"),
        ("eu-west-1", "region"),
        ("AWS region (Frankfurt)", "region"),
        ("West Europe", "region"),
        ("eastus2", "region"),
        ("EU", "region"),
        ("VPC / eu-west-1", "region"),
        ("VPC 10.0.0.0/16", "network"),
        ("Private subnets", "network"),
        ("On-premises network", "network"),
        ("Data science team", "team"),
        ("Landing zone", "frame"),
        ("Security zones", "frame"),
        ("Neural network", "frame"),
        ("About us", "frame"),
        ("Training", "frame"),
        ("AWS Cloud", "frame"),
        ("", "frame"),
    ],
)
def test_a_frame_is_what_its_title_says(title: str, kind: str) -> None:
    assert boundary_kind(title).value == kind
    assert boundary_kind(f" {title.upper()} ").value == kind


@pytest.mark.parametrize(
    ("source", "target", "label", "kind"),
    [
        ("app_service", "model_server", "", "request"),
        ("app_service", "model_server", "predict", "request"),
        ("client", "app_service", "clicks", "feedback"),
        ("client", "app_service", "HTTPS", "request"),
        ("human_review", "label_store", "labels", "feedback"),
        ("human_review", "label_store", "stores every row", "data"),
        ("ml_monitor", "alerting", "alerts", "control"),
        ("ml_monitor", "alerting", "drift", "control"),
        ("ml_monitor", "orchestrator", "triggers retraining", "control"),
        ("trainer", "model_registry", "registers model", "deploy"),
        ("model_registry", "model_server", "deploys", "deploy"),
        ("app_service", "feature_store", "reads features", "request"),
        ("app_service", "stream", "reads", "data"),
        ("deployer", "model_server", "canary 5 %", "deploy"),
        ("deployer", "model_server", "rolls back", "control"),
        ("stream", "object_store", "nonsense", "data"),
        ("client", "deployer", "deploys", None),
    ],
)
def test_a_connection_is_what_its_label_says_among_what_is_legal(
    source: str, target: str, label: str, kind: str | None
) -> None:
    assert connection_kind(source, target, label) == (ConnectionKind(kind) if kind else None)


KINDS = st.sampled_from(sorted(catalog().kinds))


@settings(max_examples=40, deadline=None)
@given(
    KINDS,
    KINDS,
    st.text(alphabet=string.printable, max_size=40) | st.sampled_from(["deploys", "labels", "alerts", "reads", "page"]),
)
def test_a_chosen_connection_is_always_legal(source: str, target: str, label: str) -> None:
    legal = catalog().legal_kinds(source, target)
    chosen = connection_kind(source, target, label)
    assert chosen in legal if legal else chosen is None
