"""Turns the keys, floods, cuts the provider off and moves the clock; then asks the job for tokens."""

import tempfile
from pathlib import Path

from rung_check import Miss, check, load, main

GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
TYPES = {f"urn:ietf:params:oauth:token-type:{kind}" for kind in ("jwt", "access_token", "id_token")}


class Provider:
    def __init__(self, *kids):
        self.now, self.kids, self.up, self.asked = 1_000_000.0, list(kids), True, 0
        try:
            self.set = load("keys.py", "KeySet", "in_time").KeySet(self.fetch, lambda: self.now)
        except (TypeError, ValueError, AttributeError, LookupError) as error:
            raise Miss("not-found", kid=kids[0], said=f"{type(error).__name__}: {error}") from None

    def fetch(self):
        self.asked += 1
        if not self.up:
            raise OSError("connection refused")
        return {"keys": [{"kid": kid, "kty": "RSA", "n": f"n-{kid}"} for kid in self.kids]}

    def find(self, kid):
        try:
            key = self.set.find(kid)
        except KeyError:
            return "KeyError"
        except OSError:
            return "OSError"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return "found" if isinstance(key, dict) and key.get("n") == f"n-{kid}" else f"{key!r}"

    def expect(self, kid, says, wanted, /, **facts):
        if (said := self.find(kid)) != wanted:
            raise Miss(says, said=said, **facts)


@check("rotation")
def rotation():
    one = Provider("may")
    one.expect("may", "not-found", "found", kid="may")
    one.now, one.kids = one.now + 120, ["may", "june"]
    one.expect("june", "new-key-unknown", "found")
    one.expect("may", "not-found", "found", kid="may")
    one.now, one.kids = one.now + 330, ["june"]
    one.expect("may", "old-key-known", "KeyError", minutes="5.5")
    one.expect("june", "not-found", "found", kid="june")
    busy = Provider("may")
    busy.find("may")
    busy.kids = ["june"]
    for _ in range(40):  # a token a few seconds, none of them with a new id
        busy.now += 9
        busy.find("may")
    busy.expect("may", "old-key-known", "KeyError", minutes="6")


@check("flood")
def flood():
    one = Provider("may")
    one.find("may")
    one.now += 60
    before = one.asked
    for number in range(200):
        one.now += 0.25
        if (said := one.find(f"junk-{number}")) != "KeyError":
            raise Miss("junk-found", said=said)
    if (asked := one.asked - before) > 4:
        raise Miss("flooded", asked=asked)
    before = one.asked
    for _ in range(200):
        one.now += 0.25
        one.find("may")
    if (asked := one.asked - before) > 2:
        raise Miss("flooded", asked=asked)
    one.now, one.kids = one.now + 40, ["may", "june"]
    one.expect("june", "new-key-unknown", "found")


@check("outage")
def outage():
    one = Provider("may")
    one.find("may")
    one.up = False
    for minutes in (6, 20, 50):
        one.now = 1_000_000.0 + 60 * minutes
        one.expect("may", "lost-in-outage", "found", minutes=minutes)
    for _ in range(20):
        one.now += 1
        one.find("junk")
        one.expect("may", "lost-in-outage", "found", minutes=51)
    one.now = 1_000_000.0 + 65 * 60
    one.expect("may", "kept-too-long", "OSError")
    one.up, one.now = True, one.now + 60
    one.expect("may", "not-back", "found")


@check("skew")
def skew():
    in_time = load("keys.py", "in_time").in_time
    cases = [
        ({"exp": 1000}, 990, True), ({"exp": 1000}, 1020, True), ({"exp": 1000}, 1045, False),
        ({"nbf": 1000, "exp": 2000}, 980, True), ({"nbf": 1000, "exp": 2000}, 955, False),
        ({"nbf": 1000, "exp": 2000}, 1500, True), ({"nbf": 1000, "exp": 2000}, 2031, False),
    ]  # fmt: skip
    for claims, now, wanted in cases:
        try:
            said = bool(in_time(dict(claims), now))
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
        if said != wanted:
            raise Miss("wrong-time", claims=claims, now=now, wanted=wanted, said=said)


@check("exchange")
def exchange():
    ask, forms = load("job.py", "access_token").access_token, []

    def post(form, *_, **__):
        forms.append(dict(form))
        return {"access_token": f"token-{len(forms)}", "token_type": "Bearer", "expires_in": 300}

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "token")
        for number, (own, audience, scope) in enumerate((("monday", "feature-store", "features:read"),
                                                         ("tuesday", "registry", "models:read")), 1):  # fmt: skip
            path.write_text(own + "\n", encoding="utf-8")
            try:
                said = ask(str(path), post, audience, scope)
            except Exception as error:
                said = f"{type(error).__name__}: {error}"
            if len(forms) != number:
                raise Miss("no-exchange", count=len(forms))
            form = forms[-1]
            wanted = {"grant_type": GRANT, "subject_token": own, "audience": audience, "scope": scope}
            for name, value in wanted.items():
                if form.get(name) != value:
                    raise Miss("wrong-field", name=name, wanted=value, said=form.get(name))
            if form.get("subject_token_type") not in TYPES:
                raise Miss("wrong-field", name="subject_token_type", wanted=sorted(TYPES)[2], said=form.get("subject_token_type"))
            if said != f"token-{number}":
                raise Miss("wrong-token", said=said)


main()
