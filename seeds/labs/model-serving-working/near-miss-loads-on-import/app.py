"""The credit model behind HTTP."""

from contextlib import asynccontextmanager
from typing import Annotated

import model
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

state = {}


@asynccontextmanager
async def lifespan(_app):
    state["model"] = model.load()
    yield
    state.clear()


app = FastAPI(lifespan=lifespan)
Amount = Annotated[float, Field(gt=0, le=10_000_000, allow_inf_nan=False)]


class Row(BaseModel):
    income: Amount
    amount: Amount
    age: Annotated[int, Field(ge=18, le=120)]


class Asked(BaseModel):
    rows: Annotated[list[Row], Field(min_length=1, max_length=64)]


@app.exception_handler(RequestValidationError)
async def refused(_request: Request, error: RequestValidationError):
    wrong = [{"where": each["loc"], "what": each["msg"]} for each in error.errors()]  # without the input, which may be NaN
    return JSONResponse({"detail": wrong}, 422)


@app.get("/livez")
async def livez():
    return {"live": True}


@app.get("/readyz")
async def readyz():
    return JSONResponse({"ready": "model" in state}, 200 if "model" in state else 503)


@app.post("/predict")
def predict(asked: Asked):
    if "model" not in state:
        return JSONResponse({"detail": "the model is loading"}, 503, {"Retry-After": "5"})
    risks = state["model"].predict([(row.income, row.amount, row.age) for row in asked.rows])
    return {"risks": risks, "model_version": model.VERSION}
