"""What the first run asks: the station, who sits here, a further account."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain import divisions, passwords
from station_app.domain.problems import Problem, RefusedFields
from station_app.domain.roles import Role
from station_app.domain.station import Station
from station_app.usecases import places
from ui.theme import Look
from ui.widgets.buttons import link
from ui.widgets.choices import Choice
from ui.widgets.fields import Field, Labelled, line, secret
from ui.widgets.keys import first, typed
from ui.widgets.layout import column, row, rule
from ui.widgets.picker import Found, Picker
from ui.widgets.strength import Strength
from ui.widgets.words import caption, prose

COUNTY, TOWN, VILLAGE = 6, 9, 12
ROLES = (Role.HEAD, Role.WORKER)


StationTyped = tuple[tuple[tuple[str, str], ...], str, bool]
OwnerTyped = tuple[str, int, str, str]


class StationForm(QWidget):
    """Picks county, town and village by typing names; what is not in the pack is typed once."""

    gone_on = Signal()
    """Enter in the village that was picked, or in its code: there is nothing more to ask."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.county = Picker(look, self._counties, 4)
        self.town = Picker(look, self._towns, 4)
        self.village = Picker(look, self._villages, 4)
        self._codes = [caption(look, "", "faint") for _ in range(3)]
        self._fields: dict[str, Labelled[Any]] = {
            "county": Field(look, "县（市、区）", self.county, aside=(self._codes[0],)),
            "town": Field(look, "镇（街道）", self.town, aside=(self._codes[1],)),
            "village": Field(look, "村（社区）", self.village, aside=(self._codes[2],)),
        }
        self.code = line()
        hint = "不知道就空着，以后在“维护”里补"
        self._fields["code"] = Field(look, "12 位区划代码", self.code, hint=hint)
        self._fields["code"].hide()
        self._unknown = link(look, "查不到？先填村名，代码以后补")
        self._unknown.clicked.connect(self._without_code)
        for picker in (self.county, self.town, self.village):
            picker.picked.connect(self._picked)
            picker.edited.connect(self._edited)
        self.village.field.returnPressed.connect(self._entered)
        self.code.returnPressed.connect(self.gone_on)
        first(typed(self.county.field))
        self._lay_out()

    def station(self) -> Station:
        """Return the station; raises RefusedFields naming what is missing."""
        if not self.county.key:
            raise RefusedFields([Problem(field="county", says="请写县名，从下面选")])
        village, town = self.village.text().strip(), self.town.text().strip()
        code = self.village.key or self.code.text().strip()
        if code:
            return places.station(code, town=town, village=village)
        above = self.town.key or self.county.key
        return places.provisional(above, village=village, town=town)

    def typed(self) -> StationTyped:
        """Return what stands in the fields, to be shown again in another look."""
        pickers = (self.county, self.town, self.village)
        picks = tuple((picker.key, picker.text()) for picker in pickers)
        return picks, self.code.text(), self._fields["code"].isVisibleTo(self)

    def show_typed(self, typed: StationTyped) -> None:
        """Show what `typed` gave."""
        picks, code, asked = typed
        for picker, (key, words) in zip((self.county, self.town, self.village), picks, strict=True):
            picker.show_pick(key, words)
        self.code.setText(code)
        self._fields["code"].setVisible(asked)
        self._show_codes()

    def coded(self) -> Station:
        """Return the station; raises RefusedFields where it has no code of its own yet."""
        station = self.station()
        if station.provisional:
            says = "请从下面选村名，或填 12 位区划代码"
            raise RefusedFields([Problem(field="code", says=says)])
        return station

    def ask_code(self) -> None:
        """Ask for the code at once; the way on without one stays away."""
        self._fields["code"].complaint.hint("下面查不到村名时填")
        self._fields["code"].show()
        self._unknown.hide()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say beside the fields what is missing."""
        for field in self._fields.values():
            field.complain()
        for problem in problems:
            self._fields.get(problem.field, self._fields["village"]).complain(problem.says)

    def show_station(self, station: Station) -> None:
        """Show a station that was picked before."""
        county, town = station.code[:COUNTY], station.code[:TOWN]
        self.county.show_pick(county, station.county)
        self.town.show_pick(town if divisions.shipped().name(town) else "", station.town)
        known = "" if station.provisional else station.code
        self.village.show_pick(known, station.village)
        self._show_codes()

    def _lay_out(self) -> None:
        look, fields = self._look, self._fields
        says = "请写县名、镇名、村名，汉字、拼音、首字母都行，从下面选。报表和签名都用这个站名。"
        above = row(column(fields["county"], None), column(fields["town"], None), gap=look.px(14))
        self.setLayout(
            column(
                prose(look, says),
                look.px(14),
                above,
                look.px(12),
                fields["village"],
                look.px(8),
                fields["code"],
                row(self._unknown, None),
            )
        )

    def _counties(self, words: str) -> list[Found]:
        return _found(words, COUNTY)

    def _towns(self, words: str) -> list[Found]:
        return _found(words, TOWN, self.county.key) if self.county.key else []

    def _villages(self, words: str) -> list[Found]:
        return _found(words, VILLAGE, self.town.key or self.county.key)

    def _picked(self, code: str) -> None:
        known = divisions.shipped()
        for picker, length in ((self.county, COUNTY), (self.town, TOWN)):
            if length < len(code):
                picker.show_pick(code[:length], known.name(code[:length]))
        self.show_problems(())
        self._show_codes()
        following = {COUNTY: self.town, TOWN: self.village}.get(len(code))
        if following is not None:
            following.field.setFocus()

    def _entered(self) -> None:
        if self.village.key:
            self.gone_on.emit()

    def _edited(self, _words: str) -> None:
        self._show_codes()

    def _show_codes(self) -> None:
        for label, picker in zip(self._codes, (self.county, self.town, self.village), strict=True):
            label.setText(picker.key)
        asked = self._fields["code"].isVisibleTo(self)
        self._unknown.setVisible(not (asked or self.village.key))

    def _without_code(self) -> None:
        self._fields["code"].show()
        self._unknown.hide()
        (self.code if self.village.text() else self.village.field).setFocus()


class OwnerForm(QWidget):
    """Asks who sits here, as what, and a password twice."""

    changed = Signal()

    def __init__(self, look: Look, station: Station, *, role: Role, own: bool) -> None:
        super().__init__()
        self._look, self._station = look, station
        self.name = line()
        self.role = Choice(look, [one.value for one in ROLES], ROLES.index(role))
        self.secret, self.again = secret(), secret()
        hint = "写真名，签名和流水里用；一人一个账号"
        self._name = Field(look, "您的姓名" if own else "姓名", first(self.name), hint=hint)
        self._password = Field(look, "密码", self.secret)
        self._again = Field(look, "再输一遍", self.again)
        self._role = Field(look, "您是" if own else "是", self.role)
        self._strength = Strength(look)
        for control in (self.secret, self.name):
            control.textEdited.connect(self._judge)
        self.secret.capitals.connect(self._capitals)
        self._lay_out()

    def password(self) -> str:
        """Return the password; raises RefusedFields where it is weak or the two differ."""
        problems = []
        if not self.name.text().strip():
            problems.append(Problem(field="name", says="请写真实姓名"))
        problems += self._problems()[:1]
        if self.secret.text() != self.again.text():
            problems.append(Problem(field="again", says="两遍不一样，请再输一遍"))
        if problems:
            raise RefusedFields(problems)
        return self.secret.text()

    def typed(self) -> OwnerTyped:
        """Return what stands in the fields, to be shown again in another look."""
        return self.name.text(), self.role.chosen, self.secret.text(), self.again.text()

    def show_typed(self, typed: OwnerTyped) -> None:
        """Show what `typed` gave."""
        name, role, secret_, again = typed
        self.name.setText(name)
        self.role.show_word(ROLES[max(role, 0)].value)
        self.secret.setText(secret_)
        self.again.setText(again)
        self._judge()

    def chosen_role(self) -> Role:
        """Return the role."""
        return ROLES[max(self.role.chosen, 0)]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside the fields what is wrong, and go to the first of them."""
        fields: dict[str, Labelled[Any]] = {"name": self._name, "again": self._again}
        for field in (self._name, self._password, self._again):
            field.complain()
        wrong = [fields.get(problem.field, self._password) for problem in problems]
        for one, problem in zip(wrong, problems, strict=True):
            one.complain(problem.says)
        if wrong:
            wrong[0].control.setFocus()

    def _lay_out(self) -> None:
        look = self._look
        who = row(column(self._name, None), column(self._role, None), gap=look.px(14))
        both = row(column(self._password, None), column(self._again, None), gap=look.px(14))
        self.setLayout(
            column(
                who,
                look.px(14),
                rule(),
                look.px(14),
                both,
                look.px(6),
                self._strength,
            )
        )

    def _problems(self) -> list[Problem]:
        names = (self.name.text(),)
        return passwords.problems(self.secret.text(), names=names, station=self._station)

    def _judge(self) -> None:
        problems = self._problems()
        says = problems[0].says if problems else ""
        self._strength.show_password(self.secret.text(), says)
        self._password.complain()
        self.changed.emit()

    def _capitals(self, on: bool) -> None:
        self._password.complain("大写锁定开着" if on else "")


def _found(words: str, length: int, under: str = "") -> list[Found]:
    picked = places.full_name(under)
    return [
        Found(
            key=one.code,
            words=one.name,
            soft=f"{places.full_name(one.parent).removeprefix(picked)}　{one.code}".strip(),
        )
        for one in places.find(words, length, under)
    ]
