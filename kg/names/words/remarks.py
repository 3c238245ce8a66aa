"""Phrases that templates print instead of authors or next to them, as patterns for a whole string in lower case."""

from typing import Final

REMARKS: Final = (
    r"must[- ]read|under (?:review|submission)|technical report|in (?:press|preparation)|work in progress|open access|"
    r"project pages?|read more|loading|and|und|et|al|etc|colleagues|co-?authors?|collaborators|(?:accepted|submitted|"
    r"published|presented|posted|updated|translated|generated|supported|sponsored) (?:as|at|by|for|in|on|to)\b.*|"
    r"to (?:appear|be published|be announced|be determined)\b.*|no (?:authors?|names?|code|data|abstract|summary|"
    r"title|information|info|results?|affiliations?|comments?|link|pdf)\b.*|(?:not|none|"
    r"authors?) (?:yet )?(?:available|provided|specified|given|known|listed|disclosed|withheld|found|shown)|"
    r"see (?:pdf|paper|abstract|arxiv|below|above|full text)|author names? withheld|double[- ]blind|multiple authors|"
    r"first author|corresponding authors?|equal contribution|editorial board|(?:new|cross) submissions?|"
    r"cross[- ]lists?|replace(?:d|ment)|oral presentation"
)

FOREIGN_REMARKS: Final = (
    "摘要|链接|論文|论文|代码|日期|时间|发表|发布|更新|标题|题目|机构|单位|关键词|分类|类别|领域|评分|分数|推荐|来源|备注|方法|结果|"
    "结论|动机|简介|引言|期刊|会议|暂无|未知|匿名|佚名|作者|著者|저자|무명|要約|概要|日付|カテゴリ|リンク|초록|날짜|제목|аннотация|"
    "дата|автор[ыа]?|не указан[оы]?"
)
"""Labels and remarks in other scripts; a string made of them alone is not a name."""
