"""What a job will cost, before anybody starts it: python estimate_cost.py ROWS"""

import json
import math
import sys
from pathlib import Path

settings = json.loads((Path(__file__).parent / "settings.json").read_text(encoding="utf-8"))
steps = math.ceil(int(sys.argv[1]) / settings["batch_size"]) * settings["epochs"]
print(f"{steps * settings['price_per_step']:.2f}")
