"""The language of a text, as ISO 639-1."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

UNSURE = "und"
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
    ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
    su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_ISO_639_1 = frozenset(_CODES.split())
# Languages that news is archived in. py3langid knows 130, and spreads its belief in a short English sentence over them.
_TOLD_APART = """
    ar az be bg bn bs ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv mk mn ms nl no pl pt ro
    ru sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh
"""
_LETTER = re.compile(r"[^\W\d_]")
_READ = 2000  # characters that decide
_LEAST = 8  # letters: fewer say too little
_SURE = 0.5  # probability; 17 of 4,000 titles and openings in English and Russian are then called something else


def language_of(text: str, declared: str | None = None) -> str:
    """The declared language where it is a known code, else what the script and py3langid say, else "und".

    >>> language_of("中国国防部长表示"), language_of("12:30"), language_of("Bonjour", "fr-FR")
    ('zh', 'und', 'fr')
    """
    known = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    if known in _ISO_639_1:
        return known
    opening = text[:_READ]
    letters = len(_LETTER.findall(opening))
    return _by_script(opening, letters) or _by_model(opening, letters)


def _by_script(text: str, letters: int) -> str | None:
    """Scripts that one language alone is written in; half of the letters must be in it."""
    kana, hangul, han = (len(script.findall(text)) for script in (_KANA, _HANGUL, _HAN))
    if 2 * hangul > letters:
        return "ko"
    if 2 * (han + kana) <= letters:
        return None
    return "ja" if 10 * kana > han + kana else "zh"  # a Chinese text quotes kana at most in a name


def _by_model(text: str, letters: int) -> str:
    if letters < _LEAST:
        return UNSURE
    code, probability = _model().classify(text)
    return str(code) if probability >= _SURE else UNSURE


@cache
def _model() -> Any:
    """Loaded on first use: it takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(_TOLD_APART.split())
    return model
