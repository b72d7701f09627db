"""Puts a day of a dataset into S3."""

import base64
import hashlib
import sys
from pathlib import Path

from client import s3

PART = 8 * 1024 * 1024


def prefix_for(dataset, version):
    """What all keys of one version of a dataset begin with, and no others."""
    return f"{dataset}/version={version:05}/"


def key_for(dataset, version, date, file):
    return f"{prefix_for(dataset, version)}date={date}/{file}"


def parts_of(path):
    with open(path, "rb") as file:
        while part := file.read(PART):
            yield part


def upload(client, path, bucket, key):
    began = client.create_multipart_upload(Bucket=bucket, Key=key, ChecksumAlgorithm="SHA256")
    what = {"Bucket": bucket, "Key": key, "UploadId": began["UploadId"]}
    try:
        done = []
        for number, part in enumerate(parts_of(path), 1):
            digest = base64.b64encode(hashlib.sha256(part).digest()).decode()
            answer = client.upload_part(**what, PartNumber=number, Body=part, ChecksumSHA256=digest)
            done.append({"PartNumber": number, "ETag": answer["ETag"], "ChecksumSHA256": digest})
        client.complete_multipart_upload(**what, MultipartUpload={"Parts": done})
    except BaseException:
        client.abort_multipart_upload(**what)
        raise


def verify(client, path, bucket, key):
    """Whether the object is what the file is, without downloading it."""
    digests = b"".join(hashlib.sha256(part).digest() for part in parts_of(path))
    composite = base64.b64encode(hashlib.sha256(digests).digest()).decode()
    head = client.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    return head.get("ChecksumSHA256", "").split("-")[0] == composite


if __name__ == "__main__":
    dataset, version, date, path = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    key = key_for(dataset, version, date, Path(path).name)
    upload(s3(), path, "datasets", key)
    print(key, "verified" if verify(s3(), path, "datasets", key) else "DIFFERS")
