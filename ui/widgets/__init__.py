"""Controls that know the look, Qt and plain values; never the desk.

Every maker takes the look first. Foreign words are always drawn as plain text.
"""
