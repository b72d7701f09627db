"""Makes a key set and nine tokens, and says which of them run the model."""

import json
import time

import guard
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

ours, strange = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(ours.public_key()))
jwks = {"keys": [dict(public, kid="2026-11", use="sig", alg="RS256")]}
now = int(time.time())
claims = {"iss": guard.ISSUER, "aud": guard.AUDIENCE, "sub": "mei", "scope": "openid predict:run", "iat": now, "exp": now + 300}


def token(key=ours, algorithm="RS256", kid="2026-11", without=(), **changes):
    body = {name: value for name, value in {**claims, **changes}.items() if name not in without}
    return jwt.encode(body, key, algorithm=algorithm, headers={"kid": kid})


KNOCKS = {
    "a good token": token(),
    "signed by a stranger": token(strange),
    "no signature at all": token(None, "none"),
    "meant for billing": token(aud="billing-api"),
    "from the test realm": token(iss="https://login.example.com/realms/test"),
    "expired a minute ago": token(exp=now - 60),
    "never expires": token(without=("exp",)),
    "may only list models": token(scope="openid models:list"),
    "a key nobody knows": token(strange, kid="2031-01"),
}
for name, text in KNOCKS.items():
    try:
        print(f"RAN   {name:<22}", guard.predict(f"Bearer {text}", jwks, lambda inputs: sum(inputs), [1, 2]))
    except guard.Denied as denied:
        print(f"{denied.status}   {name:<22}", denied)
    except Exception as error:
        print(f"500   {name:<22}", type(error).__name__, error)
