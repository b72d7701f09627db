import unittest
from pathlib import Path

from trainer.config import load_settings
from trainer.loader import batches
from trainer.metrics import log_loss

SETTINGS = Path(__file__).parent.parent / "settings.json"


class Trainer(unittest.TestCase):
    def test_the_command_line_wins(self):
        self.assertEqual(load_settings(SETTINGS, ["--batch", "2"])["batch"], 2)

    def test_batches_are_full(self):
        self.assertEqual(batches([1, 2, 3, 4, 5], {"batch": 2}), [[1, 2], [3, 4]])

    def test_log_loss(self):
        self.assertAlmostEqual(log_loss([1, 0], [0.9, 0.2]), 0.164252, places=6)


if __name__ == "__main__":
    unittest.main()
