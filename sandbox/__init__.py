"""A Slack that runs on one laptop: Web API, signed deliveries, and a page to click in."""

from sandbox.clock import Clock
from sandbox.deliveries import Delivery
from sandbox.errors import SandboxError
from sandbox.faults import Fault, Faults
from sandbox.messages import Message
from sandbox.modals import Submission
from sandbox.people import Person
from sandbox.posted import Posted
from sandbox.sandbox import Sandbox
from sandbox.server import create_app, run
from sandbox.slack import Call, Slack
from sandbox.views import View

__all__ = [
    "Call",
    "Clock",
    "Delivery",
    "Fault",
    "Faults",
    "Message",
    "Person",
    "Posted",
    "Sandbox",
    "SandboxError",
    "Slack",
    "Submission",
    "View",
    "create_app",
    "run",
]
