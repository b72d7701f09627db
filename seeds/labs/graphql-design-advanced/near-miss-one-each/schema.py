"""The schema of the experiment page and its resolvers."""

from collections import defaultdict

import db
from aiodataloader import DataLoader
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


def marks(keys):
    return ", ".join("?" * len(keys))


async def load_people(ids):
    rows = await db.run(f"SELECT id, name FROM people WHERE id IN ({marks(ids)})", ids)
    by_id = {row["id"]: row for row in rows}
    return [by_id.get(id_) for id_ in ids]


async def load_last_runs(ids):
    rows = await db.run(
        "SELECT id, started, experiment_id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY experiment_id "
        f"ORDER BY started DESC) AS place FROM runs WHERE experiment_id IN ({marks(ids)})) WHERE place = 1",
        ids,
    )
    by_experiment = {row["experiment_id"]: row for row in rows}
    return [by_experiment.get(id_) for id_ in ids]


async def load_metrics(ids):
    rows = await db.run(f"SELECT run_id, name, value FROM metrics WHERE run_id IN ({marks(ids)}) ORDER BY name", ids)
    by_run = defaultdict(list)
    for row in rows:
        by_run[row["run_id"]].append(row)
    return [by_run[id_] for id_ in ids]


async def experiments(_source, _info):
    return await db.run("SELECT id, name, owner_id FROM experiments ORDER BY id")


async def owner(experiment, info):
    return await info.context["people"].load(experiment["owner_id"])


async def last_run(experiment, info):
    return await info.context["last_runs"].load(experiment["id"])


async def metrics(run, info):
    return await DataLoader(load_metrics).load(run["id"])


schema.query_type.fields["experiments"].resolve = experiments
schema.type_map["Experiment"].fields["owner"].resolve = owner
schema.type_map["Experiment"].fields["lastRun"].resolve = last_run
schema.type_map["Run"].fields["metrics"].resolve = metrics


async def execute(query):
    """Answers one request; its loaders live and die with it."""
    loaders = {"people": DataLoader(load_people), "last_runs": DataLoader(load_last_runs)}
    return await graphql(schema, query, context_value=loaders)
