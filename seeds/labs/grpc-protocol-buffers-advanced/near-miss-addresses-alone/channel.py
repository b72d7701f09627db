"""How our services open a channel to the scoring service."""

import json

import grpc

SERVICE = json.dumps(
    {
        "healthCheckConfig": {"serviceName": "scoring.v1.Scoring"},
        "methodConfig": [
            {
                "name": [{"service": "scoring.v1.Scoring"}],
                "retryPolicy": {
                    "maxAttempts": 3,
                    "initialBackoff": "0.05s",
                    "maxBackoff": "0.5s",
                    "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"],
                },
            }
        ],
    }
)


def make_channel(addresses):
    """A channel to the scoring service; `addresses` are "host:port" strings, one balancer or several Pods."""
    return grpc.insecure_channel("ipv4:" + ",".join(addresses), options=[("grpc.service_config", SERVICE)])
