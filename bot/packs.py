"""`plainsight pack check`, `stats` and `schema`: what a curator runs beside the editor."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from knowledge import pack, statistics
from knowledge.errors import PackError
from knowledge.pack import schema as schemas


def check(folder: Path | None) -> int:
    """Name every mistake of a pack, each with its remedy; 1 if there is any."""
    try:
        contents = pack.load(folder or pack.built_in())
    except PackError as error:
        sys.stdout.writelines(f"{mistake}\n" for mistake in error.mistakes)
        sys.stdout.write(f"{len(error.mistakes)} to mend\n")
        return 1
    sys.stdout.write(f"{contents.manifest.name}: no mistakes. Version {contents.version}, as of {contents.manifest.as_of}.\n")
    return 0


def stats(folder: Path | None) -> int:
    """Count what a pack holds; raises PackError."""
    counted = statistics.count(pack.load(folder or pack.built_in()))
    for field in dataclasses.fields(counted):
        value: object = getattr(counted, field.name)
        label = field.name.replace("_", " ")
        if isinstance(value, Mapping):
            value = ", ".join(f"{name} {number:,}" for name, number in value.items())
        elif isinstance(value, int):
            value = f"{value:,}"
        sys.stdout.write(f"{label:<24}{value}\n")
    return 0


def schema(folder: Path | None) -> int:
    """Print the JSON Schemas of a pack's files as one object by name, or write one file each into `folder`."""
    if folder is None:
        json.dump(schemas.schemas(), sys.stdout, indent=2)
        sys.stdout.write("\n")
        return 0
    schemas.write(folder)
    sys.stdout.writelines(f"{folder / name}.json\n" for name in schemas.schemas())
    return 0
