"""One day of requests in short, and which library functions they called: python traffic.py"""

import sys
from collections import Counter

from api.app import handle

seen = Counter()


def watch(frame, event, _):
    module = frame.f_globals.get("__name__", "")
    if event == "call" and module.partition(".")[0] in ("yaml", "jinja2", "PIL", "werkzeug") and not frame.f_code.co_name.startswith("_"):
        seen[f"{module}.{frame.f_code.co_name}"] += 1


sys.setprofile(watch)
for path, body in [("/predict", "age: 41\nincome: 52000"), ("/report/r-7", ""), ("/experiments", 'json\n{"name": "e-1"}')] * 3:
    handle(path, body)
sys.setprofile(None)
for name in ("yaml.safe_load", "yaml.full_load", "yaml.load", "jinja2.filters.do_round", "jinja2.filters.do_xmlattr", "PIL.ImageMath.eval"):
    print(f"{seen[name]:>4} × {name}")
