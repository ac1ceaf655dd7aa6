"""The register of a veterans' service station, without a screen."""

__version__ = "0.1.0"
