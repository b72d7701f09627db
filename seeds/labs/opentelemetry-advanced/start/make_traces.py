"""Writes spans.jsonl: two minutes of a chat service, one span a line, as they reach the collectors."""

import json
import random


def spans(seed=3, traces=600, slowest=24.0):
    """Spans as dicts: ids, service, name, status, start and end in seconds; a span arrives when it ends."""
    rng, found = random.Random(seed), []
    for number in range(traces):
        trace, at = f"{rng.getrandbits(128):032x}", number * 120 / traces
        message = f"m-{rng.getrandbits(32):08x}"
        kind = rng.choices(["good", "error", "slow"], [94, 3, 3])[0]
        took = rng.uniform(7, slowest) if kind == "slow" else rng.uniform(0.4, 2.5)
        failed = kind == "error"
        if failed and rng.random() < 0.4:
            took = rng.uniform(10, slowest)  # some give up only after a long wait

        def span(service, name, parent, start, end, status="OK", trace=trace, **attributes):
            id_ = f"{rng.getrandbits(64):016x}"
            found.append({"trace": trace, "span": id_, "parent": parent, "service": service, "name": name, "status": status,
                          "start": round(at + start, 3), "end": round(at + end, 3), **attributes})  # fmt: skip
            return id_

        root = span("chat", "POST /chat", None, 0, took, "ERROR" if failed else "OK")
        plan = span("orchestrator", "answer", root, 0.01, took - 0.01, "ERROR" if failed else "OK")
        look = span("retriever", "search", plan, 0.02, 0.15)
        span("retriever", "publish embed", look, 0.10, 0.11, message=message)
        embed = span("embedder", "process embed", None, 0.13, 0.3, trace=f"{rng.getrandbits(128):032x}", message=message)
        span("embedder", "gpu", embed, 0.15, 0.28, trace=found[-1]["trace"])
        span("llm", "generate", plan, 0.3, took - 0.02, "ERROR" if failed else "OK")
    return sorted(found, key=lambda each: each["end"])


if __name__ == "__main__":
    with open("spans.jsonl", "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(each) + "\n" for each in spans())
