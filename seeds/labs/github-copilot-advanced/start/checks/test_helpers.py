import unittest

from features.helpers import chunked, parse_ts


class Helpers(unittest.TestCase):
    def test_offsets_become_utc(self):
        self.assertEqual(parse_ts("2026-11-21T09:00:00+08:00").hour, 1)

    def test_a_time_without_offset_is_refused(self):
        with self.assertRaises(ValueError):
            parse_ts("2026-11-21T09:00:00")

    def test_chunks(self):
        self.assertEqual(list(chunked("abcde", 2)), [["a", "b"], ["c", "d"], ["e"]])


if __name__ == "__main__":
    unittest.main()
