"""What parent and child may tell each other."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def object_of(told: Json) -> dict[str, Json]:
    """Return an object; TypeError where something else was told."""
    if not isinstance(told, dict):
        raise TypeError("not an object")
    return told


def list_of(told: Json) -> list[Json]:
    """Return a list; TypeError where something else was told."""
    if not isinstance(told, list):
        raise TypeError("not a list")
    return told
