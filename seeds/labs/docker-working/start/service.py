"""Answers GET /similar?item=mug with the nearest items, and GET /healthz once the index is built."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8080"))


def build_index():
    import hnswlib
    import numpy as np

    with open("vectors.json", encoding="utf-8") as file:
        vectors = json.load(file)
    names = list(vectors)
    index = hnswlib.Index(space="cosine", dim=3)
    index.init_index(max_elements=len(names))
    index.add_items(np.array([vectors[name] for name in names], dtype="float32"))
    return names, index, vectors


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlparse(self.path)
        if url.path == "/healthz":
            return self.answer(200, {"ready": True})
        item = parse_qs(url.query).get("item", [""])[0]
        names, index, vectors = self.server.built
        if url.path != "/similar" or item not in vectors:
            return self.answer(404, {"error": "no such item"})
        labels, _ = index.knn_query([vectors[item]], k=3)
        self.answer(200, {"item": item, "similar": [names[label] for label in labels[0][1:]]})

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())


if __name__ == "__main__":
    server = ThreadingHTTPServer((HOST, PORT), Handler)
    server.built = build_index()
    print(f"listening on {HOST}:{PORT}", flush=True)
    server.serve_forever()
