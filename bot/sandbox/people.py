"""The people of the sandbox: invented, but with ids, names and languages like real accounts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.sandbox.disk import Disk
from bot.sandbox.entities import clean
from bot.sandbox.errors import Wrong

Json = dict[str, Any]

FIRST_ID = 1001
LARGEST_ID = 2**52


@dataclass(slots=True)
class Person:
    """Somebody with a phone in their hand."""

    id: int
    name: str
    language_code: str = "zh"
    role: str | None = None
    phone: str | None = None
    username: str | None = None
    photo: str | None = None  # file id
    read_up_to: int = 0
    blocked: list[str] = field(default_factory=list)  # tokens of bots this person has blocked
    order: int = 0  # of arrival

    def as_user(self) -> Json:
        """The person as bots see them in `from`."""
        user: Json = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language_code,
        }
        if self.username:
            user["username"] = self.username
        return user

    def as_chat(self) -> Json:
        chat: Json = {"id": self.id, "type": "private", "first_name": self.name}
        if self.username:
            chat["username"] = self.username
        return chat


class People:
    """Everybody, by id."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.by_id: dict[int, Person] = {}
        for _, known in sorted(disk.read("person"), key=lambda row: row[1]["order"]):
            self.by_id[known["id"]] = Person(**known)
        self.last_id = max(self.by_id, default=FIRST_ID - 1)

    def get(self, person_id: int) -> Person:
        person = self.by_id.get(person_id)
        if person is None:
            raise Wrong(f"nobody here has id {person_id}; GET /sandbox/people lists everybody", 404)
        return person

    def put(self, person_id: Any, name: Any, **more: Any) -> tuple[Person, bool]:
        """The person with this id brought up to date, or a new one; and whether anything changed."""
        name = clean(name).strip() if isinstance(name, str) else ""
        if not 0 < len(name) <= 128:
            raise Wrong("say the person's name, up to 128 characters")
        if person_id is None:
            person_id = max(self.last_id + 1, FIRST_ID)
        if isinstance(person_id, bool) or not isinstance(person_id, int) or not 0 < person_id <= LARGEST_ID:
            raise Wrong("a person's id is a positive number")
        known = self.by_id.get(person_id)
        said = {"name": name, **{key: value for key, value in more.items() if value is not None}}
        if known is None:
            person = self.by_id[person_id] = Person(id=person_id, order=len(self.by_id), **said)
            self.last_id = max(self.last_id, person_id)
        else:
            if all(getattr(known, key) == value for key, value in said.items()):
                return known, False
            person = known
            for key, value in said.items():
                setattr(person, key, value)
        self.keep(person)
        return person, True

    def keep(self, person: Person) -> None:
        self.disk.put("person", str(person.id), lambda: asdict(person))
