"""The `station` command: the use cases of the screens, without a window."""
