"""Builds the training set of the fraud model: what each card spent in the seven days up to the day of the decision."""

import pandas as pd

payments = pd.read_csv("transactions.csv", parse_dates=["paid_at"])
labels = pd.read_csv("labels.csv", parse_dates=["decided_at"])

daily = payments.groupby(["card_id", payments["paid_at"].dt.floor("D").rename("day")])["amount"].agg(["sum", "count"])
days = pd.date_range(payments["paid_at"].min().floor("D"), payments["paid_at"].max().floor("D"), freq="D")
every = pd.MultiIndex.from_product([sorted(payments["card_id"].unique()), days], names=["card_id", "day"])
week = daily.reindex(every, fill_value=0).groupby("card_id").rolling(7, min_periods=1).sum().droplevel(0).reset_index()
week.columns = ["card_id", "day", "spend_7d", "payments_7d"]

labels["day"] = labels["decided_at"].dt.floor("D")
labels.merge(week, on=["card_id", "day"], how="left").drop(columns="day").to_csv("training_set.csv", index=False)
