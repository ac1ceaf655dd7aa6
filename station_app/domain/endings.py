"""How the names of our own files end."""

REGISTER = ".station"
KEYS = ".keys"
BACKUP = ".stationbackup"
