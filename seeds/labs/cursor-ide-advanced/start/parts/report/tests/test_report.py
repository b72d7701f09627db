import unittest
from unittest import mock

from service import report


class Report(unittest.TestCase):
    def test_it_reads_old_and_new_rows(self):
        with mock.patch.object(report, "LAST", {"a": {"score": 0.2}, "b": {"probability": 0.4}}):
            self.assertAlmostEqual(report.mean(), 0.3)
