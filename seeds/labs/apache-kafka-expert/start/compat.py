"""Tries each proposal both ways: new readers on old messages (backward), old readers on new messages (forward)."""

import io
from pathlib import Path

from fastavro import schemaless_reader, schemaless_writer
from fastavro.schema import load_schema

old = load_schema("click.avsc")
sample = {
    "event_id": "e-1", "customer": "c-1", "user": "c-1", "amount": 12, "surface": "WEB", "campaign": None, "region": "eu",
}  # fmt: skip


def tries(written, read, **change):
    raw = io.BytesIO()
    names = [field["name"] for field in written["fields"]]
    schemaless_writer(raw, written, {name: {**sample, **change}[name] for name in names})
    raw.seek(0)
    try:
        schemaless_reader(raw, written, read)
    except Exception as error:
        return f"breaks ({type(error).__name__})"
    return "works"


for path in sorted(Path("proposals").glob("*.avsc")):
    new = load_schema(path)
    print(f"{path.stem:<16} backward: {tries(old, new):<38} forward: {tries(new, old)}")
kiosk = load_schema("proposals/c-kiosk.avsc")
print(f"{'c-kiosk, KIOSK':<16} backward: {'(no old message has it)':<38} forward: {tries(kiosk, old, surface='KIOSK')}")
big = load_schema("proposals/b-long.avsc")
print(f"{'b-long, 3e9':<16} backward: {'(no old message has it)':<38} forward: {tries(big, old, amount=3_000_000_000)}")
