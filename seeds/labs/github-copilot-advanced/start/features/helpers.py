"""What more than one module needs."""

from datetime import datetime, timezone
from itertools import islice


def parse_ts(text):
    """A moment in UTC; the text carries an offset, and one without is refused."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no offset in {text}")
    return moment.astimezone(timezone.utc)


def chunked(items, size):
    """Lists of at most `size` items."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk
