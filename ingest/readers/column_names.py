"""What archives call their columns: in English as databases and interfaces do, and in words of other languages."""

from __future__ import annotations

from collections.abc import Mapping

# The likeliest first: where several are there, it is the one that is read.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uuid", "article_id", "articleid", "doc_id", "docid", "uid"),
    "title": (
        "title", "headline", "heading", "web_title", "t",
        "titel", "überschrift", "schlagzeile", "titre", "título", "titulo", "titular", "manchete", "titolo",
        "заголовок", "название", "标题", "標題", "题目", "タイトル", "見出し",
    ),
    "lede": (
        "lede", "lead", "standfirst", "dek", "subtitle", "subheadline", "description",
        "vorspann", "untertitel", "chapô", "chapo", "entradilla", "bajada", "sommario", "occhiello",
        "лид", "подзаголовок", "анонс", "导语", "導語",
    ),
    "text": (
        "text", "body", "content", "article", "article_text", "articlebody", "article_body", "maintext", "full_text",
        "fulltext", "body_text", "content_text", "content_html", "story",
        "inhalt", "volltext", "artikeltext", "artikel", "texte", "contenu", "corps", "texto", "cuerpo", "contenido",
        "conteúdo", "corpo", "testo", "contenuto", "текст", "содержание", "статья", "正文", "内容", "內容", "全文",
        "文本", "本文", "summary", "abstract", "lead_paragraph", "snippet", "摘要",
    ),
    "published": (
        "published", "date_published", "published_date", "published_at", "publication_date", "publish_date",
        "date_publish", "published_time", "web_publication_date", "pubdate", "pub_date", "datetime", "date", "day",
        "time", "timestamp", "d",
        "veröffentlicht", "veröffentlicht_am", "erscheinungsdatum", "datum", "date_de_publication", "publié_le",
        "publié", "fecha_de_publicación", "publicado", "fecha", "data_de_publicação", "data_di_pubblicazione",
        "pubblicato", "data", "дата_публикации", "опубликовано", "дата", "发布时间", "发布日期", "發布時間", "發布日期",
        "日期", "时间", "時間", "日付",
    ),
    "url": (
        "url", "link", "href", "canonical_url", "web_url", "permalink", "source_url", "u",
        "lien", "enlace", "ссылка", "链接", "連結", "网址", "網址",
    ),
    "outlet": (
        "outlet", "source", "publisher", "domain", "source_domain", "publication", "newspaper", "site", "sitename",
        "quelle", "medium", "zeitung", "média", "journal", "fuente", "medio", "periódico", "diario", "fonte", "jornal",
        "testata", "giornale", "источник", "издание", "сми", "газета", "来源", "來源", "媒体", "媒體", "出典",
    ),
    "language": (
        "language", "lang", "language_code", "inlanguage",
        "sprache", "langue", "idioma", "lingua", "язык", "语言", "語言",
    ),
}  # fmt: skip
