"""Holds the figures of the comparison with the service's metadata against the least that was reached once.

    compare_model.py MODEL.json METADATA.xml --json | figures.py figures.tsv
    cargo xtask verify --metadata METADATA.xml --format json | figures.py suggested.tsv

Fails and names each figure that fell below the file; names those that rose, so that the file can be raised.
"""
import json
import sys


def flat(value, name=""):
    """{"types": {"recall": 94.0}} -> ("types.recall", 94.0)"""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{name}.{key}" if name else key)
    else:
        yield name, value


def floors(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: float(least) for name, least in rows}


def main():
    path = sys.argv[1]
    document = json.load(sys.stdin)
    figures = dict(flat(document.get("figures", document)))
    fallen = 0
    for name, least in floors(path).items():
        reached = figures.get(name)
        if reached is None or reached < least:
            fallen += 1
            print(f"{name} is {reached}, was {least:g}")
        elif reached > least:
            print(f"{name} rose from {least:g} to {reached:g}: raise it in {path}")
    if fallen:
        sys.exit(f"figures that fell: {fallen}; fix the reader, or explain in the commit why {path} falls")
    print("no figure fell")


if __name__ == "__main__":
    main()
