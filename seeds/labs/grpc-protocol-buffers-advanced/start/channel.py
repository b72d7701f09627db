"""How our services open a channel to the scoring service."""

import grpc


def make_channel(addresses):
    """A channel to the scoring service; `addresses` are "host:port" strings, one balancer or several Pods."""
    return grpc.insecure_channel(addresses[0])
