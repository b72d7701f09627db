"""An S3 in Python for this lab (moto), on port 5566 of this machine, with the bucket datasets; Ctrl+C stops it."""

import logging
import time

from client import s3
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=5566)
server.start()
s3().create_bucket(Bucket="datasets")
print("S3 at http://127.0.0.1:5566 with the bucket datasets. Ctrl+C stops it.", flush=True)
try:
    while True:
        time.sleep(1)
finally:
    server.stop()
