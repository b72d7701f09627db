"""Every key with the seconds it has left and its value."""

import redis

client = redis.Redis(port=6390, decode_responses=True)
for key in sorted(client.scan_iter()):
    print(f"{client.ttl(key):>6} s   {key}   {client.get(key) if client.type(key) == 'string' else client.type(key)}")
