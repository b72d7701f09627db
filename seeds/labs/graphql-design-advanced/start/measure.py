"""Runs the page's query and says what it cost."""

import asyncio
from collections import Counter

import db
from schema import execute

PAGE = "{ experiments { name owner { name } lastRun { started metrics { name value } } } }"

db.clear()
result = asyncio.run(execute(PAGE))
print(len(result.data["experiments"]), "experiments,", len(db.log), "database queries")
for statement, times in Counter(db.log).most_common():
    print(f"{times:>4} x  {statement[:110]}")
for error in result.errors or ():
    print("error at", error.path, "-", error.message)
