import subprocess
import sys

import pg

DUMP = ["-Fc", "--data-only", "-t", "jobs", "-t", "jobs_rejected", "-f", "jobs.dump"]


def make(dump):
    with pg.scratch() as address:
        for name in ("old.sql", "migrate.sql"):
            said = pg.psql(address, "-f", name)
            if said.returncode:
                sys.exit(said.stderr)
        subprocess.run([pg.tool("pg_dump"), *dump, address], check=True)


if __name__ == "__main__":
    make(DUMP)
