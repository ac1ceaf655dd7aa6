"""Saving a document where the worker wants it."""

from pathlib import Path

from station_app import files


def save(path: Path, document: bytes) -> None:
    """Write a document whole or not at all; raises Unwritable."""
    files.write_whole(path, document)
