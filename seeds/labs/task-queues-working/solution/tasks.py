"""What the worker does."""

import hashlib

import documents
from celery.exceptions import SoftTimeLimitExceeded
from celery_app import app
from embedder import Busy, embed


@app.task(
    autoretry_for=(Busy, SoftTimeLimitExceeded),
    retry_backoff=2,
    retry_backoff_max=60,
    retry_jitter=True,
    max_retries=5,
    soft_time_limit=20,
    time_limit=30,
    acks_late=True,
)
def embed_document(doc_id):
    text = documents.text_of(doc_id)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    if any(held == fingerprint for held, _ in documents.vectors_of(doc_id)):
        return
    documents.add_vector(doc_id, fingerprint, embed(text))
