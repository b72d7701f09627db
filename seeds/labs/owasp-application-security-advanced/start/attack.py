"""One real attempt on the service: python attack.py. Add one function for each threat of your model."""

import rag

MEI = {"name": "mei", "tenant": "acme", "roles": ["support"]}
OLE = {"name": "ole", "tenant": "bolt", "roles": ["support"]}


def reads_another_tenant():
    return "BOLT-7731" in rag.ask(MEI, "what is the refund code")


for name, attempt in list(globals().items()):
    if callable(attempt) and getattr(attempt, "__module__", "") == "__main__":
        print(f"{'GOT IN ' if attempt() else 'held   '} {name}")
