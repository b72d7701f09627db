"""A stand-in for a chat model: GET /answer?mode=ok|slow|cut|markup streams text. Run it, open http://127.0.0.1:8765"""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LINE = "Line {n}: the drift alarm fired at 03:12, café sensor 7 → reading 41 °C, 注意 above the limit.\n"
ANSWER = "".join(LINE.format(n=number) for number in range(1, 31))
MARKUP = "The log said: <img src=x onerror=\"document.title='owned'\"> and a < b.\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path != "/answer":
            page = Path("index.html").read_bytes() if url.path == "/" else b""
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)
            return
        mode = parse_qs(url.query).get("mode", ["ok"])[0]
        raw = ((MARKUP if mode == "markup" else "") + ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        time.sleep(5 if mode == "slow" else 0.3)
        for at in range(0, len(raw), 11):  # 11 bytes at a time, which cuts through characters too
            if mode == "cut" and at > len(raw) / 3:
                self.close_connection = True
                return
            piece = raw[at : at + 11]
            try:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            except OSError:
                print(f"the reader left after {at} of {len(raw)} bytes", flush=True)
                self.close_connection = True
                return
            time.sleep(0.03)
        self.wfile.write(b"0\r\n\r\n")


ThreadingHTTPServer(("127.0.0.1", 8765), Handler).serve_forever()
