"""The churn model over HTTP."""

from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from model import ChurnModel
from pydantic import BaseModel, ConfigDict, Field

loaded = {}


@asynccontextmanager
async def lifespan(_app):
    loaded["model"] = ChurnModel.load()
    yield
    loaded.clear()


app = FastAPI(title="churn", lifespan=lifespan)


class Customer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tenure_months: int = Field(ge=0, le=600)
    monthly_spend: float = Field(ge=0, allow_inf_nan=False)
    open_tickets: int = Field(ge=0)


def the_model():
    if "model" not in loaded:
        raise HTTPException(503, "the model is not loaded")
    return loaded["model"]


@app.post("/predict")
def predict(customer: Customer):
    model = the_model()
    probability = model.predict(customer.tenure_months, customer.monthly_spend, customer.open_tickets)
    return {"churn_probability": probability, "version": model.version}


@app.get("/healthz")
def healthz():
    return {"status": "ok", "version": the_model().version}
