"""Only this machine: loopback hosts and origins, and headers that keep the page to itself."""

from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.installation import LOOPBACK

POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


_ADDED = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def is_loopback(address: str) -> bool:
    """Is this Host or Origin header one of this machine's names?"""
    text = address if "//" in address else f"//{address}"
    try:
        return (urlsplit(text).hostname or "") in LOOPBACK
    except ValueError:
        return False


class LoopbackOnly:
    """Refuses requests whose Host (or Origin, when there is one) is not loopback: no DNS rebinding, no CSRF.

    A page of another site cannot send these headers differently, so nothing else has to be remembered.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then add the security headers to what the app answers."""
        if scope["type"] != "http" and scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        places = [headers.get(b"host", b""), *([headers[b"origin"]] if b"origin" in headers else [])]
        if not all(is_loopback(place.decode("latin-1")) for place in places):
            refusal = PlainTextResponse("The sandbox answers only to this machine's own pages.", 403)
            await refusal(scope, receive, send)
            return

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_ADDED]
            await send(message)

        await self._app(scope, receive, send_with_policy)
