"""The training-job API of a small platform, as it grew."""

import time
import uuid

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

app = FastAPI(title="training jobs")
jobs = []  # the oldest first


class NewJob(BaseModel):
    name: str = Field(min_length=1, max_length=60)
    image: str
    gpus: int = Field(ge=0, le=8)


@app.get("/jobs")
def list_jobs():
    return list(reversed(jobs))


@app.post("/jobs", status_code=201)
def create_job(new: NewJob):
    job = {"id": uuid.uuid4().hex[:12], "created": int(time.time()), "state": "queued", **new.model_dump()}
    jobs.append(job)
    return job


@app.get("/jobs/{job_id}")
def read_job(job_id: str):
    for job in jobs:
        if job["id"] == job_id:
            return job
    return JSONResponse({"message": "not found"}, 404)
