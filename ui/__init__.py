"""The face of the register: Qt widgets over use cases and plain values."""
