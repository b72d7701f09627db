"""files.*: uploads in three steps, as Slack wants them since 2025, and deleting."""

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import quote

from sandbox import cast, posting
from sandbox.errors import SlackError, invalid_arguments
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.web_api.arguments import integer, need
from sandbox.web_api.method import Method, joined_room_in
from sandbox.workspace import StoredFile


def get_upload_url(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/files.getUploadURLExternal"""
    if integer(arguments, "length", 0) <= 0:
        raise invalid_arguments("must be greater than 0 [json-pointer:/length]")
    file = slack.workspace.new_file(str(need(arguments, "filename")))
    file.alt_text = str(arguments.get("alt_txt") or "")
    return {"upload_url": f"{slack.base_url}/upload/{file.id}", "file_id": file.id}


def complete_upload(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/files.completeUploadExternal: shares if a channel is given."""
    wanted = need(arguments, "files")
    if not isinstance(wanted, list) or not wanted:
        raise SlackError("invalid_arguments")
    files = [_finish(slack, entry) for entry in wanted]
    shapes = [file_object(slack, file) for file in files]
    if arguments.get("channel_id"):
        room = joined_room_in(slack, {"channel": arguments["channel_id"]})
        content = {
            "text": arguments.get("initial_comment") or "",
            "thread_ts": arguments.get("thread_ts"),
            "blocks": arguments.get("blocks"),
            "files": shapes,
        }
        posting.check_content(content)
        posting.post(slack, room, content)
    return {"files": shapes}


def _finish(slack: Slack, entry: Json) -> StoredFile:
    file = slack.workspace.files.get(str(entry.get("id")))
    if file is None or not file.content:
        raise SlackError("file_not_found")
    file.title = str(entry.get("title") or file.name)
    file.complete = True
    file.usable_at = slack.clock.now() + slack.installation.files_take
    return file


def delete(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/files.delete: its own files only, and all files here are."""
    if slack.workspace.files.pop(str(need(arguments, "file")), None) is None:
        raise SlackError("file_not_found")
    slack.changes.note()
    return {}


def file_object(slack: Slack, file: StoredFile) -> Json:
    """Slack's file object, with this sandbox's own address as the place to get it."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    suffix = PurePosixPath(file.name).suffix.lstrip(".") or "binary"
    url = f"{slack.base_url}/files/{file.id}/{quote(file.name)}"
    return {
        "id": file.id,
        "created": int(slack.clock.now()),
        "timestamp": int(slack.clock.now()),
        "name": file.name,
        "title": file.title,
        "mimetype": kind,
        "filetype": suffix,
        "pretty_type": suffix.upper(),
        "user": cast.BOT_USER_ID,
        "user_team": cast.TEAM_ID,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": True,
        "url_private": url,
        "url_private_download": url,
        "permalink": url,
        "alt_txt": file.alt_text,
    }


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
    "files.delete": Method(delete, ("files:write",)),
}
