import logging
import time

import httpx

log = logging.getLogger("gateway.chat")


def answer(request, upstream):
    body = request.json()
    prompt = body["prompt"]
    began = time.perf_counter()
    log.info("chat started: %d characters, model %s", len(prompt), body["model"])
    reply = httpx.post(upstream, json={"prompt": prompt}, headers={"authorization": request.headers["authorization"]})
    if reply.status_code == 429:
        log.warning("upstream is busy, tenant %s waits", body["tenant"])
    if reply.status_code >= 400:
        log.error("upstream said %s to %s", reply.status_code, reply.request.content)
    reply.raise_for_status()
    text = reply.json()["text"]
    log.info("chat done in %.2f s, %d characters", time.perf_counter() - began, len(text))
    log.debug("cache key %s", hash(prompt))
    return text


def retry(request, upstream, times=2):
    for attempt in range(times):
        try:
            return answer(request, upstream)
        except httpx.HTTPError as error:
            log.warning("attempt %d failed: %r, headers %s", attempt, error, dict(request.headers))
    body = request.json()
    log.error(f"gave up on {body['model']} after {times} attempts", extra={"prompt": body["prompt"]})
    raise RuntimeError("upstream does not answer")
