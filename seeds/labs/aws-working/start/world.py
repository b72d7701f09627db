"""A stand-in for AWS on this machine: S3 and EC2 by moto, and the metadata service of a Spot instance.

`python world.py` runs it until Ctrl+C; create the file `notice` to have the instance reclaimed.
"""

import json
import math
import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BUCKET, STEPS = "ml-train", 24
KEYS = {"aws_access_key_id": "local", "aws_secret_access_key": "local", "region_name": "us-east-1"}


def batch(number):
    """Sixteen payments with three features and whether they were fraud; the same numbers every time."""
    rng = random.Random(number)
    rows = []
    for _ in range(16):
        row = [round(rng.uniform(-1, 1), 3) for _ in range(3)]
        rows.append([*row, int(1.8 * row[0] - 1.1 * row[1] + rng.gauss(0, 0.3) > 0)])
    return rows


def notice_given():
    return Path("notice").exists()


class Metadata(BaseHTTPRequestHandler):
    """Version 2 of the instance metadata service: first a token, then questions that carry it."""

    def do_PUT(self):
        asked = self.path == "/latest/api/token" and self.headers.get("X-aws-ec2-metadata-token-ttl-seconds")
        self.answer(200 if asked else 400, "token-1" if asked else "")

    def do_GET(self):
        if self.headers.get("X-aws-ec2-metadata-token") != "token-1":
            return self.answer(401, "")
        if self.path != "/latest/meta-data/spot/instance-action" or not self.server.notice():
            return self.answer(404, "")
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 120))
        self.answer(200, json.dumps({"action": "terminate", "time": at}))

    def answer(self, status, body):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


def metadata(port=0, notice=notice_given):
    server = ThreadingHTTPServer(("127.0.0.1", port), Metadata)
    server.notice = notice
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def aws(port=0):
    """A moto server, and its address."""
    import logging

    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    return server, "http://{}:{}".format(*server.get_host_and_port())


def clients(endpoint):
    import boto3

    return [boto3.client(name, endpoint_url=endpoint, **KEYS) for name in ("s3", "ec2")]


def upload_batches(s3):
    s3.create_bucket(Bucket=BUCKET)
    for number in range(1, STEPS + 1):
        s3.put_object(Bucket=BUCKET, Key=f"batches/{number:02}.json", Body=json.dumps(batch(number)).encode())


def rent(ec2, run, tagged=True):
    """What starting one run leaves behind: a persistent Spot request, its instance and a data volume."""
    image = ec2.describe_images()["Images"][0]["ImageId"]
    wanted = {"ImageId": image, "InstanceType": "g5.xlarge", "Placement": {"AvailabilityZone": "us-east-1a"}}
    asked = ec2.request_spot_instances(InstanceCount=1, Type="persistent", LaunchSpecification=wanted)
    request = asked["SpotInstanceRequests"][0]["SpotInstanceRequestId"]
    found = ec2.describe_spot_instance_requests(SpotInstanceRequestIds=[request])["SpotInstanceRequests"][0]
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=100)["VolumeId"]
    made = {"request": request, "instance": found["InstanceId"], "volume": volume}
    if tagged:
        ec2.create_tags(Resources=list(made.values()), Tags=[{"Key": "run", "Value": run}])
    return made


if __name__ == "__main__":
    server, endpoint = aws(5055)
    s3, ec2 = clients(endpoint)
    upload_batches(s3)
    for run in ("fraud-7", "fraud-8"):
        print(run, rent(ec2, run))
    metadata(5056)
    print(f"AWS_ENDPOINT_URL={endpoint}  AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:5056")
    try:
        while math.inf:
            time.sleep(1)
    except KeyboardInterrupt:
        server.stop()
