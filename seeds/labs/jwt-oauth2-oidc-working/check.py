"""Knocks with tokens of all kinds and looks who gets in, with which status, and whether the model ran."""

import base64
import hashlib
import hmac
import json
import time
from functools import cache

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from rung_check import Miss, check, load, main

NOW = int(time.time())


@cache
def keys():
    return {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("a", "b", "stranger")}


@cache
def guard():
    return load("guard.py", "predict", "authorize", "Denied", "ISSUER", "AUDIENCE", "SCOPE")


def public(name):
    return json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(keys()[name].public_key()))


def jwks():
    return {"keys": [dict(public("a"), kid="old", use="sig", alg="RS256"), dict(public("b"), kid="new", use="sig", alg="RS256")]}


def part(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(without=(), **changes):
    whole = {"iss": guard().ISSUER, "aud": guard().AUDIENCE, "sub": "u-1", "iat": NOW, "exp": NOW + 300,
             "scope": f"openid {guard().SCOPE} models:list", **changes}  # fmt: skip
    return {name: value for name, value in whole.items() if name not in without}


def token(key="b", kid="new", headers=None, without=(), **changes):
    return jwt.encode(claims(without, **changes), keys()[key], algorithm="RS256", headers={"kid": kid, **(headers or {})})


def knock(header):
    """(status or "ran", what else was raised)"""
    ran = []
    try:
        guard().predict(header, jwks(), lambda inputs: ran.append(inputs) or "answer", [1])
    except guard().Denied as denied:
        return ("ran" if ran else denied.status), ""
    except Exception as error:
        return ("ran" if ran else "crash"), f"{type(error).__name__}: {error}"
    return ("ran" if ran else "nothing"), ""


def runs(name, header):
    got, said = knock(header)
    if got != "ran":
        raise Miss("good-refused", token=name, got=said or got)


def denied(name, header, status):
    got, said = knock(header)
    if got == "ran":
        raise Miss("let-in", token=name)
    if got == "crash":
        raise Miss("crash", token=name, error=said)
    if got != status:
        raise Miss("other-status", token=name, status=status, got=got)


@check("signature")
def signature():
    runs("key new", f"Bearer {token()}")
    runs("key old", f"Bearer {token('a', 'old')}")
    runs("aud is a list", f"Bearer {token(aud=['other', guard().AUDIENCE])}")
    head, body, sign = token().split(".")
    pem = keys()["b"].public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip
    confused = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'new'})}.{body}"
    by_modulus = hmac.new(public("b")["n"].encode(), confused.encode(), hashlib.sha256).digest()
    by_pem = hmac.new(pem, confused.encode(), hashlib.sha256).digest()
    bad = {
        "signed by a stranger": token("stranger"),
        "unsigned (alg none)": f"{part({'alg': 'none', 'kid': 'new'})}.{body}.",
        "HS256 with the public key": f"{confused}.{part(by_pem)}",
        "HS256 with the modulus": f"{confused}.{part(by_modulus)}",
        "changed after signing": f"{head}.{part(claims(sub='admin'))}.{sign}",
        "key inside the header": token("stranger", headers={"jwk": public("stranger")}),
        "key old, kid new": token("a", "new"),
        "RS512 with the right key": jwt.encode(claims(), keys()["b"], "RS512", headers={"kid": "new"}),
        "PS256 with the right key": jwt.encode(claims(), keys()["b"], "PS256", headers={"kid": "new"}),
    }
    for name, text in bad.items():
        denied(name, f"Bearer {text}", 401)


@check("claims")
def the_claims():
    runs("a good token", f"Bearer {token()}")
    bad = {
        "aud billing-api": token(aud="billing-api"), "aud missing": token(without=("aud",)),
        "iss of the test realm": token(iss="https://login.example.com/realms/test"), "iss missing": token(without=("iss",)),
        "expired ten minutes ago": token(exp=NOW - 600), "exp missing": token(without=("exp",)),
        "nbf in an hour": token(nbf=NOW + 3600, exp=NOW + 7200),
    }  # fmt: skip
    for name, text in bad.items():
        denied(name, f"Bearer {text}", 401)


@check("scope")
def scope():
    ours = guard().SCOPE
    runs("scope alone", f"Bearer {token(scope=ours)}")
    for name, said in (("scope models:list", "openid models:list"), ("scope empty", ""),
                       (f"scope {ours}-dry", f"{ours}-dry"), (f"scope not-{ours}", f"openid not-{ours}")):  # fmt: skip
        denied(name, f"Bearer {token(scope=said)}", 403)
    denied("scope missing", f"Bearer {token(without=('scope',))}", 403)
    denied("scope missing, expired", f"Bearer {token(without=('scope',), exp=NOW - 600)}", 401)


@check("rubbish")
def rubbish():
    runs("a good token", f"Bearer {token()}")
    bad = {
        "kid nobody knows": f"Bearer {token('stranger', 'in-2031')}", "no header": None, "empty header": "",
        "only Bearer": "Bearer", "Basic": "Basic dTpw", "not a token": "Bearer abc", "three dots": "Bearer a.b.c.d",
        "header is no JSON": "Bearer e.e.e", "token without kid": "Bearer " + jwt.encode(claims(), keys()["stranger"], "RS256"),
    }  # fmt: skip
    for name, header in bad.items():
        denied(name, header, 401)


main()
