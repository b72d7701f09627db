"""The client for this lab's S3; its keys are made up."""

import boto3


def s3():
    return boto3.client(
        "s3", endpoint_url="http://127.0.0.1:5566", region_name="us-east-1",
        aws_access_key_id="lab", aws_secret_access_key="lab",
    )  # fmt: skip
