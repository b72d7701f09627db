"""metrics.json → one row for RUN_DATE in the warehouse, however often this runs."""

import json
import os
import sqlite3

with open("metrics.json", encoding="utf-8") as file:
    accuracy = json.load(file)["accuracy"]
warehouse = sqlite3.connect(os.environ["WAREHOUSE"])
with warehouse:  # both or neither
    warehouse.execute("DELETE FROM runs WHERE run_date = ?", [os.environ["RUN_DATE"]])
    warehouse.execute("INSERT INTO runs VALUES (?, ?)", [os.environ["RUN_DATE"], accuracy])
warehouse.close()
