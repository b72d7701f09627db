"""Runs a query file against the schema: python ask.py page.graphql [cursor]"""

import json
import sys

from schema import schema

query = open(sys.argv[1], encoding="utf-8").read()
result = schema.execute_sync(query, variable_values={"after": sys.argv[2] if len(sys.argv) > 2 else None})
print(json.dumps(result.data, indent=1))
for error in result.errors or ():
    print("error at", error.path, "-", error.message)
