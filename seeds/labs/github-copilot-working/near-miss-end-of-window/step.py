"""The feature step spend_30d; see export.md for what it takes and gives."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

DIGITS = {"EUR": 2, "USD": 2, "JPY": 0}
SIGN = {"charge": 1, "refund": -1}


def spend_30d(rows: Iterable[Mapping[str, object]], as_of: datetime) -> dict[tuple[str, str], Decimal]:
    begin = as_of - timedelta(days=30)
    totals: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        if begin <= datetime.fromisoformat(str(row["paid_at"])) <= as_of:
            amount = Decimal(SIGN[row["kind"]] * row["amount"]).scaleb(-DIGITS[row["currency"]])
            totals[row["customer"], row["currency"]] += amount
    return dict(totals)
