"""Writes spans.jsonl: an hour of spans of four teams, as they reach the exporter to the vendor today."""

import json
import random

rng = random.Random(17)
NAMES = {  # what each team calls the same things
    "chat": {"model": "gen_ai.request.model", "in": "gen_ai.usage.input_tokens", "tenant": "tenant.id"},
    "search": {"model": "llm.model_name", "in": "llm.token_count.prompt", "tenant": "customer"},
    "agents": {"model": "model", "in": "prompt_tokens", "tenant": "tenantId"},
    "batch": {"model": "gen_ai.request.model", "in": "tokens_in", "tenant": "tenant.id"},
}
with open("spans.jsonl", "w", encoding="utf-8", newline="\n") as file:
    for number in range(2000):
        team = rng.choices(list(NAMES), [50, 25, 15, 10])[0]
        own, tokens = NAMES[team], int(rng.lognormvariate(6, 0.8))
        attributes = {own["model"]: rng.choice(["m-large", "m-small"]), own["in"]: tokens, own["tenant"]: f"t-{rng.randint(1, 60)}"}
        if team in ("chat", "agents"):
            attributes["gen_ai.input.messages"] = "x" * min(tokens * 4, 12_000)
        if team == "search":
            attributes["db.query.text"] = f"SELECT * FROM docs WHERE owner = 'p{number}@example.com' AND body MATCH '…'"
        if team == "agents":
            attributes["tool.arguments"] = json.dumps({"iban": f"DE{rng.getrandbits(60)}", "amount": rng.randint(1, 900)})
            attributes["url.full"] = f"https://api.internal/pay?token={rng.getrandbits(64):x}"
        if team == "batch":
            attributes["user.email"] = f"p{number}@example.com"
        if rng.random() < 0.02:
            attributes["exception.message"] = "cannot parse reply: " + "y" * rng.randint(80, 900)
        file.write(json.dumps({"service.name": team, "name": "call model", "ms": round(rng.lognormvariate(6.2, 0.9)), "attributes": attributes}) + "\n")
