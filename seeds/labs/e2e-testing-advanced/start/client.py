"""get("/jobs/j-1") and post("/jobs", {...}) give (status, answer); the service is where JOBS_URL says."""

import json
import os
import urllib.error
import urllib.request


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(os.environ["JOBS_URL"] + path, data, method=method)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def get(path):
    return call("GET", path)


def post(path, body=None):
    return call("POST", path, body or {})
