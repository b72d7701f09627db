-- 3,000 customers, 150,000 events with a raw payload, 9,000 support tickets.
SET client_min_messages = warning;
ALTER DATABASE postgres SET timezone = 'UTC';  -- a day has 24 hours here, also when the clocks change
DROP TABLE IF EXISTS tickets, events, customers;
CREATE TABLE customers (id integer PRIMARY KEY, segment text NOT NULL);
CREATE TABLE events (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id integer       NOT NULL REFERENCES customers,
    kind        text          NOT NULL,
    amount      numeric(10,2) NOT NULL,
    at          timestamptz   NOT NULL,
    payload     text          NOT NULL   -- the raw message as it came in
);
CREATE TABLE tickets (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id integer     NOT NULL REFERENCES customers,
    opened_at   timestamptz NOT NULL
);
INSERT INTO customers SELECT i, CASE WHEN i % 3 = 0 THEN 'business' ELSE 'home' END FROM generate_series(1, 3000) AS i;
INSERT INTO events (customer_id, kind, amount, at, payload)
SELECT 1 + abs(hashint4(i)) % 2800,      -- the last 200 customers are quiet
       CASE abs(hashint4(i * 3)) % 4 WHEN 0 THEN 'purchase' WHEN 1 THEN 'refund' ELSE 'visit' END,
       (abs(hashint4(i * 5)) % 20000) / 100.0,
       timestamptz '2026-09-20 00:00+00' + i * interval '35 seconds',
       repeat(md5(i::text), 30)
FROM generate_series(1, 150000) AS i;
INSERT INTO tickets (customer_id, opened_at)
SELECT 1 + abs(hashint4(i * 11)) % 2900, timestamptz '2026-09-20 00:00+00' + i * interval '9 minutes'
FROM generate_series(1, 9000) AS i;
CREATE INDEX events_customer_at ON events (customer_id, at);
CREATE INDEX tickets_customer ON tickets (customer_id);
VACUUM ANALYZE customers, events, tickets;
