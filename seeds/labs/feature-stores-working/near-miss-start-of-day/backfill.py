"""What each card spent in seven days, as it stood at every midnight (UTC): one row per card and day."""

import pandas as pd

payments = pd.read_csv("transactions.csv", parse_dates=["paid_at"])
payments["day"] = payments["paid_at"].dt.floor("D")
daily = payments.groupby(["card_id", "day"])["amount"].agg(["sum", "count"])
days = pd.date_range(payments["day"].min(), payments["day"].max(), freq="D")
every = pd.MultiIndex.from_product([sorted(payments["card_id"].unique()), days], names=["card_id", "day"])
week = daily.reindex(every, fill_value=0).groupby("card_id").rolling(7, min_periods=1).sum().droplevel(0).reset_index()
week.columns = ["card_id", "day", "spend_7d", "payments_7d"]
week["payments_7d"] = week["payments_7d"].astype("int64")
week["event_timestamp"] = week.pop("day")
week.to_parquet("feature_repo/data/card_spend.parquet", index=False)
