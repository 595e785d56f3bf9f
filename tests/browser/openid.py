"""An OpenID provider on loopback: it signs in whoever chooses a name on its page. For tests alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlencode
from uuid import uuid4

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from benchmarks.dashboard import free_port

CLIENT = {"client_id": "newsdesk", "client_secret": "only for this test"}
GROUPS = {
    "ada": ["newsroom"],
    "ben": ["newsroom", "city-desk"],
    "eve": ["investigations"],
    "kim": ["newsroom", "investigations"],
}


@contextmanager
def provider() -> Iterator[str]:
    """Its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=_routes(address)), port=port, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    yield address
    server.should_exit = True
    thread.join()


def _routes(address: str) -> list[Route]:
    key = RSAKey.generate_key(2048, parameters={"kid": "1", "alg": "RS256", "use": "sig"})
    given: dict[str, tuple[str, str]] = {}  # code: name, nonce

    def configuration(request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": address,
                "authorization_endpoint": f"{address}/authorize",
                "token_endpoint": f"{address}/token",
                "jwks_uri": f"{address}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    def authorize(request: Request) -> Response:
        asked = request.query_params
        links = ""
        for name in GROUPS:
            code = uuid4().hex
            given[code] = name, asked.get("nonce", "")
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            links += f'<p><a href="{back.replace("&", "&amp;")}">{name}</a></p>'
        return HTMLResponse(links)

    async def token(request: Request) -> Response:
        name, nonce = given.pop(str((await request.form())["code"]))
        now = int(time.time())
        claims = {"iss": address, "aud": CLIENT["client_id"], "sub": name, "iat": now, "exp": now + 300, "nonce": nonce}
        claims |= {"preferred_username": name, "groups": GROUPS[name]}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)
        return JSONResponse(
            {"access_token": uuid4().hex, "token_type": "Bearer", "expires_in": 300, "id_token": signed}
        )

    def keys(request: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    return [
        Route("/.well-known/openid-configuration", configuration),
        Route("/authorize", authorize),
        Route("/token", token, methods=["POST"]),
        Route("/keys", keys),
    ]
