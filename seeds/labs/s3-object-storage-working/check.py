"""Uploads two days to an S3 inside this process, breaks a line, swaps an object, and looks at what is there."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import os
import tempfile
from functools import cache
from pathlib import Path

from rung_check import Miss, check, load, main

BUCKET = "datasets"
MEGABYTE = 1024 * 1024


def functions():
    return load("upload.py", "prefix_for", "key_for", "upload", "verify")


def called(function, *arguments):
    try:
        return function(*arguments)
    except Miss:
        raise
    except Exception as error:
        raise Miss("failed", call=function.__name__, error=f"{type(error).__name__}: {error}") from None


@cache
def bucket():
    """A client of an S3 in this process."""
    import boto3
    from moto import mock_aws

    os.environ.update(AWS_ACCESS_KEY_ID="lab", AWS_SECRET_ACCESS_KEY="lab", AWS_DEFAULT_REGION="us-east-1")
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        os.environ.pop(name, None)
    mock_aws().start()
    client = boto3.client("s3", region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    return client


@cache
def day():
    """A file of 11 MB and a little, which no part size divides."""
    path = Path(tempfile.mkdtemp(prefix="rung-")) / "day.jsonl"
    line = b'{"event": "%08d", "price": 1.5}\n'
    path.write_bytes(b"".join(line % number for number in range(11 * MEGABYTE // 36 + 17)))
    return path


def counted(what):
    """Runs `what` and counts the parts that were sent."""
    client, parts_sent = bucket(), []

    client.meta.events.register("before-call.s3.UploadPart", lambda **_: parts_sent.append(1))
    what()
    return len(parts_sent)


@check("keys")
def keys():
    made = functions()
    names = {}
    for dataset in ("clicks", "clicks-eu"):
        for version in (1, 2, 9, 10, 11):
            for date in ("2026-11-19", "2026-11-20"):
                key = called(made.key_for, dataset, version, date, "day.jsonl")
                if not isinstance(key, str) or not key or key.startswith("/") or "//" in key or " " in key:
                    raise Miss("bad-key", key=key)
                if dataset not in key or date not in key or not key.endswith("day.jsonl") or key.count("/") < 2:
                    raise Miss("bad-key", key=key)
                names[dataset, version, date] = key
    if len(set(names.values())) != len(names):
        raise Miss("same-key", key=sorted(names.values())[0])
    for dataset, version in sorted({each[:2] for each in names}):
        prefix = called(made.prefix_for, dataset, version)
        listed = {each for each, key in names.items() if key.startswith(str(prefix))}
        wrong = listed ^ {each for each in names if each[:2] == (dataset, version)}
        if wrong:
            raise Miss("prefix", prefix=prefix, key=names[sorted(wrong)[0]])


@check("order")
def order():
    made = functions()
    found = [called(made.key_for, "clicks", version, "2026-11-20", "day.jsonl") for version in (1, 2, 9, 10, 11, 100)]
    if found != sorted(found):
        raise Miss("order", first=found[3], second=found[2])


@check("parts")
def parts():
    made, client = functions(), bucket()
    key = called(made.key_for, "clicks", 1, "2026-11-20", "day.jsonl")
    sent = counted(lambda: called(made.upload, client, str(day()), BUCKET, key))
    if sent < 2:
        raise Miss("one-piece", parts=sent)
    stored = client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
    if stored != day().read_bytes():
        raise Miss("other-bytes", wanted=day().stat().st_size, stored=len(stored))
    if not client.head_object(Bucket=BUCKET, Key=key, ChecksumMode="ENABLED").get("ChecksumSHA256"):
        raise Miss("no-checksum")


@check("verified")
def verified():
    made, client = functions(), bucket()
    key = called(made.key_for, "clicks", 2, "2026-11-20", "day.jsonl")
    called(made.upload, client, str(day()), BUCKET, key)
    fetched = []
    client.meta.events.register("before-call.s3.GetObject", lambda **_: fetched.append(1))
    if called(made.verify, client, str(day()), BUCKET, key) is not True:
        raise Miss("refused-good")
    right = day().read_bytes()
    metadata = client.head_object(Bucket=BUCKET, Key=key)["Metadata"]
    for what, at in (("in the first part", 4_000), ("in the last line", len(right) - 5)):
        wrong = bytearray(right)
        wrong[at] ^= 1
        other = day().with_name("wrong.jsonl")
        other.write_bytes(wrong)
        called(made.upload, client, str(other), BUCKET, key)
        client.copy_object(
            Bucket=BUCKET, Key=key + ".meta", CopySource={"Bucket": BUCKET, "Key": key}, MetadataDirective="REPLACE",
            Metadata=metadata,
        )  # fmt: skip
        for name in (key, key + ".meta") if metadata else (key,):
            if called(made.verify, client, str(day()), BUCKET, name) is not False:
                raise Miss("accepted-bad", what=what)
    if fetched:
        raise Miss("downloads")


@check("no-leftovers")
def no_leftovers():
    made, client = functions(), bucket()
    key = called(made.key_for, "clicks", 3, "2026-11-20", "day.jsonl")
    tried = []

    def cut(**_):
        tried.append(1)
        if len(tried) > 1:
            raise OSError("the line was cut")

    client.meta.events.register("before-call.s3.UploadPart", cut, unique_id="cut")
    try:
        made.upload(client, str(day()), BUCKET, key)
    except Exception:
        pass
    else:
        raise Miss("silent" if len(tried) > 1 else "one-piece", parts=len(tried))
    finally:
        client.meta.events.unregister("before-call.s3.UploadPart", cut, unique_id="cut")
    left = client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
    if left:
        raise Miss("left", uploads=len(left))


main()
