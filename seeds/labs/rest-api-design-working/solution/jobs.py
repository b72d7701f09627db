"""The training-job API of a small platform."""

import base64
import binascii
import json
import threading
import time
import uuid

from fastapi import FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

app = FastAPI(title="training jobs")
jobs = []  # the oldest first; a job's place never changes
by_key = {}  # Idempotency-Key: (body, job)
writing = threading.Lock()


class NewJob(BaseModel):
    name: str = Field(min_length=1, max_length=60)
    image: str
    gpus: int = Field(ge=0, le=8)


def problem(status, title, detail):
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, media_type="application/problem+json")


@app.exception_handler(HTTPException)
def of_http(_request: Request, error: HTTPException):
    return problem(error.status_code, "Request refused", str(error.detail))


@app.exception_handler(RequestValidationError)
def of_validation(_request: Request, error: RequestValidationError):
    said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
    return problem(422, "Invalid request", said)


def place_of(cursor):
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor))["before"]
    except (binascii.Error, ValueError, KeyError, TypeError):
        raise HTTPException(400, "this cursor is not one of ours") from None
    if not isinstance(place, int):
        raise HTTPException(400, "this cursor is not one of ours")
    return place


@app.get("/jobs")
def list_jobs(limit: int = Query(20, ge=1, le=100), cursor: str | None = None):
    end = min(place_of(cursor), len(jobs)) if cursor is not None else len(jobs)
    begin = max(0, end - limit)
    following = base64.urlsafe_b64encode(json.dumps({"before": begin}).encode()).decode() if begin > 0 else None
    return {"items": jobs[begin:end][::-1], "next_cursor": following}


@app.post("/jobs", status_code=201)
def create_job(new: NewJob, idempotency_key: str | None = Header(None)):
    with writing:
        if idempotency_key in by_key:
            body, job = by_key[idempotency_key]
            if body != new:
                raise HTTPException(409, "this Idempotency-Key was used for another job")
            return job
        job = {"id": uuid.uuid4().hex[:12], "created": int(time.time()), "state": "queued", **new.model_dump()}
        jobs.append(job)
        if idempotency_key is not None:
            by_key[idempotency_key] = (new, job)
        return job


@app.get("/jobs/{job_id}")
def read_job(job_id: str):
    for job in jobs:
        if job["id"] == job_id:
            return job
    raise HTTPException(404, f"there is no job {job_id}")
