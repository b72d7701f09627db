import json
import sys
import urllib.error
import urllib.request

WANTED = [
    (200, {"models": [{"name": "ranker", "stage": "production"}, {"name": "churn", "stage": "shadow"}]}),
    (200, {"name": "ranker", "stage": "production", "version": 7, "auc": 0.871, "owner": "search"}),
    (404, {"error": {"code": "no_model", "message": "no model nobody"}}),
    (200, {"score": 0.35, "version": 7}),
    (404, {"error": {"code": "no_model", "message": "no model nobody"}}),
    (409, {"error": {"code": "shadow", "message": "a shadow model answers nobody"}}),
    (422, {"error": {"code": "bad_features", "message": "features is a list of numbers"}}),
]
wrong = 0
for case, wanted in zip(json.load(open("cases.json")), WANTED):
    body = None if case["body"] is None else json.dumps(case["body"]).encode()
    request = urllib.request.Request(sys.argv[1] + case["path"], body, method=case["method"])
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    got = answer.status, json.loads(answer.read())
    if got != wanted:
        wrong += 1
        print(case["path"], got)
sys.exit(bool(wrong))
