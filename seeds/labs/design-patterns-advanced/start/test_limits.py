"""What the two callers rely on, seen from outside. It passes before; it has to pass after."""

import unittest

from limits import LimiterFacade


class Limits(unittest.TestCase):
    def setUp(self):
        self.told = []
        self.limiter = LimiterFacade({"a": 100, "b": 10})
        self.limiter.bus.subscribe(self.told.append)

    def test_within_the_limit(self):
        self.assertTrue(self.limiter.allow("a", 60, 0))
        self.assertTrue(self.limiter.allow("a", 40, 59.9))
        self.assertFalse(self.limiter.allow("a", 1, 59.99))
        self.assertEqual(self.told, [{"tenant": "a", "reason": "limit", "used": 100, "asked": 1}])

    def test_a_new_minute(self):
        self.assertTrue(self.limiter.allow("b", 10, 0))
        self.assertTrue(self.limiter.allow("b", 10, 60))

    def test_tenants_apart(self):
        self.assertTrue(self.limiter.allow("a", 100, 0))
        self.assertTrue(self.limiter.allow("b", 10, 0))

    def test_unknown_tenant(self):
        self.assertFalse(self.limiter.allow("c", 1, 0))
        self.assertEqual(self.told, [{"tenant": "c", "reason": "unknown"}])


if __name__ == "__main__":
    unittest.main()
