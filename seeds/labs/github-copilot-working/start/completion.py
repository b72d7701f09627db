# What Copilot filled in below "# spend per customer over the last 30 days". Nobody has run it.
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from decimal import Decimal


def spend_30d(rows, as_of):
    start = as_of - timedelta(days=30)
    totals = defaultdict(Decimal)
    for row in rows:
        paid_at = datetime.fromisoformat(row["paid_at"], tz=timezone.utc)
        if paid_at.is_between(start, as_of):
            totals[(row["customer"], row["currency"])] += Decimal(row["amount"]) / 100
    return dict(totals)
