"""Words that indicate that a list names only some of the authors."""

from typing import Final

NUMBER: Final = r"(?:\d[\d,]{0,9}|two|three|four|five|six|seven|eight|nine|ten|several|many|numerous|some|a few)"

LATIN: Final = r"et\.? ?alii|et ?aliae?|et\.? ?al\b|& ?al\b|and al\b|etal\b"
"""Latin words that end a list, in any case."""

FOREIGN_TRUNCATIONS: Final = (
    r"et coll\b|et collab\b|et(?: \d+)? autres|et collaborateurs|u\. ?a\b|u\. ?v\. ?a\b|und(?: \d+)? (?:andere|weitere|"
    r"Mitarbeiter|Kollegen)|y(?: \d+)? (?:otros|otras|colaboradores|cols?)\b|e(?: \d+)? (?:outros|outras|colaboradores|"
    r"cols?)\b|e(?: \d+)? (?:altri|altre|coll?)\b|i(?: \d+)? altres|en(?: \d+)? anderen|e\. ?a\b|m\. ?fl\b|mfl\b|"
    r"med flera|ym\.|a kol\b|a spol\b|a(?: \d+)? další|és mtsai|és munkatársai|i wsp\b|i(?: \d+)? inni|i dr\b|in drugi|"
    r"in sod\b|i in\b|in\. ?Verb|și alții|ș\.a\b|ve ark\b|ve arkadaşları|ve diğerleri|dkk\b|dan lain-lain|"
    r"dan kawan-kawan|và(?: \d+)? (?:cộng sự|người khác|những người khác)|"
    r"и др(?:угие)?\b|и соавт(?:оры)?\b|и ещ[её](?: \d+)?|та ін(?:ші)?\b|і співавт\b|и сар\b|и сътр\b|κ\.? ?ά\b|"
    r"και συνεργάτες|και άλλοι|و ?آخرون|وآخرين|و ?همکاران|و ?دیگران|ואחרים|ואח['׳]|וחב['׳]|और अन्य|व अन्य|एवं अन्य|"
    r"ও অন্যান্য|และคณะ|และคนอื่นๆ|და სხვ\b|և ուրիշներ"
)
"""Words in other languages that end a list, as they are printed; in capitals some are initials ("Kumar E. A.")."""

EAST_ASIAN: Final = (
    r"等等|等人|等作者|等(?:共)? ?\d+ ?(?:人|位|名)?(?:作者)?|等|共 ?\d+ ?(?:人|位|名)(?:作者)?|"
    r"及其他(?: ?\d+ ?(?:人|位|名))?(?:作者)?"
)
"""The same in Chinese, which needs no space before it."""

COUNTED: Final = r"(?:他|ほか|外|외|등) ?\d+ ?(?:名|人|명|인)(?:の著者)?"
"""The same in Japanese and Korean with a number of people."""

SET_APART: Final = r"他|ほか|외|등|외 다수"
"""The same in Japanese and Korean without a number, where it is set apart from the name."""

OTHER_AUTHORS: Final = (
    r"(?:authors?|others?|contributors?|collaborators?|co-?authors?|co-?workers?|colleagues|researchers|people|more)"
)
