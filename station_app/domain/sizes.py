"""How much room files take, in words."""


def megabytes(count: int) -> str:
    """Return so many bytes in MB, as file managers count them."""
    return f"{count / 2**20:.1f} MB"
