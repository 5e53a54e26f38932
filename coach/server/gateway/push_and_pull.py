"""`POST /rpc/sync`: what a desk has to tell and what there is to tell it, in one round trip and one transaction."""

import json
from collections.abc import Mapping
from typing import Any

from psycopg import AsyncConnection, AsyncCursor

from coach.server.gateway import signature
from coach.server.gateway.refusal import Refused

_MOST_BATCHES = 100
_PUSH = "SELECT api_v1.push(%s, %s)::text"
_PULL = "SELECT api_v1.pull(%s::jsonb, %s)::text"


async def sync(
    connection: AsyncConnection[Any], told: Mapping[str, Any], entered: Mapping[str, Any], client: str
) -> str:
    """The answer as JSON: a verdict for each batch, in order, and what is new.

    Args:
        connection: in whose transaction `api_v1.enter` was called, in a pipeline; the transaction is ended.
        told: `{"batches": [{"body", "signature"}], "cursor": … or null}`.
        entered: what `enter` answered.
        client: what the desk says of its version; empty if nothing.

    Raises:
        Refused: 400 for the form or a signature; 403 for somebody without a device; 413 for a batch too large.
    """
    if set(told) - {"batches", "cursor"} or not isinstance(told.get("cursor"), dict | None):
        raise Refused(400, "arguments")
    if "public_key" not in entered:
        raise Refused(403, "device")
    batches = signature.checked(told.get("batches", []), signature.public_key(entered["public_key"]))
    if len(batches) > _MOST_BATCHES:
        raise Refused(413, "batches")
    # In a pipeline: all of it is sent at once, the end of the transaction with it, before any answer is waited for.
    pushed = [await connection.execute(_PUSH, (one.body, one.signature)) for one in batches]
    pulled = await connection.execute(_PULL, (json.dumps(told.get("cursor")), client))
    await connection.commit()
    verdicts = [await _text(one) for one in pushed]
    return f'{{"push":[{",".join(verdicts)}],"pull":{await _text(pulled)}}}'


async def _text(answer: AsyncCursor[Any]) -> str:
    row = await answer.fetchone()
    assert row is not None
    return str(row[0])
