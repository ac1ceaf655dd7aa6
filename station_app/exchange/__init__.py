"""What leaves and enters: signed returns, sticks, spreadsheets, packs."""

import logging

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # They log tracebacks with signers' names; what they find is said in our own words.
    _log = logging.getLogger(_library)
    _log.addHandler(logging.NullHandler())
    _log.propagate = False
