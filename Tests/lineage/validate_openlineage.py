"""Validates a log of OpenLineage events against the standard's JSON Schemas and against Sluice's own facets.

Usage: validate_openlineage.py SPEC EVENTS
SPEC is the folder `spec` of the OpenLineage project, EVENTS a file of one event a line.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

CHECKOUT = Path(__file__).resolve().parents[2]
OWN = CHECKOUT / "Docs/formats/lineage-facets.schema.json"
CORE = "https://openlineage.io/spec/2-0-2/OpenLineage.json"
STANDARD_FACETS = 38


def load_registry(spec):
    files = [spec / "OpenLineage.json", OWN, *sorted((spec / "facets").glob("*.json"))]
    schemas = [json.loads(file.read_text()) for file in files]
    assert len(schemas) == STANDARD_FACETS + 2, f"expected {STANDARD_FACETS} facets, found {len(schemas) - 2}"
    resources = [(schema["$id"], Resource(schema, DRAFT202012)) for schema in schemas]
    return Registry().with_resources(resources)


def problems(registry, reference, value):
    validator = Draft202012Validator({"$ref": reference}, registry=registry, format_checker=FormatChecker())
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(value)]


def facets(event):
    yield from event["run"].get("facets", {}).items()
    yield from event["job"].get("facets", {}).items()
    for dataset in event.get("inputs", []) + event.get("outputs", []):
        for key in ("facets", "inputFacets", "outputFacets"):
            yield from dataset.get(key, {}).items()


def check(registry, event):
    """All that is wrong with an event, and the names of the facets it carries."""
    found = problems(registry, CORE, event)
    names = set()
    for name, facet in facets(event):
        names.add(name)
        found += [f"{name}: {problem}" for problem in problems(registry, facet["_schemaURL"], facet)]
    return found, names


FAULTS = [
    lambda e: e.update(eventType="STOPPED"),
    lambda e: e["run"].pop("runId"),
    lambda e: e["job"].pop("namespace"),
    lambda e: e["run"]["facets"]["processing_engine"].pop("version"),
    lambda e: e["run"]["facets"]["sluice_ledger"].pop("balanced"),
    lambda e: e["run"]["facets"]["sluice_policy"]["verdicts"][0].update(outcome="fine"),
    lambda e: e["outputs"][0]["facets"]["columnLineage"].pop("fields"),
]


def broken(event):
    """Copies of a sound event, each with one fault that the schemas forbid; faults it has no place for are left out."""
    for fault in FAULTS:
        other = json.loads(json.dumps(event))
        try:
            fault(other)
        except KeyError:
            continue
        yield other


def main():
    spec, events = Path(sys.argv[1]), Path(sys.argv[2])
    registry = load_registry(spec)
    seen = set()
    complete = None
    lines = events.read_text().splitlines()
    for number, line in enumerate(lines, 1):
        event = json.loads(line)
        found, names = check(registry, event)
        if found:
            sys.exit(f"event {number} is not valid:\n  " + "\n  ".join(found))
        seen |= names
        if event["eventType"] == "COMPLETE":
            complete = event
    refused = 0
    for event in broken(complete) if complete else []:
        if not check(registry, event)[0]:
            sys.exit(f"a broken event was taken for valid: {json.dumps(event)}")
        refused += 1
    print(f"{len(lines)} events valid, {refused} broken ones refused; facets: {', '.join(sorted(seen))}")


main()
