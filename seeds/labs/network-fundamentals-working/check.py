"""Starts the model and its front on free ports, asks for predictions in several ways, and plays packets through the rules."""

import contextlib
import http.client
import ipaddress
import json
import os
import socket
import ssl
import subprocess
import sys
import time

from rung_check import FOLDER, Miss, check, main, read, read_json

NAME = "model.internal"
# (source, port, whether it should get in)
PACKETS = [
    ("10.20.8.1", 443, True), ("10.20.9.77", 443, True), ("10.20.11.254", 443, True),
    ("10.20.0.5", 22, True), ("10.20.12.17", 9100, True), ("10.20.12.30", 9100, True),
    ("203.0.113.9", 443, False), ("203.0.113.9", 22, False), ("203.0.113.9", 8000, False),
    ("10.20.7.254", 443, False), ("10.20.12.1", 443, False), ("10.20.12.20", 443, False),
    ("10.20.12.15", 9100, False), ("10.20.12.32", 9100, False), ("10.20.8.1", 9100, False),
    ("10.20.0.4", 22, False), ("10.20.0.6", 22, False), ("10.20.8.1", 22, False), ("10.20.0.5", 443, False),
    ("10.20.8.1", 8000, False), ("10.20.12.17", 8000, False), ("10.20.4.9", 8000, False),
    ("10.20.16.5", 443, False), ("10.20.31.9", 9100, False), ("10.20.16.5", 8000, False),
]  # fmt: skip


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextlib.contextmanager
def running(*names):
    """The ports of model.py and front.py, of which the named ones run."""
    ports = {"model.py": free_port(), "front.py": free_port()}
    settings = dict(os.environ, MODEL_PORT=str(ports["model.py"]), FRONT_PORT=str(ports["front.py"]), FRONT_HOST="127.0.0.1", PYTHONUTF8="1")
    settings.pop("MODEL_HOST", None)
    processes = []
    try:
        for name in names:
            read(name)
            process = subprocess.Popen([sys.executable, name], cwd=FOLDER, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            processes.append(process)
            wait(name, process, ports[name])
        yield ports["model.py"], ports["front.py"]
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def wait(name, process, port):
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if process.poll() is not None:
            said = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
            raise Miss("crashed", command=f"python {name}", error=(said or [f"exit code {process.returncode}"])[-1])
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise Miss("not-listening", name=name, port=port)


def ask(stream, income, amount):
    request = http.client.HTTPConnection(NAME)
    request.sock = stream
    request.request("POST", "/predict", json.dumps({"income": income, "amount": amount}))
    return json.loads(request.getresponse().read())["score"]


def over_tls(port, income=61000, amount=30499):
    """A prediction over TLS that trusts the lab's own authority and nobody else."""
    read("client.pem")
    try:
        trust = ssl.create_default_context(cafile=str(FOLDER / "client.pem"))
    except (ssl.SSLError, OSError) as error:
        raise Miss("no-tls", error=error) from None
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
            with trust.wrap_socket(plain, server_hostname=NAME) as stream:
                return ask(stream, income, amount)
    except ssl.SSLCertVerificationError as error:
        raise Miss("not-trusted", error=error.verify_message) from None
    except (OSError, ValueError, KeyError, http.client.HTTPException) as error:
        raise Miss("no-tls", error=f"{type(error).__name__}: {error}") from None


@check("rules")
def rules():
    try:
        found = [(ipaddress.ip_network(each["from"]), int(each["port"])) for each in read_json("ingress.json")]
    except (TypeError, KeyError, ValueError) as error:
        raise Miss("rule-unread", error=f"{type(error).__name__}: {error}") from None
    for source, port, wanted in PACKETS:
        passes = any(ipaddress.ip_address(source) in network and port == open_ for network, open_ in found)
        if passes and not wanted:
            raise Miss("too-open", source=source, port=port)
        if wanted and not passes:
            raise Miss("too-closed", source=source, port=port)


def own_addresses():
    """Addresses of this machine other than 127.0.0.1, as far as they are known without asking anybody."""
    found = {"127.0.0.2"} if sys.platform.startswith("linux") else set()
    with contextlib.suppress(OSError):
        found |= {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_:
        any_.connect(("192.0.2.1", 9))
        found.add(any_.getsockname()[0])
    return sorted(found - {"127.0.0.1"})


@check("hidden")
def hidden():
    with running("model.py") as (port, _):
        for address in own_addresses():
            with contextlib.suppress(OSError), socket.create_connection((address, port), timeout=2):
                raise Miss("reachable", address=address)


@check("tls")
def tls():
    with running("model.py", "front.py") as (_, port):
        if (got := over_tls(port)) != 2.0:
            raise Miss("other-answer", got=got)
        with contextlib.suppress(OSError, ValueError, KeyError, http.client.HTTPException):
            with socket.create_connection(("127.0.0.1", port), timeout=3) as plain:
                ask(plain, 1, 1)
                raise Miss("plain-too")


@check("silent")
def silent():
    with running("model.py", "front.py") as (_, port):
        over_tls(port)
        with socket.create_connection(("127.0.0.1", port), timeout=5), socket.create_connection(("127.0.0.1", port), timeout=5):
            time.sleep(0.3)
            try:
                over_tls(port)
            except Miss:
                raise Miss("blocked") from None


main()
