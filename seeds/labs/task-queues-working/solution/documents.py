"""Documents and their vectors in SQLite."""

import contextlib
import json
import os
import sqlite3


@contextlib.contextmanager
def connected():
    db = sqlite3.connect(os.environ.get("DOCS_DB", "docs.db"))
    db.execute("CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, text TEXT NOT NULL)")
    db.execute("CREATE TABLE IF NOT EXISTS vectors (doc_id TEXT PRIMARY KEY, fingerprint TEXT, vector TEXT)")
    with contextlib.closing(db), db:
        yield db


def save(doc_id, text):
    with connected() as db:
        db.execute("INSERT OR REPLACE INTO documents VALUES (?, ?)", (doc_id, text))


def text_of(doc_id):
    with connected() as db:
        return db.execute("SELECT text FROM documents WHERE id = ?", (doc_id,)).fetchone()[0]


def add_vector(doc_id, fingerprint, vector):
    with connected() as db:
        db.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", (doc_id, fingerprint, json.dumps(vector)))


def vectors_of(doc_id):
    """Every (fingerprint, vector) of a document; there ought to be one."""
    with connected() as db:
        rows = db.execute("SELECT fingerprint, vector FROM vectors WHERE doc_id = ?", (doc_id,)).fetchall()
    return [(fingerprint, json.loads(vector)) for fingerprint, vector in rows]
