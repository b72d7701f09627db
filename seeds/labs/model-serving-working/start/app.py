"""The credit model behind HTTP, as it came out of the notebook."""

import model
from fastapi import FastAPI

app = FastAPI()
loaded = model.load()


@app.post("/predict")
async def predict(body: dict):
    rows = [(row["income"], row["amount"], row["age"]) for row in body["rows"]]
    return {"risks": loaded.predict(rows)}
