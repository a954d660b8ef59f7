"""The JSON of the site is what its description says: every address, every type, whatever is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from browsing import Site
from chromium import served
from hypothesis import HealthCheck, Phase, given, settings
from ledgers import contents
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.routing import Route

from counterclaim.ledger import Ledger
from counterclaim.ledger.queue import waiting
from counterclaim.web.app import ROUTES, app
from counterclaim.web.describing import CHANGES, TOLD, description
from counterclaim.web.guard.limits import Bounds, Rate
from counterclaim.web.guard.reviewers import add, new_token
from counterclaim.web.settings import Settings

EXAMPLES = 6
"""Of each operation: enough to try what each value may be, few enough to be quick."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def bounds() -> Bounds:
    return Bounds(reads=Rate(10_000, 10_000), changes=Rate(10_000, 10_000))


@pytest.fixture(scope="module")
def site(war: Path, bounds: Bounds) -> Site:
    return Site(app(war, settings=Settings(reviewer="Anna", bounds=bounds)))


@pytest.fixture(scope="module")
def named(war: Path) -> dict[str, str]:
    """What stands for each part of a path, by the path."""
    with Ledger(war) as ledger:
        question = waiting(ledger, ("disputed",))[0].subject
        claim = ledger.report("demo-2").claims[0].id
        outlet = ledger.connection.execute("SELECT outlet FROM v_reports WHERE outlet IS NOT NULL").fetchone()[0]
    return {"question": question, "claim": claim, "report": "demo-2", "party": "AZE", "source": outlet}


def plain(path: str) -> str:
    """A path of a route without the kinds of its parts."""
    return re.sub(r":\w+}", "}", path)


def test_every_address_that_gives_json_is_described_and_no_other() -> None:
    routes = [each for each in ROUTES if isinstance(each, Route)]
    telling = {plain(each.path) for each in routes if each.path.endswith(".json") and each.path != "/openapi.json"}
    assert telling == {each.path for each in TOLD}
    signing = {"/sign-in", "/sign-out"}  # forms alone
    changing = {plain(each.path) for each in routes if "POST" in (each.methods or ())} - signing
    assert changing == {path for path, _, _ in CHANGES}


def test_the_description_is_one_of_openapi(site: Site) -> None:
    answer = site.get("/openapi.json")
    told = json.loads(json.dumps(description()))
    assert answer.json() == told
    assert told["openapi"].startswith("3.1")
    names = [each["operationId"] for path in told["paths"].values() for each in path.values()]
    assert len(names) == len(set(names))
    for schema in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("each", TOLD, ids=lambda each: each.path)
def test_what_an_address_tells_is_of_its_type(each: Any, site: Site, named: dict[str, str]) -> None:
    kind = next((name for name in named if f"/{name}/" in each.path), "")
    path = re.sub(r"{\w+}", named.get(kind, ""), each.path) + ("?words=Armenia" if "search" in each.path else "")
    answer = site.get(path)
    assert answer.status_code == 200, answer.text
    whole = description()
    schema = whole["paths"][each.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(schema | {"components": whole["components"]}).validate(answer.json())


@pytest.fixture(scope="module")
def address(war: Path, bounds: Bounds, token: str) -> Iterator[str]:
    reviewers = war.with_name("reviewers.toml")
    add(reviewers, "Anna", token)
    with served(app(war, settings=Settings(reviewers=reviewers, bounds=bounds, beside=False))) as found:
        yield found


@pytest.fixture(scope="module")
def token() -> str:
    return new_token()


OPERATIONS = [each.ok() for each in schemathesis.openapi.from_dict(description()).get_all_operations()]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_whatever_is_asked_for_the_answer_is_as_described(operation: Any, war: Path, address: str, token: str) -> None:
    before = contents(war)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def asked(case: Case) -> None:
        case.call_and_validate(base_url=address, checks=CHECKS, headers={"Authorization": f"Bearer {token}"})

    asked()
    assert contents(war) == before  # of what is not there nothing is decided
