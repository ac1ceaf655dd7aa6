"""The one way a value is written as JSON, so that its seal can be computed again."""

import json


def canonical(value: object) -> str:
    """Return the one way a value is written as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
