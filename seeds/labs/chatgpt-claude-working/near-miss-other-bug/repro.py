from itertools import groupby


def totals(rows):
    return {campaign: sum(row["cents"] for row in group) for campaign, group in groupby(rows, key=lambda row: row["campaign"])}


rows = [{"campaign": "a", "cents": 0.1}, {"campaign": "a", "cents": 0.2}]
assert totals(rows) == {"a": 0.3}, totals(rows)
