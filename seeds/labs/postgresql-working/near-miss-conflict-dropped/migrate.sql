BEGIN;
CREATE TABLE jobs (
    job_id      text PRIMARY KEY,
    model       text NOT NULL CHECK (btrim(model) <> ''),
    state       text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    gpu_hours   numeric(8, 2) NOT NULL DEFAULT 0 CHECK (gpu_hours >= 0),
    CHECK (finished_at >= started_at),
    CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL))
);
CREATE TABLE jobs_rejected (LIKE jobs_raw, reason text NOT NULL);

CREATE TEMP TABLE judged ON COMMIT DROP AS
WITH clean AS (
    SELECT line, job_id, btrim(model) AS model, lower(btrim(state)) AS state,
           started::timestamp AT TIME ZONE 'UTC' AS started_at,
           nullif(finished, '')::timestamp AT TIME ZONE 'UTC' AS finished_at,
           coalesce(nullif(gpu_hours, '')::numeric, 0) AS gpu_hours,
           row_number() OVER (PARTITION BY job_id ORDER BY line DESC) AS age
    FROM jobs_raw
)
SELECT *, CASE
    WHEN coalesce(model, '') = '' THEN 'no model'
    WHEN state NOT IN ('queued', 'running', 'done', 'failed') THEN 'unknown state'
    WHEN gpu_hours < 0 THEN 'negative gpu_hours'
    WHEN finished_at < started_at THEN 'finished before it started'
    WHEN (state IN ('done', 'failed')) <> (finished_at IS NOT NULL) THEN 'state and finished disagree'
END AS reason
FROM clean;

INSERT INTO jobs SELECT job_id, model, state, started_at, finished_at, gpu_hours FROM judged WHERE reason IS NULL
ON CONFLICT (job_id) DO NOTHING;
INSERT INTO jobs_rejected SELECT r.*, j.reason FROM jobs_raw r JOIN judged j USING (line) WHERE j.reason IS NOT NULL;

COMMIT;
