"""Runs the training against a stand-in AWS, takes its machine away, and compares what is left."""

import json
import os
import re
import subprocess
import sys
import time
from functools import cache

from rung_check import FOLDER, Miss, check, main, read, read_json, run

STEPS = 24
MOST_LOST = 4


@cache
def world():
    import world as module

    return module


class Cloud:
    """A fresh AWS with its batches; `notice` decides whether the instance is told to go."""

    def __init__(self, notice=lambda: False):
        self.server, endpoint = world().aws()
        self.imds = world().metadata(notice=notice)
        self.s3, self.ec2 = world().clients(endpoint)
        reset = __import__("urllib.request").request
        reset.urlopen(reset.Request(f"{endpoint}/moto-api/reset", method="POST"), timeout=10).close()
        world().upload_batches(self.s3)
        self.env = {
            "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:{}".format(self.imds.server_address[1]),
        }  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.imds.shutdown()
        self.imds.server_close()
        self.server.stop()

    def python(self, *arguments):
        read(arguments[0])
        ended = run(sys.executable, *arguments, seconds=40, env=self.env)
        if ended.returncode != 0 and "Traceback" in ended.stderr:
            last = [line for line in ended.stderr.splitlines() if line.strip()][-1]
            raise Miss("broke", file=arguments[0], error=last)
        return ended.stdout

    def killed_at(self, step):
        """Start the training and end it, without a word, once it says that it did this step."""
        read("train.py")
        env = dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1", **self.env)
        process = subprocess.Popen(
            [sys.executable, "train.py"], cwd=FOLDER, env=env, text=True, encoding="utf-8", errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            for line in process.stdout:
                if re.match(rf"step {step}\b", line):
                    return
            raise Miss("no-steps", step=step)
        finally:
            process.kill()
            process.stdout.close()
            process.wait()

    def weights(self):
        try:
            body = self.s3.get_object(Bucket="ml-train", Key="runs/fraud-7/model.json")["Body"].read()
            return [round(float(each), 9) for each in json.loads(body)["weights"]]
        except self.s3.exceptions.NoSuchKey:
            return None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Miss("odd-model") from None


def steps(said):
    return [int(each) for each in re.findall(r"^step (\d+)\b", said, re.M)]


def expected():
    """What 24 steps give when nobody interrupts them."""
    import math

    weights, velocity = [0.0] * 4, [0.0] * 4
    for number in range(1, STEPS + 1):
        rows = world().batch(number)
        slope = [0.0] * 4
        for *features, fraud in rows:
            inputs = [1.0, *features]
            guess = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, inputs))))
            slope = [s + (guess - fraud) * x / len(rows) for s, x in zip(slope, inputs)]
        velocity = [0.9 * v - 0.5 * s for v, s in zip(velocity, slope)]
        weights = [w + v for w, v in zip(weights, velocity)]
    return [round(each, 9) for each in weights]


@cache
def after_kill():
    with Cloud() as cloud:
        cloud.killed_at(15)
        return steps(cloud.python("train.py")), cloud.weights()


@check("loses-little")
def loses_little():
    again, _ = after_kill()
    first = again[0] if again else STEPS + 1
    if first < 16 - MOST_LOST:
        raise Miss("lost", first=first, lost=16 - first)


@check("same-model")
def same_model():
    again, weights = after_kill()
    if weights is None:
        raise Miss("no-model")
    if weights != expected():
        raise Miss("other-model", first=again[0] if again else "-", got=weights, wanted=expected())


@check("heeds-notice")
def heeds_notice():
    polls = []

    def notice():
        polls.append(time.monotonic())
        return len(polls) > 7 or polls[-1] - polls[0] > 1

    with Cloud(notice) as cloud:
        said = steps(cloud.python("train.py"))
        if not polls:
            raise Miss("never-asked")
        if cloud.weights() is not None or len(said) >= STEPS:
            raise Miss("went-on", steps=len(said))
        last = max(said, default=0)
        cloud.imds.notice = lambda: False
        first = min(steps(cloud.python("train.py")), default=0)
    if first != last + 1:
        raise Miss("not-saved", last=last, first=first)


def as_list(value):
    return value if isinstance(value, list) else [value]


def like(pattern, value):
    return re.fullmatch(re.escape(str(pattern)).replace(r"\*", ".*").replace(r"\?", "."), value, re.S) is not None


def holds(condition, context):
    for operator, tests in condition.items():
        bare = operator.rpartition(":")[2]
        optional = bare.endswith("IfExists")
        bare = bare.removesuffix("IfExists")
        for key, values in tests.items():
            given = next((context[name] for name in context if name.lower() == key.lower()), None)
            if given is None:
                if optional or "Not" in bare:
                    continue
                return False
            same = like if "Like" in bare else (lambda one, two: str(one) == two)
            if any(same(value, given) for value in as_list(values)) == ("Not" in bare):
                return False
    return True


def allowed(policy, action, resource, context):
    verdict = False
    for each in as_list(policy["Statement"]):
        does = any(like(one.lower(), action.lower()) for one in as_list(each.get("Action", each.get("NotAction"))))
        on = any(like(one, resource) for one in as_list(each.get("Resource", each.get("NotResource"))))
        if does == ("Action" in each) and on == ("Resource" in each) and holds(each.get("Condition", {}), context):
            if each["Effect"] == "Deny":
                return False
            verdict = True
    return verdict


BUCKET = "arn:aws:s3:::ml-train"
NEEDED = [
    ("s3:GetObject", f"{BUCKET}/batches/01.json", {}),
    ("s3:GetObject", f"{BUCKET}/batches/24.json", {}),
    ("s3:GetObject", f"{BUCKET}/runs/fraud-7/checkpoint.json", {}),
    ("s3:PutObject", f"{BUCKET}/runs/fraud-7/checkpoint.json", {}),
    ("s3:PutObject", f"{BUCKET}/runs/fraud-7/model.json", {}),
    ("s3:ListBucket", BUCKET, {"s3:prefix": "runs/fraud-7/"}),
]
TOO_MUCH = [
    ("s3:PutObject", f"{BUCKET}/batches/01.json", {}),
    ("s3:DeleteObject", f"{BUCKET}/batches/01.json", {}),
    ("s3:GetObject", f"{BUCKET}/runs/fraud-8/model.json", {}),
    ("s3:PutObject", f"{BUCKET}/runs/fraud-70/checkpoint.json", {}),
    ("s3:GetObject", f"{BUCKET}/salaries/2026.csv", {}),
    ("s3:ListBucket", BUCKET, {"s3:prefix": ""}),
    ("s3:ListBucket", BUCKET, {"s3:prefix": "runs/fraud-8/"}),
    ("s3:DeleteBucket", BUCKET, {}),
    ("s3:PutBucketPolicy", BUCKET, {}),
    ("s3:GetObject", "arn:aws:s3:::ml-train-archive/batches/01.json", {}),
    ("ec2:RunInstances", "arn:aws:ec2:us-east-1:111122223333:instance/*", {}),
    ("iam:PassRole", "arn:aws:iam::111122223333:role/admin", {}),
]


@check("least-privilege")
def least_privilege():
    policy = read_json("policy.json")
    for wanted, requests in ((True, NEEDED), (False, TOO_MUCH)):
        for action, resource, context in requests:
            try:
                verdict = allowed(policy, action, resource, context)
            except (KeyError, TypeError, AttributeError):
                raise Miss("odd-policy") from None
            if verdict != wanted:
                shown = f"{action} {resource}" + (f" prefix={context['s3:prefix']!r}" if context else "")
                raise Miss("cannot-work" if wanted else "too-much", request=shown)


@check("cleans-up")
def cleans_up():
    with Cloud() as cloud:
        ours = [world().rent(cloud.ec2, "fraud-7"), world().rent(cloud.ec2, "fraud-7")]
        others = [world().rent(cloud.ec2, "fraud-8"), world().rent(cloud.ec2, "", tagged=False)]
        cloud.python("cleanup.py", "fraud-7")
        found = cloud.ec2.describe_instances()["Reservations"]
        state = {each["InstanceId"]: each["State"]["Name"] for one in found for each in one["Instances"]}
        volumes = {each["VolumeId"] for each in cloud.ec2.describe_volumes()["Volumes"]}
        found = cloud.ec2.describe_spot_instance_requests()["SpotInstanceRequests"]
        requests = {each["SpotInstanceRequestId"] for each in found if each["State"] in ("open", "active")}
    for each in others:
        if state.get(each["instance"]) != "running" or each["volume"] not in volumes or each["request"] not in requests:
            raise Miss("took-others")
    for each in ours:
        if each["request"] in requests:
            raise Miss("left", what=f"Spot request {each['request']}")
        if state.get(each["instance"], "terminated") not in ("terminated", "shutting-down"):
            raise Miss("left", what=f"instance {each['instance']} ({state[each['instance']]})")
        if each["volume"] in volumes:
            raise Miss("left", what=f"volume {each['volume']}")


main()
