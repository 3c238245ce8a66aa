"""Words for *author* as labels print them in front of author lists, and pictures that mean the same."""

from typing import Final

AUTHOR_LABELS: Final = (
    r"(?:full |all |paper |the )?(?:author|authors|author\(s\)|author/s|author list|authors list|list of authors|"
    r"first authors?|lead authors?|corresponding authors?|co-?authors?|author names?|author information|authored by|"
    r"written by|by|creators?|writers?|contributors?|researchers?|people|"
    r"autoren|autor|autor\*innen|autor:innen|autor_innen|autorinnen und autoren|autorinnen|verfasser|verfasserin|von|"
    r"auteurs?|autrices?|auteur\(e\)s|auteur·e·s|auteur\(s\)|autores|autor(?:es)?/as|autoras?|autores y autoras|"
    r"autori|autore|autrici|autors|autor\(es\)|"
    r"schrijvers?|författare|forfatter(?:e|ne)?|kirjoittajat?|tekijät?|höfund(?:ur|ar)|autorid|autori(?:us|ai)?|"
    r"autorzy|autor(?:ka|ky|i)|autoři|szerzők?|szerző|avtorji|avtor|autor(?:ul|ii)|egileak|údair|awduron|"
    r"yazar(?:lar|ları)?|müəlliflər|penulis|pengarang|tác giả|nhóm tác giả|các tác giả|mga may-akda|waandishi|"
    r"作者|作者们|作者列表|作者信息|全部作者|论文作者|第一作者|通讯作者|作者名|作者群|所有作者|撰稿人|著者|著者名|執筆者|作者たち|"
    r"저자|저자들|지은이|글쓴이|작성자|"
    r"авторы?|автори|аутори|аўтары|авторский коллектив|συγγραφείς|συγγραφέας|"
    r"المؤلفون|المؤلف|المؤلفين|مؤلفون|الكتاب|الباحثون|מחברים|מחבר|המחברים|מאת|نویسندگان|نویسنده|مصنفین|مصنف|"
    r"लेखक|लेखकगण|লেখক|লেখকবৃন্দ|ผู้แต่ง|ผู้เขียน|ผู้วิจัย|எழுத்தாளர்கள்|ఆథర్స్|రచయితలు|ಲೇಖಕರು|രചയിതാക്കൾ|"
    r"ავტორები|ავტორი|հեղինակներ|зохиогчид|авторлар)"
)

PLURALS: Final = r"(?:authors|autoren|auteurs|autores|autori|autorzy|作者|著者|저자|авторы)"
"""Labels that no name begins with, so that names may follow them without a colon."""

PICTURES: Final = "👤👥🧑👩👨✍🖊🖋✒🎓🗣"
"""Emoji of people and pens that templates print before authors; other emoji of people begin with one of these."""

NEXT: Final = (
    r"published|publication date|date|submitted|updated|categor(?:y|ies)|primary category|field|subjects?|"
    r"affiliations?|institutions?|organi[sz]ations?|abstract|summary|links?|pdf|url|arxiv|doi|venue|score|rating|code|"
    r"github|keywords?|tags?|topics?|comments?|tl;?dr|journal|title|year|datum|kategorie|schlagwörter|catégories?|"
    r"fecha|categorías?|data|日期|时间|发布|发布日期|发表|机构|单位|类别|分类|领域|关键词|摘要|链接|评分|标签|公開日|"
    r"カテゴリ|날짜|분류|дата|категория"
)
"""Labels that may follow an author list on its line."""
