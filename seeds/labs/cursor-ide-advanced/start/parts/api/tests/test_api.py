import unittest

from service.api import ROUTES


class Api(unittest.TestCase):
    def test_both_versions_agree(self):
        self.assertEqual(ROUTES["/v2/score"]("mei")["probability"], ROUTES["/v1/score"]("mei")["score"])
