"""Writes the features of customers: PostgreSQL keeps the record, Redis holds the copy that serving reads.

`database` is a psycopg connection in autocommit mode, `cache` a redis client with decode_responses=True.
"""

TTL = 3600  # seconds that serving may go on with a copy


class Writer:
    def __init__(self, database, cache):
        self.database, self.cache = database, cache

    def prepare(self):
        """Make the table, if it is not there."""
        self.database.execute(
            "create table if not exists features (customer text, name text, value double precision not null,"
            " at timestamptz not null, primary key (customer, name))"
        )

    def write(self, customer, features, at):
        """All of the features or none of them; a value that is older than the one stored changes nothing."""
        with self.database.transaction():
            for name, value in features.items():
                self.database.execute(
                    "insert into features values (%s, %s, %s, %s) on conflict (customer, name)"
                    " do update set value = excluded.value, at = excluded.at where features.at <= excluded.at",
                    (customer, name, value, at),
                )
        self._copy(customer)

    def read(self, customer):
        """{name: value}, from the copy; from the record when there is no copy, which makes one."""
        copy = self.cache.hgetall(f"features:{customer}")
        if not copy:
            copy = self._copy(customer)
        return {name: float(value) for name, value in copy.items()}

    def _copy(self, customer):
        rows = self.database.execute("select name, value from features where customer = %s", (customer,)).fetchall()
        if rows:
            self.cache.hset(f"features:{customer}", mapping=dict(rows))
            self.cache.expire(f"features:{customer}", TTL)
        return dict(rows)
