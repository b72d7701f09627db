import unittest

from report import totals


class Totals(unittest.TestCase):
    def test_sums_by_campaign_in_order_of_appearance(self):
        rows = [{"campaign": "loyalty", "cents": 40}, {"campaign": "loyalty", "cents": 2}, {"campaign": "brand", "cents": 5}]
        self.assertEqual(list(totals(rows).items()), [("loyalty", 42), ("brand", 5)])

    def test_clicks_without_a_campaign_are_counted(self):
        self.assertEqual(totals([{"campaign": "brand", "cents": 5}, {"campaign": None, "cents": 7}]), {"brand": 5, None: 7})

    def test_rows_may_come_from_a_generator(self):
        self.assertEqual(totals(row for row in [{"campaign": "brand", "cents": 5}]), {"brand": 5})


if __name__ == "__main__":
    unittest.main()
