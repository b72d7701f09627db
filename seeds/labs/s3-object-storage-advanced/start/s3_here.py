"""An S3 in Python (moto) on port 5567 of this machine, filled with 1,500 samples; Ctrl+C stops it.

samples/00000.json to samples/01499.json, 1 to 14 kB each: one image embedding and its label per object.
"""

import json
import logging
import random
import time

from client import BUCKET, s3
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=5567, verbose=False)
server.start()
client, dice = s3(wait=0), random.Random(7)
client.create_bucket(Bucket=BUCKET)
for number in range(1500):
    vector = [round(dice.random(), 4) for _ in range(dice.randint(120, 1800))]
    body = json.dumps({"id": number, "label": number // 150, "vector": vector}).encode()
    client.put_object(Bucket=BUCKET, Key=f"samples/{number:05}.json", Body=body)
print("S3 at http://127.0.0.1:5567 with 1,500 samples. Ctrl+C stops it.", flush=True)
try:
    while True:
        time.sleep(1)
finally:
    server.stop()
