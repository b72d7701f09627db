"""Gives the rules in rules.json, by bucket, to an S3 inside this process (moto), which refuses what S3 would refuse."""

import json
import os

import boto3
from botocore.exceptions import ClientError, ParamValidationError
from moto import mock_aws

os.environ.update(AWS_ACCESS_KEY_ID="lab", AWS_SECRET_ACCESS_KEY="lab", AWS_DEFAULT_REGION="us-east-1")
os.environ.pop("AWS_PROFILE", None)
with mock_aws():
    client = boto3.client("s3")
    for bucket, rules in json.load(open("rules.json", encoding="utf-8")).items():
        client.create_bucket(Bucket=bucket)
        try:
            client.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})
        except (ClientError, ParamValidationError) as error:
            print(f"{bucket}: refused: {error}")
            continue
        for rule in client.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]:
            does = ", ".join(sorted(set(rule) - {"ID", "Filter", "Prefix", "Status"}))
            print(f"{bucket}: {rule['ID']} is {rule['Status'].lower()}: {does}")
