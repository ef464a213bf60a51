"""Photos, documents and the like: stored once, handed out by file id or path."""

from __future__ import annotations

import base64
import binascii
import hashlib
import mimetypes
import secrets
import struct
from typing import Any

from bot.sandbox.disk import Disk
from bot.sandbox.errors import ApiError, Wrong, bad_request

Json = dict[str, Any]

LARGEST = 20 * 1024 * 1024

# Which wire fields each kind has besides ids and size.
KINDS: dict[str, tuple[str, ...]] = {
    "photo": ("width", "height"),
    "document": ("file_name", "mime_type"),
    "voice": ("duration", "mime_type"),
    "sticker": ("type", "width", "height", "is_animated", "is_video", "emoji"),
    "video": ("width", "height", "duration", "file_name", "mime_type"),
    "audio": ("duration", "file_name", "mime_type", "title", "performer"),
    "animation": ("width", "height", "duration", "file_name", "mime_type"),
    "video_note": ("length", "duration"),
}
DEFAULTS: dict[str, Json] = {
    "photo": {"mime_type": "image/jpeg"},
    "voice": {"duration": 1, "mime_type": "audio/ogg"},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "video": {"width": 640, "height": 360, "duration": 1, "mime_type": "video/mp4"},
    "audio": {"duration": 1, "mime_type": "audio/mpeg"},
    "animation": {"width": 320, "height": 240, "duration": 1, "mime_type": "video/mp4"},
    "video_note": {"length": 240, "duration": 1, "mime_type": "video/mp4"},
}
FOLDERS = {"photo": "photos", "voice": "voice", "sticker": "stickers", "video": "videos", "audio": "music"}


class Files:
    """What has been uploaded, by bots and by people."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.by_id: dict[str, Json] = {file["file_id"]: file for _, file in disk.read("file")}
        self.by_path: dict[str, str] = {file["file_path"]: file_id for file_id, file in self.by_id.items()}

    def store(self, kind: str, content: bytes, *, strict: bool = False, **more: Any) -> Json:
        """Keep a file and answer its description; `strict` refuses photos that are none, as with bots' uploads."""
        if len(content) > LARGEST:
            raise ApiError(413, "Request Entity Too Large")
        if not content:
            raise bad_request("file must be non-empty")
        known = {key: value for key, value in more.items() if value is not None}
        if kind == "photo":
            known |= _photo(content, strict)
        name = known.get("file_name") or ""
        if name and "mime_type" not in known:
            known["mime_type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
        unique = hashlib.sha256(content).hexdigest()[:16]
        file_id = f"{kind[:2].upper()}{secrets.token_urlsafe(24)}"
        suffix = ("." + name.rpartition(".")[2]) if "." in name else _suffix(kind, known)
        file = {
            **DEFAULTS.get(kind, {}),
            **known,
            "kind": kind,
            "file_id": file_id,
            "file_unique_id": unique,
            "file_size": len(content),
            "file_path": f"{FOLDERS.get(kind, 'documents')}/file_{len(self.by_id) + 1}{suffix}",
        }
        self.by_id[file_id] = file
        self.by_path[file["file_path"]] = file_id
        self.disk.put("file", file_id, lambda: file)
        self.disk.put_file(file_id, content)
        return file

    def get(self, file_id: str) -> Json | None:
        return self.by_id.get(file_id)

    def content(self, file_id: str) -> bytes | None:
        return self.disk.file(file_id) if file_id in self.by_id else None


def on_the_wire(kind: str, file: Json) -> Any:
    """The file as a field of a Bot API message (a photo is a list of sizes)."""
    shown: Json = {"file_id": file["file_id"], "file_unique_id": file["file_unique_id"]}
    shown |= {key: file[key] for key in KINDS[kind] if key in file}
    for key in KINDS[kind]:
        if key not in shown and key in DEFAULTS.get(kind, {}):
            shown[key] = DEFAULTS[kind][key]
    if kind == "video_note":
        shown.setdefault("length", 240)
    shown["file_size"] = file["file_size"]
    return [shown] if kind == "photo" else shown


def decode(content: Any) -> bytes:
    """Bytes, base64 text or a data: address, as people send them."""
    if isinstance(content, bytes | bytearray | memoryview):
        return bytes(content)
    if not isinstance(content, str):
        raise Wrong("send the content as base64 text")
    text = content.partition(",")[2] if content.startswith("data:") else content
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("the content is no base64") from None


def _suffix(kind: str, known: Json) -> str:
    if kind == "photo" or known.get("mime_type"):
        return mimetypes.guess_extension(known.get("mime_type", "image/jpeg")) or ""
    return {"voice": ".oga", "sticker": ".webp", "audio": ".mp3"}.get(kind, ".mp4" if kind != "document" else "")


def _photo(content: bytes, strict: bool) -> Json:
    size = image_size(content)
    if size is None:
        if strict:
            raise bad_request("IMAGE_PROCESS_FAILED")
        return {"width": 800, "height": 600}
    mime, width, height = size
    if strict and (width + height > 10_000 or max(width, height) > 20 * min(width, height)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height, "mime_type": mime}


def image_size(content: bytes) -> tuple[str, int, int] | None:
    """(media type, width, height) read from the header, or None when it is no picture we know."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return ("image/png", width, height) if width and height else None
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return "image/gif", width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp", *_webp_size(content)
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return None


def _webp_size(content: bytes) -> tuple[int, int]:
    if content[12:16] == b"VP8X" and len(content) >= 30:
        return (
            int.from_bytes(content[24:27], "little") + 1,
            int.from_bytes(content[27:30], "little") + 1,
        )
    return 512, 512


def _jpeg_size(content: bytes) -> tuple[str, int, int] | None:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            at += 1
            continue
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return "image/jpeg", width, height
        at += (
            2
            if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD9
            else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        )
    return None
