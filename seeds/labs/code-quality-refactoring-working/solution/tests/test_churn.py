import tempfile
import unittest
from pathlib import Path

from churn import data, features, model


def row(**other):
    return {"user": "u001", "months": "3", "calls": "2", "spend": "40", "plan": "a", "left": "0", **other}


class Data(unittest.TestCase):
    def test_load(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "few.csv"
            path.write_text("user,months\nu1,4\n", encoding="utf-8")
            self.assertEqual(data.load(path), [{"user": "u1", "months": "4"}])

    def test_clean(self):
        rows = data.clean([row(spend="10"), row(spend=""), row(spend="30"), row(months="-1", spend="900")])
        self.assertEqual([each["spend"] for each in rows], [10, 30, 30])
        self.assertEqual(rows[0]["months"], 3)

    def test_split(self):
        self.assertTrue(data.is_train(row(user="u016")))
        self.assertFalse(data.is_train(row(user="u017")))


class Features(unittest.TestCase):
    def test_vector(self):
        self.assertEqual(features.vector({"months": 3, "calls": 2, "spend": 40.0, "plan": "c"}), [3, 2, 40.0, 1.0, 0.5])

    def test_scaled(self):
        self.assertEqual(features.scaled([[1, 5], [3, 5]]), [[-1, 0], [1, 0]])


class Model(unittest.TestCase):
    def test_fit_learns_the_sign(self):
        self.assertGreater(model.fit([[-1.0], [1.0]], [0, 1])[0], 1)

    def test_predict(self):
        self.assertEqual(model.predict([1.0, 0.0], [0.0]), 0.5)

    def test_auc(self):
        self.assertEqual(model.auc([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0]), 0.875)

    def test_log_loss(self):
        self.assertAlmostEqual(model.log_loss([0.5, 0.5], [1, 0]), 0.6931, places=4)
