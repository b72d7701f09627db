"""The features of the fraud model."""

from datetime import timedelta

from feast import Entity, FeatureView, Field, FileSource, ValueType
from feast.types import Float64, Int64

card = Entity(name="card", join_keys=["card_id"], value_type=ValueType.INT64)
card_spend = FeatureView(
    name="card_spend",
    entities=[card],
    ttl=timedelta(days=1),
    schema=[Field(name="spend_7d", dtype=Float64), Field(name="payments_7d", dtype=Int64)],
    source=FileSource(path="data/card_spend.parquet", timestamp_field="event_timestamp"),
)
