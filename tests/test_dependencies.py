"""What the program needs: every pin is on the page with its licence, and the bill of materials keeps to its schema."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, metadata

import dependencies as told
import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

OLDEST = "3.11.0"
ROWS = told.dependencies()
BY_NAME = {row.name: row for row in ROWS}


def test_every_pinned_package_is_on_the_page_with_version_and_licence() -> None:
    lines = {line.split(" | ")[0].removeprefix("| "): line for line in told.PAGE.read_text("utf-8").splitlines()}
    for name, version in told.pinned().items():
        assert name in lines, f"{name}: make licences"
        assert f"| {version} | {BY_NAME[name].licence} |" in lines[name], f"{name}: make licences"


def test_what_is_needed_at_run_time_may_stand_beside_apache_2() -> None:
    assert list(told.faults(ROWS)) == []


def test_every_package_runs_on_the_oldest_python_that_we_promise() -> None:
    for name, version in told.pinned().items():
        with contextlib.suppress(PackageNotFoundError):  # of an extra that is not installed here
            assert SpecifierSet(metadata(name)["Requires-Python"] or "").contains(OLDEST), f"{name} {version}"


def test_the_core_needs_little() -> None:
    assert [row.name for row in ROWS if told.CORE in row.extras] == ["ahocorasick_rs", "msgspec", "typing_extensions"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"licence": "GPL-3.0-only"}, "GPL-3.0-only is not among the licences"),
        ({"licence": "MIT AND AGPL-3.0-only"}, "is not among the licences"),
        ({"licence": "GPL-2.0-only OR LGPL-2.1-only"}, "is not among the licences"),
        ({"licence": "MPL-2.0"}, "is needed at run time; decide"),
        ({"licence": "LicenseRef-Gemma"}, "is not among the licences"),
        ({"extras": ()}, "nothing that we ask for needs it"),
        ({"licence": "GPL-3.0-only OR MIT"}, None),
        ({"licence": "MPL-2.0", "extras": ("dev",)}, None),
        ({"licence": "LicenseRef-Gemma", "extras": ("model",)}, None),
        ({"licence": "GPL-3.0-only", "extras": ("dev",)}, "is not among the licences"),
    ],
)
def test_a_licence_that_may_not_be_used_is_said(changed: dict[str, object], said: str | None) -> None:
    found = list(told.faults([replace(BY_NAME["msgspec"], **changed)]))  # type: ignore[arg-type]
    assert (said in found[0]) if said else not found


def test_the_bill_of_materials_keeps_to_its_schema_and_never_differs() -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bill = told.bill(ROWS)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
    assert bill == told.bill(told.dependencies())
    assert all(f'"pkg:pypi/{canonicalize_name(name)}@{version}"' in bill for name, version in told.pinned().items())
