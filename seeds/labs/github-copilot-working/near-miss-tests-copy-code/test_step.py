import unittest
from datetime import datetime, timezone
from decimal import Decimal

from step import spend_30d

AS_OF = datetime(2026, 11, 21, 0, 0, tzinfo=timezone.utc)
ROWS = [
    {"customer": "c-1", "kind": "charge", "amount": 1250, "currency": "EUR", "paid_at": "2026-11-10T12:00:00+00:00"},
    {"customer": "c-1", "kind": "charge", "amount": 800, "currency": "EUR", "paid_at": "2026-11-11T12:00:00+00:00"},
    {"customer": "c-2", "kind": "charge", "amount": 990, "currency": "USD", "paid_at": "2026-09-01T12:00:00+00:00"},
]


class Spend(unittest.TestCase):
    def test_the_usual_case(self):
        self.assertEqual(spend_30d(ROWS, AS_OF), {("c-1", "EUR"): Decimal("20.50")})


if __name__ == "__main__":
    unittest.main()
