"""Trains a small fraud model on 24 batches from S3, on a machine that may be taken away at any step."""

import json
import math
import os
import time
import urllib.error
import urllib.request

import boto3

BUCKET, RUN, STEPS = "ml-train", "fraud-7", 24
CHECKPOINT, EVERY = f"runs/{RUN}/checkpoint.json", 3
METADATA = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254").rstrip("/")
s3 = boto3.client("s3")


def load_batch(number):
    return json.load(s3.get_object(Bucket=BUCKET, Key=f"batches/{number:02}.json")["Body"])


def train_step(weights, velocity, rows):
    """One step of gradient descent with momentum; returns the new weights and velocity."""
    time.sleep(0.2)  # stands for the GPU's work
    slope = [0.0] * len(weights)
    for *features, fraud in rows:
        inputs = [1.0, *features]
        guess = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, inputs))))
        slope = [s + (guess - fraud) * x / len(rows) for s, x in zip(slope, inputs)]
    velocity = [0.9 * v - 0.5 * s for v, s in zip(velocity, slope)]
    return [w + v for w, v in zip(weights, velocity)], velocity


def reclaimed():
    """Whether AWS has announced that it takes this instance back within two minutes."""
    ask = urllib.request.Request(
        f"{METADATA}/latest/api/token", method="PUT", headers={"X-aws-ec2-metadata-token-ttl-seconds": "60"}
    )
    try:
        with urllib.request.urlopen(ask, timeout=1) as answer:
            token = answer.read().decode()
        ask = urllib.request.Request(
            f"{METADATA}/latest/meta-data/spot/instance-action", headers={"X-aws-ec2-metadata-token": token}
        )
        with urllib.request.urlopen(ask, timeout=1):
            return True
    except (urllib.error.URLError, TimeoutError):
        return False  # 404: no notice; anything else: not on EC2


def save(step, weights, velocity):
    state = {"step": step, "weights": weights, "velocity": velocity}
    s3.put_object(Bucket=BUCKET, Key=CHECKPOINT, Body=json.dumps(state).encode())


def resume():
    found = s3.list_objects_v2(Bucket=BUCKET, Prefix=CHECKPOINT)
    if not found.get("Contents"):
        return 0, [0.0] * 4, [0.0] * 4
    state = json.load(s3.get_object(Bucket=BUCKET, Key=CHECKPOINT)["Body"])
    return state["step"], state["weights"], state["velocity"]


def main():
    done, weights, velocity = resume()
    for number in range(done + 1, STEPS + 1):
        weights, velocity = train_step(weights, velocity, load_batch(number))
        print(f"step {number}", flush=True)
        leaving = reclaimed()
        if leaving:
            save(number, weights, velocity)
        if leaving:
            print(f"reclaimed after step {number}", flush=True)
            return
    s3.put_object(Bucket=BUCKET, Key=f"runs/{RUN}/model.json", Body=json.dumps({"weights": weights}).encode())


if __name__ == "__main__":
    main()
