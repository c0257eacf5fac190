"""Make classes of records: frozen, slotted, keyword-only, and cheap to define.

A frozen slotted dataclass takes 0.6 ms to define, as its methods are compiled anew in every run: 20 of
them took 12 of the 60 ms of a command. These share their methods and take 0.02 ms each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

R = TypeVar("R", bound="Record")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Fields(type):
    """Turns the annotations of a class body into slots and required or optional fields."""

    fields: tuple[str, ...]
    defaults: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Fields:
        own = tuple(body.get("__annotations__", ()))
        body["__slots__"] = own
        body["fields"] = own
        body["defaults"] = {field: body.pop(field) for field in own if field in body}
        return super().__new__(cls, name, bases, body)


class Record(metaclass=_Fields):
    """A record. A module that defines some begins with `from __future__ import annotations`."""

    if TYPE_CHECKING:
        fields: ClassVar[tuple[str, ...]]
        defaults: ClassVar[dict[str, Any]]

    def __init__(self, **given: Any) -> None:
        """Take the fields by name; raises TypeError where one lacks or is not known."""
        put = object.__setattr__
        for field in self.fields:
            if field in given:
                put(self, field, given.pop(field))
            elif field in self.defaults:
                put(self, field, self.defaults[field])
            else:
                raise TypeError(f"{type(self).__name__} lacks {field}")
        if given:
            raise TypeError(f"{type(self).__name__} has no {', '.join(given)}")

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse: a changed record is a new one (see `replace`)."""
        raise AttributeError(f"{type(self).__name__} can't be changed")

    def __delattr__(self, name: str) -> None:
        """Refuse likewise."""
        raise AttributeError(f"{type(self).__name__} can't be changed")

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is the same kind of record with the same fields."""
        return type(self) is type(other) and as_dict(self, deep=False) == as_dict(other, deep=False)

    def __hash__(self) -> int:
        """Return a hash of the fields."""
        return hash((type(self), *(getattr(self, field) for field in self.fields)))

    def __repr__(self) -> str:
        """Return the record as it would be written."""
        said = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.fields)
        return f"{type(self).__name__}({said})"

    def __reduce__(self) -> Any:
        """Let copies and pickles be made: they are built anew from the fields."""
        return _build, (type(self), as_dict(self, deep=False))


def _build(kind: type[R], fields: dict[str, Any]) -> R:
    return kind(**fields)


def replace(record: R, **changed: Any) -> R:
    """Return a copy of a record with other values in some fields."""
    return type(record)(**(as_dict(record, deep=False) | changed))


def as_dict(record: Any, deep: bool = True) -> dict[str, Any]:
    """Return the fields of a record by name; `deep` turns the records in them into dicts too."""
    return {
        field: _plain(getattr(record, field)) if deep else getattr(record, field) for field in record.fields
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return as_dict(value)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return value
