"""The model registry behind the schema, in memory. Leave this file as it is."""

VERSIONS = {
    "churn": [
        {"id": f"mv-{number}", "number": number, "created_at": f"2026-10-{number:02}T09:00:00Z", "approved_by": "ana" if number < 20 else None}
        for number in range(1, 24)
    ],
    "fraud": [],
}  # fmt: skip
STORE_IS_DOWN_FOR = {"mv-21", "mv-7"}


def model_names():
    return sorted(VERSIONS)


def versions_of(model):
    """All versions of a model, the oldest first; new ones are added at the end."""
    return list(VERSIONS[model])


def accuracy_of(version_id):
    """From the metrics store, another system: slow, and not always there. None while nobody has measured."""
    if version_id in STORE_IS_DOWN_FOR:
        raise ConnectionError("the metrics store does not answer")
    number = int(version_id.removeprefix("mv-"))
    return None if number >= 23 else round(0.8 + number / 200, 3)
