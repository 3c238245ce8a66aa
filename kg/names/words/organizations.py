"""Words of names of organizations, in lower case: where in a name each of them makes it an organization's.

The words are those that end or begin names of teams, collaborations, institutes and companies in the languages of
arXiv's author lists. Surnames that are also such words ("Bureau", "Church", "Hall") are left out.
"""

from typing import Final

ANYWHERE: Final = frozenset(
    """
    team teams collaboration collaborations collaborative consortium consortia initiative committee investigators
    alliance university universität universitaet universitat université universite universita università universidad
    universidade universiteit universitet universitetet universitas uniwersytet univerzita univerzitet univerza
    universitatea üniversitesi ülikool yliopisto egyetem ollscoil prifysgol hochschule fachhochschule polytechnic
    politecnico politechnika politécnica politècnica polytechnique polytechnikum institute institutes institut
    instituto istituto instytut institutet instituut instituttet ústav inštitut intézet institutul institution academy
    akademie akademia académie accademia academia akademi laboratory laboratories laboratorio laboratorium laboratoire
    foundation stiftung fondation fundación fundação fondazione association organization organisation organisations
    organizations corporation gmbh technologies ministry ministère ministerium ministerio department departamento
    département dipartimento faculty fakultät faculté facultad faculdade facoltà agency council commission federation
    authority observatory observatoire observatorio osservatorio experiment hospital hôpital ospedale klinikum clinic
    clinics krankenhaus zentrum national partnership workshop community kollaboration konsortium colaboración
    colaboração collaborazione col·laboració kolaborasi samarbeid samarbete consorcio consórcio consorzio konsorcjum
    konzorcium işbirliği spolupráce współpraca forskningsgruppen forskargruppen onderzoeksgroep tutkimusryhmä
    """.split()
)
"""A name with such a word anywhere is an organization's."""

AT_END: Final = frozenset("group project network networks lab labs unit society inc ltd llc corp plc llp".split())
"""Words that end the name of an organization, in any case."""

LEGAL_FORMS: Final = frozenset({"inc", "ltd", "llc", "corp", "plc", "llp", "gmbh", "co", "co., ltd", "e.v"})
"""Forms of companies that may be printed after a comma."""

AT_END_CAPITALIZED: Final = frozenset(
    """
    Research Center Centre College Program Programme Robotics Systems Intelligence Cloud Telescope Survey Scientists
    Researchers Contributors Developers Maintainers Members Participants Organizers AI Analytics Software Solutions
    Ventures Holdings Industries Pharmaceuticals Therapeutics Semiconductor Semiconductors Electronics Aerospace
    Biosciences Diagnostics
    """.split()
)
"""Words that end the name of an organization where they are printed with a capital."""

AT_START: Final = frozenset(
    """
    group project society center centre centro college office dept division forschungsgruppe arbeitsgruppe
    arbeitsgemeinschaft groupe grupo gruppo grupa grup équipe equipe equipo equipa association société sociedad
    sociedade società bureau école ecole escuela escola scuola proyecto projekt projet progetto projeto verein
    gesellschaft zespół tým skupina skupnost centrum
    """.split()
)
"""Words that begin the name of an organization."""

PHRASES: Final = (
    r"(?:working|study|research|focus|interest|user) group|task force|(?:school|college|society|faculty) (?:of|for)|"
    r"cent(?:re|er) (?:of|for)|joint cent(?:re|er)|centre national|centro de|bureau of|max[ -]planck|hugging face|"
    r"allen institute|boston dynamics|(?-i:ETH|RWTH|EPFL|MIT|CNRS|INRIA|CERN) \w+|ku leuven|uc (?:berkeley|davis|"
    r"irvine|los angeles|merced|riverside|san diego|santa barbara|santa cruz)|tu (?:münchen|munich|berlin|wien|vienna|"
    r"delft|dresden|darmstadt|eindhoven|graz|dortmund|braunschweig|ilmenau|chemnitz|kaiserslautern)|"
    r"technische hochschule"
)
"""Words that make an organization together, in lower case."""

COMPOUNDS: Final = ("gruppe", "gesellschaft", "verbund", "verein", "netzwerk", "zentrum", "institut")
"""Ends of German compounds: ``Forschungsgruppe``."""

OTHER_SCRIPTS_AT_END: Final = (
    "团队|團隊|大学|大學|学院|學院|研究院|研究所|公司|集团|集團|实验室|實驗室|协作组|合作组|合作組|委员会|委員会|委員會|研究中心|中心|小组|"
    "小組|课题组|課題組|工作组|联盟|聯盟|协会|協會|学会|學會|学会|チーム|株式会社|研究室|グループ|センター|コンソーシアム|プロジェクト|機構|"
    "대학교|대학원|연구소|연구팀|연구원|연구실|팀|그룹|센터|주식회사|학회|협회|재단|컨소시엄"
)
"""Ends of names that are written without spaces."""

OTHER_SCRIPTS: Final = (
    r"университет\w*|институт\w*|групп[аы]|коллаборац\w+|академи[яи]|лаборатори[яи]|команда|консорциум|центр|компания|"
    r"общество|університет\w*|інститут\w*|колаборац\w+|лабораторія|універсітэт|универзитет|ομάδα|πανεπιστήμιο|ινστιτούτο|"
    r"κοινοπραξία|συνεργασία|εργαστήριο|(?:ال)?(?:جامعة|فريق|معهد|مركز|مجموعة|مختبر|شركة|مؤسسة|تعاون)|دانشگاه|گروه|تیم|"
    r"پژوهشگاه|آزمایشگاه|ה?אוניברסיט[תה]|צוות|ה?מכון|קבוצת|מעבדת|הטכניון|विश्वविद्यालय|संस्थान|टीम|समूह|प्रयोगशाला|"
    r"বিশ্ববিদ্যালয়|பல்கலைக்கழகம்|უნივერსიტეტი|համալսարան|đại học|nhóm nghiên cứu|nhóm|viện nghiên cứu|"
    r"học viện|công ty|trung tâm"
)
"""Words that are set off by spaces."""

THAI_AT_START: Final = ("มหาวิทยาลัย", "สถาบัน", "ทีม", "คณะ", "กลุ่ม", "บริษัท", "ศูนย์")

TEAM: Final = frozenset(
    """
    team teams collaboration collaborations consortium consortia group committee investigators alliance initiative
    project contributors developers community network kollaboration konsortium forschungsgruppe arbeitsgruppe
    """.split()
)
"""Words of organizations that sign papers as a group of people, which a place of work does not."""

COMPANIES: Final = frozenset(
    """
    google deepmind meta microsoft apple amazon alibaba tencent baidu huawei samsung anthropic mistral cohere qwen
    bytedance xiaomi nvidia intel ibm openai deepseek salesforce adobe netflix uber linkedin snap spotify naver kakao
    sony toyota bosch siemens cerebras databricks moonshot zhipu minimax stepfun sensetime meituan kuaishou qualcomm
    baichuan iflytek megvii inria
    """.split()
)
"""Companies that sign papers with their bare name."""

LEADING_COMPANIES: Final = frozenset(
    """
    google deepmind microsoft alibaba tencent baidu samsung bytedance nvidia ibm openai salesforce databricks meituan
    kuaishou sensetime
    """.split()
)
"""Companies whose names are not names of people; a longer name that begins with one is part of it ("Google Brain")."""

_PHRASE_WORDS: Final = frozenset(
    """
    working study research focus interest user task force school joint centre center planck hugging dynamics eth rwth
    epfl mit cnrs inria cern uc leuven münchen munich berlin wien vienna delft dresden darmstadt eindhoven graz dortmund
    braunschweig ilmenau chemnitz kaiserslautern
    """.split()
)
"""One word of each of `PHRASES`, the rarer one."""

ORGANIZATION_WORDS: Final = (
    ANYWHERE | AT_END | frozenset(map(str.lower, AT_END_CAPITALIZED)) | AT_START | LEADING_COMPANIES | _PHRASE_WORDS
)
"""Words that may make a name of several words an organization's: one of plain words without any is a person's."""
