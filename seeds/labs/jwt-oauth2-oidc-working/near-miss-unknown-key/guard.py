"""What stands between the network and the model."""

import jwt

ISSUER = "https://login.example.com/realms/ml"
AUDIENCE = "inference-api"
SCOPE = "predict:run"


class Denied(Exception):
    """The answer is `status`: 401 when we do not know who asks, 403 when we know and they may not."""

    def __init__(self, status, why):
        super().__init__(f"{status}: {why}")
        self.status = status


def authorize(header, jwks):
    """The claims of `Authorization: Bearer …`, checked against the provider's key set; raises Denied."""
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer":
        raise Denied(401, "no bearer token")
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        keys = {key["kid"]: key for key in jwks["keys"] if key.get("use", "sig") == "sig" and key["kty"] == "RSA"}
        claims = jwt.decode(
            token, jwt.PyJWK(keys[kid], algorithm="RS256"), algorithms=["RS256"], audience=AUDIENCE, issuer=ISSUER,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )  # fmt: skip
    except jwt.PyJWTError as error:
        raise Denied(401, error) from None
    if SCOPE not in str(claims.get("scope", "")).split():
        raise Denied(403, f"lacks {SCOPE}")
    return claims


def predict(header, jwks, model, inputs):
    """The model's answer, for those who may ask."""
    authorize(header, jwks)
    return model(inputs)
