"""What a reviewer looks at before signing: soundness, sentences, changes, who was not reached."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from station_app.domain import campaign
from station_app.domain.campaign import Home
from station_app.domain.template import Shape
from station_app.usecases import returns
from station_app.usecases.comparing import Changed
from station_app.usecases.signing import Review
from ui.models.table import Column, TableModel
from ui.theme import Look, Room, Tone, Type
from ui.widgets.cells import Cell, Mark
from ui.widgets.facts import Washed
from ui.widgets.heads import section
from ui.widgets.layout import Part
from ui.widgets.table import shown_only, table, tall
from ui.widgets.words import mark, prose

Why = tuple[str, list[Home]]


def found(look: Look, room: Room, review: Review, owner: QObject) -> list[Part]:
    """Return everything there is to look at, the gravest first."""
    parts: list[Part] = [_sound(look, review), look.px(18)]
    if review.version.reason:
        parts += [section(look, "更正的原因"), prose(look, review.version.reason), look.px(16)]
    if review.explained:
        parts.append(section(look, "填表人的说明"))
        parts += [prose(look, words) for words in review.explained]
        parts.append(look.px(16))
    parts += _changes(look, room, review, owner)
    parts += _missed(look, review, owner)
    return parts


def _sound(look: Look, review: Review) -> QWidget:
    if not review.sound:
        words = f"这一份有问题：{'；'.join(review.verified.reasons)}。"
        below = prose(look, "请退回，由填表人重新填报签名。", Type.CAPTION)
        return Washed(look, Tone.LATE, prose(look, words, Type.STRONG), below)
    count = len(review.explained)
    more = f"；{count} 处说明已写" if count else ""
    said = f"核对一致，没有必须改的{more}。填表人签名有效。"
    return mark(look, Tone.DONE, said, Type.STRONG)


def _changes(look: Look, room: Room, review: Review, owner: QObject) -> list[Part]:
    if returns.used_template(review.version).shape is Shape.ROSTER:
        return []
    head = section(look, f"比{review.beside or '上一次'}变了什么")
    if not review.changed:
        same = f"数字和{review.beside}一样。"
        says = same if review.beside else "第一次报这张表，没有上一次可比。"
        return [head, prose(look, says, Type.BODY, "soft"), look.px(20)]
    wide = room is Room.WIDE
    made: list[Column[Changed]] = [
        Column("项目", lambda one: one.label, 176),
        Column("这次", lambda one: one.now, 100, True),
        Column("上次", lambda one: one.before, 100, True),
        Column("变化", _moved, 190 if wide else 0),
    ]
    if wide:
        made.append(Column("填表人的说明", lambda one: one.explained))
    model: TableModel[Changed] = TableModel(made, owner)
    model.fill(sorted(review.changed, key=lambda one: not one.much))
    return [head, shown_only(tall(table(look, model, 38, plain=True))), look.px(20)]


def _missed(look: Look, review: Review, owner: QObject) -> list[Part]:
    if not review.not_reached:
        return []
    homes = campaign.homes(list(review.not_reached))
    head = section(look, f"没走到的 {len(homes)} 户 {len(review.not_reached)} 人")
    made: list[Column[Why]] = [
        Column("原因", lambda one: one[0], 132),
        Column("户数", lambda one: f"{len(one[1])} 户", 64),
        Column("户主", lambda one: "、".join(home.head for home in one[1])),
    ]
    model: TableModel[Why] = TableModel(made, owner)
    model.fill(_by_reason(homes))
    return [head, shown_only(tall(table(look, model, 38, plain=True)))]


def _by_reason(homes: list[Home]) -> list[Why]:
    sorted_: dict[str, list[Home]] = {}
    for home in homes:
        sorted_.setdefault(home.why or campaign.WAITING, []).append(home)
    return sorted(sorted_.items(), key=lambda one: -len(one[1]))


def _moved(one: Changed) -> Cell:
    return Mark(one.says, Tone.SOON, "alert-triangle") if one.much else one.says
