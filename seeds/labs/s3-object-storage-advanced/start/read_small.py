"""One epoch over the small objects: every sample once, in random order."""

import json
import random

from client import BUCKET


def samples(client, seed=0):
    keys = []
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="samples/"):
        keys += [each["Key"] for each in page["Contents"]]
    random.Random(seed).shuffle(keys)
    for key in keys:
        yield json.loads(client.get_object(Bucket=BUCKET, Key=key)["Body"].read())
