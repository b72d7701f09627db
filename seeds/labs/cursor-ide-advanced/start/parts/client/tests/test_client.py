import unittest
from unittest import mock

from service import client
from service.api import ROUTES


class Client(unittest.TestCase):
    def test_it_asks_v2(self):
        with mock.patch.dict(ROUTES, {"/v1/score": None}):
            self.assertEqual(client.risk_of("mei"), 0.3)
