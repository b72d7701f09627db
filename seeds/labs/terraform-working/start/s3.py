"""S3 on this machine, with the bucket for the state: python s3.py, until Ctrl+C."""

import time

import boto3
from moto.server import ThreadedMotoServer


def serve(port):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())
    s3 = boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id="local", aws_secret_access_key="local", region_name="us-east-1"
    )
    s3.create_bucket(Bucket="ml-tfstate")
    return server, s3, endpoint


if __name__ == "__main__":
    server, _, endpoint = serve(5057)
    print(f"AWS_ENDPOINT_URL_S3={endpoint}", flush=True)
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        server.stop()
