"""The schema of the experiment page and its resolvers."""

import db
from graphql import build_schema, graphql

schema = build_schema(
    """
    type Query { experiments: [Experiment!]! }
    type Experiment { id: ID!  name: String!  owner: Person  lastRun: Run }
    type Person { id: ID!  name: String! }
    type Run { id: ID!  started: String!  metrics: [Metric!]! }
    type Metric { name: String!  value: Float! }
    """
)


async def experiments(_source, _info):
    return await db.run("SELECT id, name, owner_id FROM experiments ORDER BY id")


async def owner(experiment, _info):
    rows = await db.run("SELECT id, name FROM people WHERE id = ?", (experiment["owner_id"],))
    return rows[0] if rows else None


async def last_run(experiment, _info):
    """The run that started last; null while there is none."""
    rows = await db.run(
        "SELECT id, started FROM runs WHERE experiment_id = ? ORDER BY started DESC LIMIT 1", (experiment["id"],)
    )
    return rows[0] if rows else None


async def metrics(run, _info):
    return await db.run("SELECT name, value FROM metrics WHERE run_id = ? ORDER BY name", (run["id"],))


schema.query_type.fields["experiments"].resolve = experiments
schema.type_map["Experiment"].fields["owner"].resolve = owner
schema.type_map["Experiment"].fields["lastRun"].resolve = last_run
schema.type_map["Run"].fields["metrics"].resolve = metrics


async def execute(query):
    """Answers one request."""
    return await graphql(schema, query)
