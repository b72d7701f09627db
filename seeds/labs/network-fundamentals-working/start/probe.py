"""How far a path goes, stage by stage: python probe.py HOST PORT [--tls NAME --ca FILE]"""

import argparse
import http.client
import json
import socket
import ssl

ask = argparse.ArgumentParser()
ask.add_argument("host")
ask.add_argument("port", type=int)
ask.add_argument("--tls", metavar="NAME")
ask.add_argument("--ca", metavar="FILE")
given = ask.parse_args()

try:
    address = socket.getaddrinfo(given.host, given.port, type=socket.SOCK_STREAM)[0][4][0]
    print(f"name    {given.host} is {address}")
    stream = socket.create_connection((address, given.port), timeout=3)
    print(f"tcp     connected from {stream.getsockname()[0]}")
    if given.tls:
        stream = ssl.create_default_context(cafile=given.ca).wrap_socket(stream, server_hostname=given.tls)
        print(f"tls     {stream.version()}, certificate is for {', '.join(name for _, name in stream.getpeercert()['subjectAltName'])}")
    request = http.client.HTTPConnection(given.tls or given.host)
    request.sock = stream
    request.request("POST", "/predict", json.dumps({"income": 52000, "amount": 12999}))
    print(f"http    {request.getresponse().read().decode()}")
except socket.gaierror as error:
    print(f"name    does not resolve: {error}")
except ConnectionRefusedError:
    print("tcp     refused: the host answers, nothing listens on this port")
except (TimeoutError, socket.timeout):
    print("tcp     no answer in 3 s: something on the way drops the packets, or nobody has the address")
except ssl.SSLError as error:
    print(f"tls     {getattr(error, 'verify_message', '') or error.reason}")
except (OSError, http.client.HTTPException) as error:
    print(f"http    {type(error).__name__}: {error}")
