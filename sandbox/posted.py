"""What the app posted with metadata, so that a test can count deliveries by their key."""

from typing import NamedTuple

from sandbox.shapes import Json


class Posted(NamedTuple):
    """One message as it was accepted; changing or deleting it later does not unmake the delivery."""

    person: str
    """The person it went to, by id; for a channel, the channel's id."""
    ts: str
    event_payload: Json
