"""What left the register on paper or as a file: noted with a count, never with names."""

from station_app.register import Register


def note(
    register: Register, what: str, *, count: int, about: str = "", list_name: str = ""
) -> None:
    """Say in the journal that something was printed or saved; where it is read only, it cannot."""
    if register.read_only:
        return
    with register.deed(what, about=about, final=True) as deed:
        deed.note(count=count)
        if list_name:
            deed.note(list=list_name)
