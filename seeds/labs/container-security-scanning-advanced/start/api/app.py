"""Requests come in here: handle(path, body) gives (status, text)."""

import os

import yaml

from api import parsers, report

DEBUG = os.environ.get("API_DEBUG", "0") == "1"


def handle(path, body=""):
    if path == "/predict":
        features = yaml.safe_load(body) or {}
        return 200, f"score {round(0.1 * len(features), 2)}"
    if path.startswith("/report/"):
        return 200, report.page(path.rpartition("/")[2], [("auc", 0.91), ("rows", 120_000)])
    if path == "/experiments":
        kind, _, content = body.partition("\n")
        experiment = parsers.find(kind.strip())(content)
        return 201, f"stored {experiment['name']}"
    return 404, "no such path"


def serve():
    from werkzeug.serving import run_simple
    from werkzeug.wrappers import Request, Response

    @Request.application
    def application(request):
        status, text = handle(request.path, request.get_data(as_text=True))
        return Response(text, status=status)

    run_simple("0.0.0.0", 8000, application, use_debugger=DEBUG)
