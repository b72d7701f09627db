import unittest

from service import client, report
from service.api import ROUTES


class Today(unittest.TestCase):
    def test_a_customer_gets_a_score(self):
        self.assertEqual(client.risk_of("mei"), 0.3)

    def test_the_report_adds_up(self):
        client.risk_of("mei")
        self.assertGreater(report.mean(), 0)

    def test_every_route_answers(self):
        for route in ROUTES.values():
            self.assertTrue(route("okafor"))
