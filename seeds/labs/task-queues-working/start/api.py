"""What the web service calls when somebody puts a document."""

import sys
import time

import documents
from embedder import embed


def put_document(doc_id, text):
    documents.save(doc_id, text)
    documents.add_vector(doc_id, "", embed(text))
    return {"id": doc_id, "status": "accepted"}


if __name__ == "__main__":
    began = time.perf_counter()
    print(put_document(sys.argv[1], sys.argv[2]), f"{(time.perf_counter() - began) * 1000:.0f} ms")
