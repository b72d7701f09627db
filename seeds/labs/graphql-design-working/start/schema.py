"""The platform's GraphQL schema."""

from typing import Optional

import registry
import strawberry


@strawberry.type
class Model:
    name: str


@strawberry.type
class Query:
    @strawberry.field
    def models(self) -> list[Model]:
        return [Model(name=name) for name in registry.model_names()]

    @strawberry.field
    def model(self, name: str) -> Optional[Model]:
        return Model(name=name) if name in registry.model_names() else None


schema = strawberry.Schema(Query)
