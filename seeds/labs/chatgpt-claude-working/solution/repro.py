from itertools import groupby


def totals(rows):
    return {campaign: sum(row["cents"] for row in group) for campaign, group in groupby(rows, key=lambda row: row["campaign"])}


rows = [{"campaign": "a", "cents": 1}, {"campaign": "b", "cents": 2}, {"campaign": "a", "cents": 4}]
assert totals(rows) == {"a": 5, "b": 2}, totals(rows)
