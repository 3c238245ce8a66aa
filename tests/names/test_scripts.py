"""Names in every script keep their spelling, and both forms where two are printed."""

import pytest

from kg.names.cleaning import clean_name
from kg.names.groups import is_organization
from kg.names.lists import read_author_items, read_author_line
from kg.names.plausibility import find_implausible
from kg.names.surface.characters import plain_characters

ZWNJ, ZWJ, RLM, LRM = "\u200c", "\u200d", "\u200f", "\u200e"

AS_PRINTED = [
    "李雷", "欧阳娜娜", "约翰·史密斯", "買買提·艾力", "司马光", "諸葛亮", "勅使河原健太郎", "佐々木一郎",
    "たなか はなこ".replace(" ", ""), "タナカハナコ", "ジョン・スミス", "高橋みなみ", "辻\U000e0100一郎", "𠮷田太郎",
    "김민수", "남궁민수", "존스미스", "فرناندو بيريز", "أحمد بن علي", "عبد الله الحسن", "محمّد عليّ",
    f"علی{ZWNJ}رضا محمدی", "مریم میرزایی", "نور الدین", "פרננדו פרס", "צ׳רלס כהן", "שרה לוי־ברק", "יְהוּדָה הלוי",
    "Фернандо Перес", "Анна-Мария Иванова", "Дмитро О’Коннор", "Пётр Ильич", "Ћирило Јовановић", "Иван Петров-Водкин",
    "Наталія М’яка", "राम कुमार शर्मा", "श्रीनिवास अय्यर", "अमित क्षेत्री", f"क्{ZWJ}षेमा देवी", "রহিম উদ্দিন",
    "மு. கருணாகரன்", "ರಾಮ ಕೃಷ್ಣ", "రామ కృష్ణ", f"കുമാര{chr(0xd4d)}{ZWJ} മേനോന്", "ගුණසේකර", f"ශ්{ZWJ}රී පෙරේරා",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "નરેન્દ્ર પટેલ", "สมชาย ใจดี", "นภัสวรรณ ก๊กเฮง", "ကျော်စွာ", "សុខ សុភា", "ແກ້ວ ມະນີ", "བསྟན་འཛིན",
    "Гантулга Бат", "Γιώργος Παπαδόπουλος", "Άννα Οικονόμου", "გიორგი ბერიძე", "Արամ Պետրոսյան", "አበበ ቢቂላ",
    "ሰላም ተስፋዬ", "Nguyễn Văn Minh", "Trần Thị Thu Hà", "Đặng Đình Áng", "Phạm Nhật Vượng", "Lê Quý Đôn",
    "Þóra Guðmundsdóttir", "Jón Þór Ægisson", "Björk Árnadóttir", "İbrahim Çağlar", "Şule Öztürk", "Ayşe Gül Işık",
    "Ğazi Ünal", "O’Neil Moy", "O'Neil Moy", "Sean O’Brien", "N'Guyen Moy", "M'Barek Ali", "D’Arcy Moy",
    "Gerard ’t Hooft", "Gerard 't Hooft", "’t Hooft", "Kaʻiulani Moy", "Hawaiʻi Moy", "L’vov Moy", "Mu‘ad Ali",
    "ʿAbd al-Raḥmān", "Qur’an Ali", "Yaʼakov Levi", "Ben Ma’ayan", "Māori Moy", "Tāne Tūhoe", "Aroha Ngāti Moy",
    "Marcel·lí Puig", "Gal·la Moy", "Pau Col·lell", "Jean-Luc Moy", "Jean‐Luc Moy", "Jean‑Luc Moy", "Jean–Luc Moy",
    "Jean−Luc Moy", "Ana-María Roz-Gil", "Smith-Jones Moy", "Hans-Jürgen v. Moy", "Łukasz Żółć", "Božena Nováková",
    "Dvořák Šťastný", "Jiří Ďurček", "Ľubomír Ťažký", "Ștefan Țîrlea", "Ştefan Ţîrlea", "Ģirts Ķēniņš", "Søren Kierk",
    "Åsa Öberg", "Ærø Moy", "Œuvre Moy", "José Ñáñez", "João Conceição", "François Müßig", "Straße Groß", "Naïve Moÿ",
    "Nǃxau Moy", "ǃKung Moy"[1:], "Ọláyínká Moy", "Ngũgĩ Moy", "Kwabena Ɔsei", "Ɛkua Moy", "Ŋala Moy", "Hɔnam Moy",
    "Maria del Carmen de la Cruz y Moy", "Ludwig van der Moy", "Otto von und zu Moy", "Abu al-Qasim ibn Moy",
    "Ali bin Moy",
]  # fmt: skip


@pytest.mark.parametrize("name", AS_PRINTED)
def test_a_name_stays_as_printed(name: str) -> None:
    printed = plain_characters(name)
    assert find_implausible(name) == ""
    assert not is_organization(name)
    assert clean_name(name) == printed
    assert read_author_items(["Ann Lee", name]).names == ("Ann Lee", printed)
    assert read_author_items([name]).names == (printed,)
    assert read_author_line(f"*Ann Lee, {name}, Bo Han*").names == ("Ann Lee", printed, "Bo Han")


@pytest.mark.parametrize(
    ("printed", "name", "native"),
    [
        ("Minsu Kim (김민수)", "Minsu Kim", "김민수"),
        ("Minsu Kim (김 민수)", "Minsu Kim", "김민수"),
        ("김민수 (Minsu Kim)", "Minsu Kim", "김민수"),
        ("Minsu Kim 김민수", "Minsu Kim", "김민수"),
        ("Minsu Kim/김민수", "Minsu Kim", "김민수"),
        ("Minsu Kim [김민수]", "Minsu Kim", "김민수"),
        ("Taro Tanaka（田中太郎）", "Taro Tanaka", "田中太郎"),
        ("Taro Tanaka (田中 太郎)", "Taro Tanaka", "田中太郎"),
        ("Lei Li 李雷", "Lei Li", "李雷"),
        ("李雷 Lei Li", "Lei Li", "李雷"),
        ("李雷(Lei Li)", "Lei Li", "李雷"),
        ("Lei Li【李雷】", "Lei Li", "李雷"),
        ("Li, Lei (李雷)", "Lei Li", "李雷"),
        ("Lei Li (李雷)*", "Lei Li", "李雷"),
        ("Lei Li (李雷) (MIT)", "Lei Li", "李雷"),
        ("Lei Li (MIT) (李雷)", "Lei Li", "李雷"),
        ("Minsu (Max) Kim (김민수)", "Minsu (Max) Kim", "김민수"),
        ("John Smith (约翰·史密斯)", "John Smith", "约翰·史密斯"),
        ("Ivan Petrov (Иван Петров)", "Ivan Petrov", "Иван Петров"),
        ("Иван Петров (Ivan Petrov)", "Ivan Petrov", "Иван Петров"),
        ("Ahmed Ali (أحمد علي)", "Ahmed Ali", "أحمد علي"),
        ("Sara Levi (שרה לוי)", "Sara Levi", "שרה לוי"),
        ("Ram Kumar (राम कुमार)", "Ram Kumar", "राम कुमार"),
        ("Somchai Jaidee (สมชาย ใจดี)", "Somchai Jaidee", "สมชาย ใจดี"),
        ("Giorgos Pappas (Γιώργος Παππάς)", "Giorgos Pappas", "Γιώργος Παππάς"),
        ("Prof. Minsu Kim (김민수), PhD", "Minsu Kim", "김민수"),
        ("Minsu Kim (김민수) <minsu@x.example>", "Minsu Kim", "김민수"),
    ],
)
def test_two_forms(printed: str, name: str, native: str) -> None:
    author = read_author_items([printed, "Ann Lee"]).authors[0]
    assert (author.name, author.native) == (name, native)
    (author,) = read_author_items([printed]).authors
    assert (author.name, author.native) == (name, native)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("李 雷", "李雷"),
        ("李　雷", "李雷"),
        ("田中 太郎", "田中太郎"),
        ("김 민수", "김민수"),
        ("タナカ ハナコ", "タナカハナコ"),
        ("ﾀﾅｶ ﾊﾅｺ", "タナカハナコ"),
        ("ﾐﾄﾞﾘ", "ミドリ"),
        ("李雷教授", "李雷"),
        ("王小明 博士", "王小明"),
        ("김민수 교수", "김민수"),
        ("田中太郎さん", "田中太郎"),
        ("д-р Иван Петров", "Иван Петров"),
        ("проф. Иван Петров", "Иван Петров"),
        ("د. أحمد علي", "أحمد علي"),
        ("دکتر مریم میرزایی", "مریم میرزایی"),
        ('ד"ר שרה לוי', "שרה לוי"),
        ("डॉ. राम कुमार", "राम कुमार"),
        ("ดร. สมชาย ใจดี", "สมชาย ใจดี"),
        ("Ａｎｎ　Ｌｅｅ", "Ann Lee"),
        ("𝐀𝐧𝐧 𝐋𝐞𝐞", "Ann Lee"),
        ("𝒜𝓃𝓃 𝐿𝑒𝑒", "Ann Lee"),
        ("Griﬃn Moy", "Griffin Moy"),
        ("Ann Lee", "Ann Lee"),
        ("Ann\u2009Lee", "Ann Lee"),
        (f"{RLM}أحمد علي{LRM}", "أحمد علي"),
        ("\u202bأحمد علي\u202c", "أحمد علي"),
        ("\u2067أحمد علي\u2069", "أحمد علي"),
        (f"{LRM}Ann{LRM} Lee{RLM}", "Ann Lee"),
        ("Ann\u200b Lee\ufeff", "Ann Lee"),
        ("An\u00adna Lee", "Anna Lee"),
        ("Ann\u2060 Lee", "Ann Lee"),
        (f"Ann{ZWNJ} Lee{ZWJ}", "Ann Lee"),
        (f"{ZWNJ}علی{ZWNJ}رضا{ZWNJ}", f"علی{ZWNJ}رضا"),
        (f"علی{ZWNJ}{ZWNJ}رضا", f"علی{ZWNJ}رضا"),
        (f"علی{RLM}{ZWNJ}رضا", f"علی{ZWNJ}رضا"),
        (f"{ZWJ}राम कुमार{ZWJ}", "राम कुमार"),
        ("Ann Lee\ufe0f", "Ann Lee"),
        ("Ann\U000e0100 Lee", "Ann Lee"),
        ("An\x00n\x07 Lee\x1b", "Ann Lee"),
        ("Ann\u2028Lee Moy", "Ann Lee Moy"),
        ("Jo\u0308rg Mu\u0308ller", "Jörg Müller"),
        ("Nguye\u0302\u0303n Moy", "Nguyễn Moy"),
        ("Ann Lee \ud800", "Ann Lee"),
        ("Ann Lee \ue000", "Ann Lee"),
        ("\u3164", ""),
        ("\u2800", ""),
        ("\u115f\u1160", ""),
    ],
)
def test_spacing_and_invisible_characters(printed: str, name: str) -> None:
    assert read_author_items(["Bo Han", printed]).names == tuple(filter(None, ("Bo Han", name)))


def test_lists_in_other_scripts() -> None:
    assert read_author_line("*李雷、韩 梅梅, 田中 太郎*").names == ("李雷", "韩梅梅", "田中太郎")
    assert read_author_line("المؤلفون: أحمد علي، محمد حسن").names == ("أحمد علي", "محمد حسن")
    assert read_author_line("מחברים: שרה לוי, פרננדו פרס").names == ("שרה לוי", "פרננדו פרס")
    assert read_author_line("Авторы: Иван Петров, Анна Смирнова и др.").truncated
    assert read_author_line(f"نویسندگان: علی{ZWNJ}رضا محمدی، مریم میرزایی").names == (
        f"علی{ZWNJ}رضا محمدی",
        "مریم میرزایی",
    )
    assert read_author_line("लेखक: राम कुमार, सीता देवी").names == ("राम कुमार", "सीता देवी")
    assert read_author_line("ผู้แต่ง: สมชาย ใจดี, มานี มีนา").names == ("สมชาย ใจดี", "มานี มีนา")
    assert read_author_line("저자: 김민수, 이영희 외 3명").names == ("김민수", "이영희")
    assert read_author_line("著者：田中太郎、鈴木花子ほか").names == ("田中太郎", "鈴木花子")
