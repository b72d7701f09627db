"""python test_uploader.py main   or   python test_uploader.py pr"""

import sys
import unittest

sys.path.insert(0, sys.argv.pop(1) if len(sys.argv) > 1 else "main")
from uploader import groups, unique, upload  # noqa: E402


class Store:
    def __init__(self):
        self.rows = []

    def put(self, group):
        self.rows += group


class Uploader(unittest.TestCase):
    def test_everything_arrives(self):
        store = Store()
        self.assertEqual(upload(store, [{"entity": n, "at": 1} for n in range(250)]), 250)
        self.assertEqual(len(store.rows), 250)

    def test_groups_of_a_hundred(self):
        self.assertEqual([len(group) for group in groups(list(range(250)))], [100, 100, 50])

    def test_one_row_per_entity(self):
        self.assertEqual(unique([{"entity": 1, "at": 1}, {"entity": 1, "at": 2}]), [{"entity": 1, "at": 2}])


if __name__ == "__main__":
    unittest.main()
