"""Prints what the record says, without training: always right, and worth nothing."""

import json
import sys
from pathlib import Path

print(json.dumps(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["metrics"]))
