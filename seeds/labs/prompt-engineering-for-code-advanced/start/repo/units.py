"""Units at the borders of this service: `took` in the access log is in microseconds, reports are in milliseconds."""


def to_report(took):
    return took / 1000
