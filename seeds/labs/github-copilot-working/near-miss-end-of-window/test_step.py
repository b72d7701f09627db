import unittest
from datetime import datetime, timezone
from decimal import Decimal

from step import spend_30d

AS_OF = datetime(2026, 11, 21, 0, 0, tzinfo=timezone.utc)


def row(amount, paid_at="2026-11-10T12:00:00+00:00", kind="charge", currency="EUR", customer="c-1"):
    return {"customer": customer, "kind": kind, "amount": amount, "currency": currency, "paid_at": paid_at}


class Spend(unittest.TestCase):
    def test_cents_become_euros(self):
        self.assertEqual(spend_30d([row(1250)], AS_OF), {("c-1", "EUR"): Decimal("12.50")})

    def test_yen_have_no_cents(self):
        self.assertEqual(spend_30d([row(1250, currency="JPY")], AS_OF), {("c-1", "JPY"): Decimal(1250)})

    def test_a_refund_is_taken_off(self):
        self.assertEqual(spend_30d([row(1250), row(250, kind="refund")], AS_OF), {("c-1", "EUR"): Decimal(10)})

    def test_a_payment_thirty_days_ago_is_in_the_window(self):
        self.assertEqual(len(spend_30d([row(1250, paid_at="2026-10-22T00:00:00+00:00")], AS_OF)), 1)


if __name__ == "__main__":
    unittest.main()
