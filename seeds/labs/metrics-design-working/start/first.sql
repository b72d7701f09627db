WITH ranked AS (
  SELECT period, first_reply - opened AS wait,
         ROW_NUMBER() OVER (PARTITION BY period ORDER BY first_reply - opened) AS place,
         COUNT(*) OVER (PARTITION BY period) AS n
  FROM tickets)
SELECT 'first reply, median s', period, wait, n FROM ranked WHERE place = (n + 1) / 2;

WITH ranked AS (
  SELECT period, closed - opened AS wait,
         ROW_NUMBER() OVER (PARTITION BY period ORDER BY closed - opened) AS place,
         COUNT(*) OVER (PARTITION BY period) AS n
  FROM tickets)
SELECT 'closed, median min', period, wait / 60, n FROM ranked WHERE place = (n + 1) / 2;
