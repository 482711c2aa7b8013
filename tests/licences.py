"""`python tests/licences.py requirements.lock`: the licence of each package in a lock, as the installed package itself tells."""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

CLASSIFIER = "License :: "


def licence(package: Distribution) -> str:
    """What the package's metadata say, the newest field first."""
    about = package.metadata
    classifiers = [text.rpartition(" :: ")[2] for text in about.get_all("Classifier", []) if text.startswith(CLASSIFIER)]
    said = about.get("License-Expression") or ", ".join(classifiers) or about.get("License") or ""
    return said.strip().splitlines()[0] if said.strip() else "not told: look at the package"


def rows(lock: str) -> list[tuple[str, str, str]]:
    """Name, version and licence of each package that the lock names, by name."""
    found = []
    for name, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", lock, re.MULTILINE):
        try:
            found.append((name, version, licence(distribution(name))))
        except PackageNotFoundError:
            found.append((name, version, "not installed on this system"))
    return sorted(found)


def main() -> int:
    """Print a table; 1 where a package tells no licence."""
    found = rows(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print("| Package | Version | Licence |\n|---|---|---|")
    for row in found:
        print(f"| {' | '.join(row)} |")
    return int(any(told.startswith("not told") for _, _, told in found))


if __name__ == "__main__":
    sys.exit(main())
