"""The feature step spend_30d; see export.md for what it takes and gives."""


def spend_30d(rows, as_of):
    raise NotImplementedError
