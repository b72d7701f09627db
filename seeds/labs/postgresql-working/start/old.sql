-- The job table as it grew over two years: every column is text, and nothing is forbidden.
SET client_min_messages = warning;
DROP TABLE IF EXISTS jobs_raw, jobs, jobs_rejected CASCADE;
CREATE TABLE jobs_raw (
    line      integer GENERATED ALWAYS AS IDENTITY,   -- the order in which the rows came in
    job_id    text,
    model     text,
    state     text,       -- queued, running, done, failed, in whatever spelling
    started   text,
    finished  text,       -- empty as long as the job runs
    gpu_hours text
);
INSERT INTO jobs_raw (job_id, model, state, started, finished, gpu_hours)
SELECT 'job-' || i,
       'ranker-v' || 1 + i % 7,
       (ARRAY['done', 'done', 'Done ', 'done', 'failed', ' FAILED', 'done', 'DONE'])[1 + i % 8],
       to_char(timestamp '2026-09-01' + i * interval '11 minutes', 'YYYY-MM-DD HH24:MI'),
       to_char(timestamp '2026-09-01' + i * interval '11 minutes' + (5 + i % 90) * interval '1 minute', 'YYYY-MM-DD HH24:MI'),
       round((5 + i % 90) / 60.0, 2)::text
FROM generate_series(1, 4000) AS i;
UPDATE jobs_raw SET state = 'running', finished = '' WHERE line % 400 = 17;
UPDATE jobs_raw SET state = 'queued', finished = NULL, gpu_hours = '' WHERE line % 400 = 18;
UPDATE jobs_raw SET finished = to_char(started::timestamp - interval '1 hour', 'YYYY-MM-DD HH24:MI') WHERE line % 350 = 40;
UPDATE jobs_raw SET gpu_hours = '-' || gpu_hours WHERE line % 500 = 61;
UPDATE jobs_raw SET state = 'zombie' WHERE line % 600 = 77;
UPDATE jobs_raw SET model = CASE WHEN line % 2 = 0 THEN NULL ELSE '  ' END WHERE line % 700 = 95;
UPDATE jobs_raw SET finished = '' WHERE line % 800 = 121;    -- "done" or "failed", and no end
-- Sent twice by a client that retried; the second row knows more.
INSERT INTO jobs_raw (job_id, model, state, started, finished, gpu_hours)
SELECT job_id, model, 'done', started, finished, gpu_hours FROM jobs_raw WHERE line % 250 = 5 ORDER BY line;
