"""Puts a day of a dataset into S3."""

import sys
from pathlib import Path

from client import s3


def prefix_for(dataset, version):
    """What all keys of one version of a dataset begin with, and no others."""
    return f"{dataset}-v{version}"


def key_for(dataset, version, date, file):
    return f"{prefix_for(dataset, version)}-{date}-{file}"


def upload(client, path, bucket, key):
    client.put_object(Bucket=bucket, Key=key, Body=Path(path).read_bytes())


def verify(client, path, bucket, key):
    """Whether the object is what the file is, without downloading it."""
    return client.head_object(Bucket=bucket, Key=key)["ContentLength"] == Path(path).stat().st_size


if __name__ == "__main__":
    dataset, version, date, path = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    key = key_for(dataset, version, date, Path(path).name)
    upload(s3(), path, "datasets", key)
    print(key, "verified" if verify(s3(), path, "datasets", key) else "DIFFERS")
