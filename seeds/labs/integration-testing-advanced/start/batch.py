"""The batch path: what training reads. features(events, now) gives {customer: {feature: value}} as of `now`."""

import sqlite3
from datetime import datetime

SQL = """
select customer,
       coalesce(sum(case when ts >= :now - 7 * 86400 then amount end), 0) as spend_7d,
       avg(amount) as mean_amount,
       round(avg(amount)) as amount_bucket,
       avg(strftime('%H', ts, 'unixepoch') < '06') as night_share,
       (select country from events as other where other.customer = events.customer and other.ts < :now
        order by ts desc, id desc limit 1) as last_country
from events where ts < :now group by customer
"""


def features(events, now):
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.execute("create table events (id integer, customer text, ts real, amount real, country text)")
    for each in events:
        ts = datetime.fromisoformat(each["at"]).timestamp()
        row = (each["id"], each["customer"], ts, each["amount"], each["country"])
        database.execute("insert into events values (?, ?, ?, ?, ?)", row)
    found = database.execute(SQL, {"now": datetime.fromisoformat(now).timestamp()}).fetchall()
    database.close()
    return {row["customer"]: {key: row[key] for key in row.keys() if key != "customer"} for row in found}
