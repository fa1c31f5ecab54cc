"""Rows to JSON and back.

Two forms. `plain` gives the contract's objects (a key a field), as reports print them. `pack` and
`unpack` give and take bare lists (a value a field, in the order of the class), which are a third of the
size and twice as fast: what the store keeps of an article. Packed data is only good for the very classes
that packed it: the store's code version stands for them.

How a class is converted is worked out from its type hints once, when it is first met.
"""

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Converter = Callable[[Any], Any]

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that JSON may hold bare but a terminal or an encoder trips over: DEL and C1 controls, marks
that turn the direction of writing, line separators, halves of surrogate pairs."""


_encode = json.JSONEncoder(ensure_ascii=False).encode


def dumps(value: Any) -> str:
    """JSON on one line, in UTF-8's own letters, with nothing in it that acts on a terminal."""
    text = _encode(value)
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def plain(row: Any) -> Any:
    """A row as dicts, lists and scalars, its keys in the order of its fields."""
    kind: Any = type(row)
    convert = _plainer(kind)
    return convert(row) if convert else row


def pack(value: Any) -> Any:
    """A dataclass as nested lists of scalars."""
    kind: Any = type(value)
    convert = _packer(kind)
    return convert(value) if convert else value


def unpack[T](cls: type[T], packed: Any) -> T:
    """What `pack` was given; objects as `plain` gives them will do too."""
    kind: Any = cls
    convert = _unpacker(kind)
    result: T = convert(packed) if convert else packed
    return result


# --- one converter for each type, None where a value stays as it is ---------------------------


@cache
def _packer(hint: Any) -> Converter | None:
    if is_dataclass(hint):
        names = [f.name for f in fields(hint)]
        hints = get_type_hints(hint)
        parts = [_packer(hints[name]) for name in names]
        if len(names) == 1:  # attrgetter gives the value itself
            return lambda row: [
                part(getattr(row, name)) if part else getattr(row, name)
                for name, part in zip(names, parts, strict=True)
            ]
        get = attrgetter(*names)
        if not any(parts):
            return get
        return lambda row: [part(v) if part else v for part, v in zip(parts, get(row), strict=True)]
    return _container(hint, _packer)


@cache
def _unpacker(hint: Any) -> Converter | None:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        parts = [_unpacker(hints[f.name]) for f in fields(hint)]
        if not any(parts):
            return lambda packed: hint(*_values(packed))
        return lambda packed: hint(*[part(v) if part else v for part, v in zip(parts, _values(packed), strict=True)])
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [...]:
            part = _unpacker(first)
            return (lambda packed: tuple([part(v) for v in packed])) if part else tuple
    return _container(hint, _unpacker)


def _values(packed: Any) -> Any:
    return packed.values() if isinstance(packed, dict) else packed


@cache
def _plainer(hint: Any) -> Converter | None:
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        items = [(f.name, attrgetter(f.name), _plainer(hints[f.name])) for f in fields(hint)]
        return lambda row: {name: part(get(row)) if part else get(row) for name, get, part in items}
    return _container(hint, _plainer)


def _container(hint: Any, converter: Callable[[Any], Converter | None]) -> Converter | None:
    """How tuples, dicts and optional values are converted, given how what they hold is."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        held = [argument for argument in arguments if argument is not NoneType]
        parts = {converter(argument) for argument in held}
        if parts == {None}:
            return None
        if len(held) > 1:
            raise TypeError(f"no way to tell the types of {hint} apart in JSON")
        return _optional(parts.pop())
    if origin is tuple and arguments[1:] == (...,):
        item = converter(arguments[0])
        return (lambda values: [item(v) for v in values]) if item else list
    if origin is tuple:
        each = [converter(argument) for argument in arguments]
        whole = tuple if converter is _unpacker else list
        return lambda values: whole([p(v) if p else v for p, v in zip(each, values, strict=True)])
    if origin is dict:
        held_by = converter(arguments[1])
        return (lambda held: {key: held_by(v) for key, v in held.items()}) if held_by else None
    if isinstance(hint, type) and issubclass(hint, str | int | float | bool | NoneType):
        return None
    raise TypeError(f"{hint} has no form in JSON")


def _optional(convert: Converter | None) -> Converter | None:
    return (lambda v: None if v is None else convert(v)) if convert else None
