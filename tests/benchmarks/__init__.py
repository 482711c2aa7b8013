"""How fast it is, against the targets set for it: `python -m tests.benchmarks` prints a table and writes JSON."""
