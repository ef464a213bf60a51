"""A call's body into parameters: JSON, a form, or multipart with files."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import orjson
from python_multipart import FormParser
from python_multipart.multipart import parse_options_header

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params, Upload


def read_call(content_type: str, body: bytes, query: str = "") -> Params:
    """Body parameters win over those in the address."""
    params = Params(dict(parse_qsl(query, keep_blank_values=True)) if query else {})
    if not body:
        return params
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        _multipart(content_type, body, params)
    elif (
        kind == "application/json"
        or (not kind and body[:1] == b"{")
        or (body[:1] == b"{" and kind != "application/x-www-form-urlencoded")
    ):
        _json(body, params)
    else:
        try:
            params.values.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return params


def _json(body: bytes, params: Params) -> None:
    try:
        values = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse request JSON object: Object expected")
    params.values.update(values)


def _multipart(content_type: str, body: bytes, params: Params) -> None:
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if not boundary:
        raise bad_request("multipart boundary is missing")
    on_disk_never = {"MAX_MEMORY_FILE_SIZE": len(body) + 1}
    files: list[Any] = []

    def on_field(field: Any) -> None:
        params.values[field.field_name.decode()] = (field.value or b"").decode("utf-8", "replace")

    parser = FormParser("multipart/form-data", on_field, files.append, boundary=boundary, config=on_disk_never)
    try:
        parser.write(body)
        parser.finalize()
    except ValueError:
        raise bad_request("can't parse multipart body") from None
    for file in files:
        file.file_object.seek(0)
        name = (file.file_name or b"").decode("utf-8", "replace") or None
        params.files[file.field_name.decode()] = Upload(file.file_object.read(), name, _media_type(file))


def _media_type(file: Any) -> str | None:
    kind = getattr(file, "content_type", None)
    return (kind.decode() if isinstance(kind, bytes) else kind) or None
