import unittest

from service import store


class Store(unittest.TestCase):
    def test_it_remembers_a_probability(self):
        store.remember("mei", 0.3)
        self.assertEqual(store.LAST["mei"], {"probability": 0.3})
