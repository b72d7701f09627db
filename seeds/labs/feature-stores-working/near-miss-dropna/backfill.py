"""What each card spent in seven days, as it stood at every midnight (UTC): one row per card and day."""

import pandas as pd

payments = pd.read_csv("transactions.csv", parse_dates=["paid_at"])
payments["day"] = payments["paid_at"].dt.floor("D")
daily = payments.groupby(["card_id", "day"])["amount"].agg(["sum", "count"])
week = (
    daily.reset_index().set_index("day").groupby("card_id")[["sum", "count"]].rolling("7D").sum().reset_index()
)
week.columns = ["card_id", "day", "spend_7d", "payments_7d"]
week["payments_7d"] = week["payments_7d"].astype("int64")
week["event_timestamp"] = week.pop("day") + pd.Timedelta(days=1)  # a day's sum is known when the day is over
week.to_parquet("feature_repo/data/card_spend.parquet", index=False)
