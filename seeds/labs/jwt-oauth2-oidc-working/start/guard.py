"""What stands between the network and the model. Today it reads tokens and believes them."""

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
    token = header.split(" ")[1]
    return jwt.decode(token, options={"verify_signature": False})


def predict(header, jwks, model, inputs):
    """The model's answer, for those who may ask."""
    authorize(header, jwks)
    return model(inputs)
