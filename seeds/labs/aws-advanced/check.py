"""Asks the policies as AWS would, layer by layer, for the requests in the log and for others that it does not show."""

import re
from functools import cache

from rung_check import FOLDER, Miss, check, main, read_json

DATA, ML = "111111111111", "222222222222"
ROLE = f"arn:aws:iam::{ML}:role/train"
KEY = f"arn:aws:kms:us-east-1:{DATA}:key/7d1f0c52-93a4-4c0e-8c55-1b6f6a2d9e10"
NAMES = ("scp", "boundary", "role", "bucket-features", "bucket-models", "key-features")
LAYERS = {"scp", "boundary", "role", "bucket", "key"}
BLOCKED = {"e1": {"bucket"}, "e2": {"role", "key"}, "e3": {"bucket"}, "e4": {"scp"}, "e5": {"boundary"}}


def as_list(value):
    return value if isinstance(value, list) else [value]


def like(pattern, value):
    return re.fullmatch(re.escape(str(pattern)).replace(r"\*", ".*").replace(r"\?", "."), value, re.S) is not None


def holds(condition, context):
    for operator, tests in condition.items():
        bare = operator.rpartition(":")[2]
        optional, bare = bare.endswith("IfExists"), bare.removesuffix("IfExists")
        for name, values in tests.items():
            given = next((context[each] for each in context if each.lower() == name.lower()), None)
            wanted = [str(each).lower() if isinstance(each, bool) else str(each) for each in as_list(values)]
            if bare == "Null":
                if (given is None) != (wanted[0] == "true"):
                    return False
            elif given is None:
                if not (optional or "Not" in bare):
                    return False
            elif any(like(each, given) if "Like" in bare else each == given for each in wanted) == ("Not" in bare):
                return False
    return True


def names(principal, who):
    """How a statement names somebody: "one" by the role itself, "all" by the account or a star, "" not at all."""
    account = who.split(":")[4]
    given = ["*"] if principal == "*" else [str(each) for each in as_list((principal or {}).get("AWS", []))]
    if who in given:
        return "one"
    return "all" if {"*", account, f"arn:aws:iam::{account}:root"} & set(given) else ""


def verdict(policy, who, action, resource, context, owned=False):
    """"deny", "one" or "all" (allowed, by which name), or "" when nothing allows it; `owned` means that it has principals."""
    found = ""
    for each in as_list(policy["Statement"]):
        named = names(each.get("Principal"), who) if owned else "one"
        does = any(like(one.lower(), action.lower()) for one in as_list(each.get("Action", each.get("NotAction"))))
        on = any(like(one, resource) for one in as_list(each.get("Resource", each.get("NotResource", "*"))))
        fits = named and does == ("NotAction" not in each) and on == ("NotResource" not in each)
        if fits and holds(each.get("Condition") or {}, context):
            if each["Effect"] == "Deny":
                return "deny"
            found = "one" if "one" in (found, named) else "all"
    return found


@cache
def fixed():
    if not (FOLDER / "fixed").is_dir():
        raise Miss("no-folder")
    return {name: read_json(f"fixed/{name}.json") for name in NAMES}


def allowed(action, resource, context, who=ROLE, role=None):
    """Whether the whole chain lets a request of account 222222222222 through; another `role` stands for its policy."""
    rules = fixed()
    try:
        if verdict(rules["scp"], who, action, resource, context) not in ("one",):
            return False
        identity = verdict(role or rules["role"], who, action, resource, context)
        if role is None and verdict(rules["boundary"], who, action, resource, context) != "one":
            return False
        if "acme-models" in resource:
            own = verdict(rules["bucket-models"], who, action, resource, context, owned=True)
            return own != "deny" and identity != "deny" and bool(identity or own == "one")
        if "acme-features" in resource or resource == KEY:
            other = rules["key-features" if resource == KEY else "bucket-features"]
            return identity == "one" and verdict(other, who, action, resource, context, owned=True) in ("one", "all")
        return identity == "one"
    except (KeyError, TypeError, AttributeError) as error:
        raise Miss("odd-policy", error=repr(error)) from None


def here(region="us-east-1", **more):
    return {"aws:RequestedRegion": region, "aws:SecureTransport": "true", "aws:PrincipalArn": ROLE, **more}


S3_CALLS = {"kms:ViaService": "s3.us-east-1.amazonaws.com"}
FEATURES, MODELS = "arn:aws:s3:::acme-features", "arn:aws:s3:::acme-models"
INSTANCE = f"arn:aws:ec2:us-east-1:{ML}:instance/*"
ENCRYPTED = {"s3:x-amz-server-side-encryption": "aws:kms"}
EVERYTHING = {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


@check("traced")
def traced():
    given = read_json("verdicts.json")
    for event, wanted in BLOCKED.items():
        found = given.get(event) if isinstance(given, dict) else None
        found = {str(each) for each in (found if isinstance(found, list) else [found] if found else [])}
        if unknown := found - LAYERS:
            raise Miss("no-layer", event=event, layer=", ".join(sorted(unknown)))
        if found - wanted:
            raise Miss("lets-through", event=event, layer=", ".join(sorted(found - wanted)))
        if wanted - found:
            raise Miss("missing-layer", event=event, found=", ".join(sorted(found)) or "-")


@check("works")
def works():
    for action, resource, context in (
        ("s3:GetObject", f"{FEATURES}/2026/11/clicks.parquet", here()),
        ("kms:Decrypt", KEY, here(**S3_CALLS)),
        ("ec2:RunInstances", INSTANCE, here(**{"ec2:InstanceType": "g5.12xlarge"})),
        ("ec2:RunInstances", INSTANCE, here(**{"ec2:InstanceType": "g5.xlarge"})),
        ("s3:PutObject", f"{MODELS}/run-9/model.pt", here(**ENCRYPTED)),
    ):
        if not allowed(action, resource, context):
            raise Miss("still-denied", request=f"{action} {resource} {context.get('ec2:InstanceType', '')}")


@check("still-closed")
def still_closed():
    notebook = f"arn:aws:iam::{ML}:role/notebook"
    for why, action, resource, context, who, role in (
        ("region", "ec2:RunInstances", INSTANCE.replace("us-east", "eu-west"), here("eu-west-1", **{"ec2:InstanceType": "g5.xlarge"}), ROLE, None),
        ("size", "ec2:RunInstances", INSTANCE, here(**{"ec2:InstanceType": "p4d.24xlarge"}), ROLE, None),
        ("unencrypted", "s3:PutObject", f"{MODELS}/run-9/model.pt", here(), ROLE, None),
        ("write", "s3:PutObject", f"{FEATURES}/2026/11/clicks.parquet", here(), ROLE, None),
        ("delete", "s3:DeleteObject", f"{MODELS}/run-9/model.pt", here(), ROLE, None),
        ("no TLS", "s3:GetObject", f"{FEATURES}/2026/11/clicks.parquet", here() | {"aws:SecureTransport": "false"}, ROLE, None),
        ("key admin", "kms:ScheduleKeyDeletion", KEY, here(), ROLE, EVERYTHING),
        ("other role", "s3:GetObject", f"{FEATURES}/2026/11/clicks.parquet", here() | {"aws:PrincipalArn": notebook}, notebook, EVERYTHING),
        ("other role", "kms:Decrypt", KEY, here(**S3_CALLS) | {"aws:PrincipalArn": notebook}, notebook, EVERYTHING),
        ("not by S3", "iam:CreateUser", f"arn:aws:iam::{ML}:user/x", here(), ROLE, None),
    ):
        if allowed(action, resource, context, who, role):
            raise Miss("opened", why=why, request=f"{who.rpartition('/')[2]}: {action} {resource}")


def per_day(usage_type, team, since):
    before, after = [], []
    for day in read_json("costs.json")["ResultsByTime"]:
        spent = sum(float(each["Metrics"]["UnblendedCost"]["Amount"]) for each in day["Groups"] if each["Keys"] == [usage_type, f"team${team}"])
        (after if day["TimePeriod"]["Start"] >= since else before).append(spent)
    return sum(after) / len(after) - sum(before) / len(before)


@check("bill")
def bill():
    given = read_json("bill.json")
    rows = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    wanted = [
        ("BoxUsage:p4d.24xlarge", "nlp", "2026-10-15"),
        ("SpotUsage:p4d.24xlarge", "nlp", "2026-10-15"),
        ("BoxUsage:g5.12xlarge", "", "2026-10-10"),
    ]
    for usage_type, team, since in wanted:
        row = next((each for each in rows if (each.get("usage_type"), each.get("team") or "") == (usage_type, team)), None)
        if row is None:
            raise Miss("not-in-bill", count=len(rows))
        if row.get("since") != since:
            raise Miss("other-day", usage_type=usage_type, since=row.get("since", "-"))
        exact = per_day(usage_type, team, since)
        try:
            near = abs(float(row.get("per_day")) - exact) <= abs(exact) * 0.03
        except (TypeError, ValueError):
            near = False
        if not near:
            raise Miss("other-amount", usage_type=usage_type, amount=row.get("per_day", "-"))
    if len(rows) != len(wanted):
        raise Miss("not-in-bill", count=len(rows))


main()
