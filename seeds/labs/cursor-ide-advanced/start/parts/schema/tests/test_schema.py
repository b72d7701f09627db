import unittest

from service import schema


class Schema(unittest.TestCase):
    def test_v2_names_the_model(self):
        self.assertEqual(schema.answer_v2(0.3, "m7"), {"probability": 0.3, "model": "m7"})
