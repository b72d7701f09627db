"""The platform's GraphQL schema."""

import base64
from typing import Optional

import registry
import strawberry
from graphql import GraphQLError


@strawberry.type
class ModelVersion:
    id: strawberry.ID
    number: int
    created_at: str
    approved_by: Optional[str] = strawberry.field(description="Null until somebody has approved the version.")

    @strawberry.field(description="Null while nobody has measured, or with an error when the metrics store is away.")
    def accuracy(self) -> float:
        return registry.accuracy_of(self.id)


@strawberry.type
class ModelVersionEdge:
    cursor: str
    node: ModelVersion


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: Optional[str]


@strawberry.type
class ModelVersionConnection:
    edges: list[ModelVersionEdge]
    page_info: PageInfo


def cursor_of(version):
    return base64.urlsafe_b64encode(f"number:{version['number']}".encode()).decode()


def number_of(cursor):
    try:
        kind, _, number = base64.urlsafe_b64decode(cursor).decode().partition(":")
        if kind == "number":
            return int(number)
    except ValueError:
        pass
    raise GraphQLError("this cursor is not one of ours")


@strawberry.type
class Model:
    name: str

    @strawberry.field(description="The newest version first.")
    def versions(self, first: int = 20, after: Optional[str] = None) -> ModelVersionConnection:
        if not 1 <= first <= 50:
            raise GraphQLError("first has to be 1 to 50")
        found = registry.versions_of(self.name)[::-1]
        if after is not None:
            last = number_of(after)
            found = [each for each in found if each["number"] < last]
        page = found[:first]
        edges = [ModelVersionEdge(cursor=cursor_of(each), node=ModelVersion(**each)) for each in page]
        return ModelVersionConnection(
            edges=edges,
            page_info=PageInfo(has_next_page=len(found) > first, end_cursor=edges[-1].cursor if edges else None),
        )


@strawberry.type
class Query:
    @strawberry.field
    def models(self) -> list[Model]:
        return [Model(name=name) for name in registry.model_names()]

    @strawberry.field
    def model(self, name: str) -> Optional[Model]:
        return Model(name=name) if name in registry.model_names() else None


schema = strawberry.Schema(Query)
