import unittest

from service.api import ROUTES


class Api(unittest.TestCase):
    def test_v1_is_gone(self):
        self.assertEqual(list(ROUTES), ["/v2/score"])
