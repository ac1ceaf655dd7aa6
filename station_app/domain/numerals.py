"""Numbers written in Chinese characters."""

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
}
UNITS = {"十": 10, "百": 100}
CHARACTERS = frozenset((*DIGITS, *UNITS, "廿", "卅"))


def number_of(text: str) -> int | None:
    """Return 十二 or 一百零三 as a number below 1000, or None where it is none."""
    spelled = text.replace("廿", "二十").replace("卅", "三十")
    if not spelled or not all(char in DIGITS or char in UNITS for char in spelled):
        return None
    if not any(char in UNITS for char in spelled):
        return int("".join(str(DIGITS[char]) for char in spelled))
    total, pending, allowed = 0, 0, 1000
    for char in spelled:
        if char in UNITS:
            unit = UNITS[char]
            if unit >= allowed or (unit == 100 and not pending):
                return None
            total, pending, allowed = total + (pending or 1) * unit, 0, unit
        elif pending:
            return None
        else:
            pending = DIGITS[char]
    return total + pending
