"""The demo town: enough people and places for somebody with no token to try everything at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from models.order import Service
from models.person import (
    Address,
    ChatAccount,
    CustomerTier,
    Person,
    Role,
    RoleGrant,
    Subscription,
    Technician,
    TechnicianArea,
)
from models.unit import Area, AreaKind, Contractor, Unit, UnitLevel
from scheduling.areas import plant_of
from scheduling.unit_of_work import UnitOfWork

UNITS = (
    (UnitLevel.GROUP, "门铃通信集团"),
    (UnitLevel.PROVINCE, "锦江省公司"),
    (UnitLevel.CITY, "临江市分公司"),
    (UnitLevel.COUNTY, "临江县分局"),
)
WEEK = {"days": [1, 2, 3, 4, 5, 6, 7], "from": "08:00", "to": "20:00"}


@dataclass(frozen=True)
class Plant:
    """A distribution box or an ONU, and the buildings it serves."""

    name: str
    serves: tuple[str, ...]
    kind: AreaKind = AreaKind.BOX


@dataclass(frozen=True)
class Place:
    name: str
    aliases: tuple[str, ...]
    latitude: float
    longitude: float
    plant: tuple[Plant, ...] = ()


PLACES = (
    Place("幸福里", ("幸福里小区", "幸福路", "Xingfuli", "Xingfu"), 30.6612, 104.0821,
          (Plant("幸福里1号箱", ("1栋", "2栋", "3栋")), Plant("幸福里2号箱", ("4栋", "5栋", "6栋")))),
    Place("科技园", ("科技园区", "高新路", "创业街", "Keji Park", "Tech Park", "Kejiyuan"), 30.5728, 104.0668,
          (Plant("科技园创业街箱", ("创业街8号", "创业街10号")),
           Plant("科技园B座ONU", ("B座", "Tower B"), AreaKind.ONU))),
)  # fmt: skip


@dataclass(frozen=True)
class Resident:
    """Somebody of the town. `id` is theirs in the sandbox as well."""

    id: int
    name: str
    phone: str
    role: Role | None = None
    language: str = "zh"
    tier: CustomerTier = CustomerTier.ORDINARY
    area: int = 0
    address: str = ""
    services: tuple[tuple[Service, str], ...] = ()
    certificate: str | None = None
    contractor: bool = False
    skills: tuple[str, ...] = ("*",)
    areas: tuple[int, ...] = (0, 1)
    photo: str | None = None


RESIDENTS = (
    Resident(1001, "王芳", "+8613800138001", address="幸福里3栋2单元301",
             services=((Service.BROADBAND, "KD-028-10031"), (Service.FIXED_LINE, "028-85550131"))),
    Resident(1002, "刘伟", "+8613800138002", tier=CustomerTier.HIGH_VALUE, area=1, address="科技园创业街8号1204室",
             services=((Service.BROADBAND, "KD-028-10072"),)),
    Resident(1003, "John Miller", "+8613800138003", language="en", area=1, address="Keji Park Tower B, 18F-06",
             services=((Service.BROADBAND, "KD-028-10155"), (Service.FIXED_LINE, "028-85550177"))),
    Resident(2001, "李建国", "+8613900139001", Role.TECHNICIAN, certificate="ZW-2023-0417", photo="bot/demo/2001.png"),
    Resident(2002, "张磊", "+8613900139002", Role.TECHNICIAN, certificate="ZW-2024-1183", contractor=True,
             photo="bot/demo/2002.png"),
    Resident(2003, "赵敏", "+8613900139003", Role.TECHNICIAN, certificate="ZW-2022-0299", areas=(1,),
             photo="bot/demo/2003.png"),
    Resident(2004, "陈小军", "+8613900139004", Role.TECHNICIAN, contractor=True, photo="bot/demo/2004.png"),
    Resident(3001, "周静", "+8613700137001", Role.DISPATCHER),
    Resident(3002, "孙涛", "+8613700137002", Role.DISPATCHER),
    Resident(4001, "林晓", "+8613600136001", Role.HOTLINE),
    Resident(3101, "何志远", "+8613700137101", Role.HEAD),
    Resident(3301, "高远", "+8613700137301", Role.NETWORK_CENTRE),
)  # fmt: skip


def settle(uow: UnitOfWork, bot_id: int) -> bool:
    """Fills an empty database with the town, its people bound to their sandbox chats; False if anybody lives there."""
    if uow.session.scalar(select(Unit.id).limit(1)) is not None:
        return False
    unit = raise_units(uow)
    areas = [lay_out(uow, unit, place) for place in PLACES]
    contractor = uow.add(Contractor(unit_id=unit.id, name="速通通信服务公司", since=uow.now))
    for resident in RESIDENTS:
        move_in(uow, resident, unit, areas, contractor, bot_id)
    return True


def raise_units(uow: UnitOfWork) -> Unit:
    """Group, province, city, county (R-1.1); returns the lowest."""
    unit: Unit | None = None
    for level, name in UNITS:
        child = uow.add(Unit(level=level, name=name, parent_id=unit.id if unit else None, path=""))
        child.path = f"{unit.path if unit else '/'}{child.id}/"
        uow.session.flush()
        unit = child
    assert unit is not None
    return unit


def lay_out(uow: UnitOfWork, unit: Unit, place: Place) -> Area:
    area = Area(unit_id=unit.id, kind=AreaKind.ESTATE, name=place.name, aliases=list(place.aliases), path="")
    area.latitude, area.longitude = place.latitude, place.longitude
    uow.add(area)
    area.path = f"/{area.id}/"
    for plant in place.plant:
        box = Area(unit_id=unit.id, parent_id=area.id, kind=plant.kind, name=plant.name, path="")
        box.aliases = list(plant.serves)
        uow.add(box)
        box.path = f"{area.path}{box.id}/"
    uow.session.flush()
    return area


def move_in(
    uow: UnitOfWork, resident: Resident, unit: Unit, areas: list[Area], contractor: Contractor, bot_id: int
) -> None:
    person = uow.add(
        Person(name=resident.name, phone=resident.phone, phone_verified=True, language=resident.language,
               tier=resident.tier, created_at=uow.now)
    )  # fmt: skip
    account = ChatAccount(person_id=person.id, bot_id=bot_id, chat_id=resident.id, user_id=resident.id)
    account.bound_at = uow.now
    uow.add(account)
    if resident.role is not None:
        uow.add(RoleGrant(person_id=person.id, role=resident.role, unit_id=unit.id))
    if resident.role is Role.TECHNICIAN:
        hire(uow, person, resident, unit, areas, contractor)
    if resident.address:
        area_id = areas[resident.area].id
        plant_id = plant_of(uow, area_id, resident.address)
        home = uow.add(Address(person_id=person.id, area_id=area_id, plant_id=plant_id, text=resident.address))
        for service, account_number in resident.services:
            uow.add(
                Subscription(person_id=person.id, address_id=home.id, service=service.value, account=account_number)
            )


def hire(
    uow: UnitOfWork, person: Person, resident: Resident, unit: Unit, areas: list[Area], contractor: Contractor
) -> None:
    certificate: dict[str, Any] = {}
    if resident.certificate:
        certificate = {"certificate_number": resident.certificate, "certificate_until": date(2029, 12, 31)}
    uow.add(
        Technician(person_id=person.id, unit_id=unit.id, contractor_id=contractor.id if resident.contractor else None,
                   skills=list(resident.skills), shift=WEEK, photo=resident.photo, **certificate)
    )  # fmt: skip
    for index in resident.areas:
        uow.add(TechnicianArea(technician_id=person.id, area_id=areas[index].id))
