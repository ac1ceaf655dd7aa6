"""Which household the new people of a roster live in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from station_app.domain.household import HEAD, HouseholdDraft, LightMember
from station_app.domain.person import PersonDraft

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """One new person, and the household number of the row."""

    draft: PersonDraft
    number: str = ""

    @property
    def head(self) -> str:
        """Return the name of the head the row speaks of, the person's own where it heads itself."""
        if self.draft.relation == HEAD:
            return self.draft.name
        return self.draft.head_name

    @property
    def key(self) -> Key:
        """Return what the rows of one household have in common; empty for a household of one."""
        if self.number:
            return (self.number,)
        if not self.head:
            return ()
        one = self.draft
        return (self.head, one.division, one.group, one.door, one.address)


@dataclass(slots=True, kw_only=True)
class Home:
    """A household of the register (`there`), or one to be made."""

    members: list[PersonDraft] = field(default_factory=list)
    there: int | None = None
    number: str = ""
    head: str = ""

    @property
    def draft(self) -> HouseholdDraft:
        """Return the household to be made; a head without a row of its own is only named."""
        first = self.members[0]
        named = any(one.relation == HEAD or one.name == self.head for one in self.members)
        light = () if named or not self.head else (LightMember(name=self.head, relation=HEAD),)
        sizes = [one.household_size for one in self.members if one.household_size]
        return HouseholdDraft(
            number=self.number,
            division=first.division,
            group=first.group,
            door=first.door,
            address=first.address,
            size=max(sizes, default=None),
            light_members=light,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Homes, and for each newcomer in order the home's index and the place there."""

    homes: tuple[Home, ...]
    places: tuple[tuple[int, int], ...]


def settle(
    newcomers: Iterable[Newcomer],
    numbered: Mapping[str, int],
    headed: Mapping[tuple[str, str, str, str, str], int],
) -> Settled:
    """Put newcomers into homes: by household number, else by head and address, else alone."""
    homes: list[Home] = []
    places: list[tuple[int, int]] = []
    shared: dict[Key, int] = {}
    for one in newcomers:
        key = one.key
        index = shared.get(key) if key else None
        if index is None:
            index = len(homes)
            homes.append(Home(number=one.number, there=_there(one, numbered, headed)))
            if key:
                shared[key] = index
        home = homes[index]
        home.head = home.head or one.head
        places.append((index, len(home.members)))
        home.members.append(one.draft)
    for home in homes:
        home.members = [_related(one, home) for one in home.members]
    return Settled(homes=tuple(homes), places=tuple(places))


def _there(
    one: Newcomer,
    numbered: Mapping[str, int],
    headed: Mapping[tuple[str, str, str, str, str], int],
) -> int | None:
    if one.number:
        return numbered.get(one.number)
    if not one.head or one.draft.relation == HEAD:
        return None
    return headed.get((one.head, *(getattr(one.draft, name) for name in _PLACE)))


def _related(one: PersonDraft, home: Home) -> PersonDraft:
    """Return a member with the relation that fits: who lives alone heads the household."""
    if home.there is not None:
        return replace(one, relation="" if one.relation == HEAD else one.relation)
    headed = any(other.relation == HEAD for other in home.members)
    alone = len(home.members) == 1 and home.head in ("", one.name)
    if alone or (one.name == home.head and not headed):
        return one if one.relation == HEAD else replace(one, relation=HEAD)
    first = next((other for other in home.members if other.relation == HEAD), one)
    return replace(one, relation="") if one.relation == HEAD and one is not first else one


_PLACE = ("division", "group", "door", "address")
