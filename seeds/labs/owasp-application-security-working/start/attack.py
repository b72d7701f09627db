"""Six ways in, against a network of paper: says which request would have left the machine."""

from fetch import Answer
from loader import load_model

METADATA = "http://169.254.169.254/latest/meta-data/iam/security-credentials/"
WAYS = {
    "straight to the metadata service": METADATA,
    "a file of our own": "file:///etc/passwd",
    "a name that begins like ours": "https://models.example.com.evil.test/published/a.bin",
    "our name as the user": "https://models.example.com@10.0.0.7/published/a.bin",
    "out of the folder": "https://models.example.com/published/../admin/keys",
    "a redirect from our own hub": "https://hub.example.org/acme/moved.bin",
}

for name, url in WAYS.items():
    asked = []

    def get(address):
        asked.append(address)
        if address.endswith("moved.bin"):
            return Answer(302, {"location": METADATA}, b"")
        return Answer(200, {}, b"bytes")

    try:
        load_model(url, get)
        print(f"IN       {name:<34} {asked[-1]}")
    except Exception as error:
        print(f"refused  {name:<34} {type(error).__name__}, after {len(asked)} request(s)")
