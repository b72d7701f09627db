"""Builds the training set of the fraud model: each decision with the features as they stood at that moment."""

import pandas as pd
from feast import FeatureStore

labels = pd.read_csv("labels.csv", parse_dates=["decided_at"]).rename(columns={"decided_at": "event_timestamp"})
rows = FeatureStore("feature_repo").get_historical_features(
    entity_df=labels, features=["card_spend:spend_7d", "card_spend:payments_7d"]
)
rows.to_df().rename(columns={"event_timestamp": "decided_at"}).to_csv("training_set.csv", index=False)
