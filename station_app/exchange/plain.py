"""What parent and child may tell each other."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
