"""Sentences that no communication holds, in several languages, and words that can be changed."""

from __future__ import annotations

SENTENCES = {
    "en": (
        "The furniture of the reading room is to be kept in the cellar until further notice.",
        "Nobody has ever seen the gardener of the old botanical institute without his hat.",
        "The choir rehearses in the gymnasium whenever the weather allows the windows to be open.",
        "All bicycles left in the courtyard will be painted green by the caretaker.",
    ),
    "fr": (
        "Le mobilier de la salle de lecture sera conservé dans la cave jusqu'à nouvel ordre.",
        "Personne n'a jamais vu le jardinier du vieil institut botanique sans son chapeau.",
        "La chorale répète au gymnase chaque fois que le temps permet d'ouvrir les fenêtres.",
        "Toutes les bicyclettes laissées dans la cour seront peintes en vert par le concierge.",
    ),
    "es": (
        "Los muebles de la sala de lectura se guardarán en el sótano hasta nuevo aviso.",
        "Nadie ha visto jamás al jardinero del viejo instituto botánico sin su sombrero.",
        "El coro ensaya en el gimnasio siempre que el tiempo permite abrir las ventanas.",
        "Todas las bicicletas dejadas en el patio serán pintadas de verde por el conserje.",
    ),
    "ru": (
        "Мебель читального зала будет храниться в подвале до особого распоряжения.",
        "Никто никогда не видел садовника старого ботанического института без шляпы.",
        "Хор репетирует в спортивном зале, когда погода позволяет открыть окна.",
        "Все велосипеды, оставленные во дворе, будут покрашены смотрителем в зелёный цвет.",
    ),
    "ar": (
        "سيحفظ أثاث قاعة المطالعة في القبو حتى إشعار آخر.",
        "لم ير أحد قط بستاني المعهد النباتي القديم من دون قبعته.",
        "تتدرب الجوقة في القاعة الرياضية كلما سمح الطقس بفتح النوافذ.",
        "سيطلي الحارس باللون الأخضر جميع الدراجات المتروكة في الفناء.",
    ),
    "zh": (
        "阅览室的家具将存放在地下室，直至另行通知。",
        "从来没有人见过老植物研究所的园丁不戴帽子。",
        "只要天气允许打开窗户，合唱团就在体育馆排练。",
        "留在院子里的所有自行车都将由看门人漆成绿色。",
    ),
    "de": (
        "Die Möbel des Lesesaals werden bis auf Weiteres im Keller aufbewahrt.",
        "Niemand hat den Gärtner des alten botanischen Instituts je ohne seinen Hut gesehen.",
    ),
    "it": (
        "I mobili della sala di lettura saranno conservati in cantina fino a nuovo avviso.",
        "Nessuno ha mai visto il giardiniere del vecchio istituto botanico senza il cappello.",
    ),
}
TITLES = {
    "en": "Of furniture and bicycles",
    "fr": "Du mobilier et des bicyclettes",
    "es": "De los muebles y las bicicletas",
    "ru": "О мебели и велосипедах",
    "ar": "في الأثاث والدراجات",
    "zh": "家具和自行车",
}

CURRENCIES = {
    "en": {"euros": "dollars", "dollars": "euros"},
    "fr": {"euros": "dollars", "dollars": "euros"},
    "es": {"euros": "dólares", "dólares": "euros"},
    "ru": {"евро": "долларов", "долларов": "евро", "доллара": "евро"},
    "ar": {"يورو": "دولار", "دولار": "يورو"},
    "zh": {"欧元": "美元", "美元": "欧元"},
    "": {"€": "$", "US$": "€", "$": "€", "EUR": "USD", "USD": "EUR", "CHF": "EUR"},
}
SCALES = {
    "en": {"million": "billion", "billion": "million"},
    "fr": {
        "millions": "milliards",
        "milliards": "millions",
        "million": "milliard",
        "milliard": "million",
    },
    "es": {"mil millones": "millones", "millones": "mil millones"},
    "ru": {
        "млн": "млрд",
        "млрд": "млн",
        "миллионов": "миллиардов",
        "миллиардов": "миллионов",
        "миллиона": "миллиарда",
        "миллиарда": "миллиона",
        "миллион": "миллиард",
    },
    "ar": {
        "ملايين": "بلايين",
        "بلايين": "ملايين",
        "مليون": "بليون",
        "بليون": "مليون",
        "مليار": "مليون",
    },
    "zh": {"万": "亿", "亿": "万"},
}
NUMERALS = {
    "en": {
        "thirty": "forty",
        "sixty": "seventy",
        "ninety": "eighty",
        "twenty": "thirty",
        "fifteen": "sixteen",
        "twelve": "thirteen",
        "ten": "eleven",
        "five": "six",
        "three": "four",
        "two": "three",
        "seventy-eighth": "seventy-seventh",
        "seventy-ninth": "seventy-eighth",
        "twelfth": "thirteenth",
        "fifth": "sixth",
        "third": "fourth",
    },
    "fr": {
        "trente": "quarante",
        "soixante": "cinquante",
        "vingt": "trente",
        "quinze": "seize",
        "douze": "treize",
        "dix": "onze",
        "cinq": "six",
        "trois": "quatre",
        "deux": "trois",
        "soixante-dix-huitième": "soixante-dix-septième",
        "soixante-dix-neuvième": "soixante-dix-huitième",
        "douzième": "treizième",
        "cinquième": "sixième",
        "troisième": "quatrième",
    },
    "es": {
        "treinta": "cuarenta",
        "sesenta": "setenta",
        "veinte": "treinta",
        "quince": "dieciséis",
        "doce": "trece",
        "diez": "once",
        "cinco": "seis",
        "tres": "cuatro",
        "dos": "tres",
        "tercera": "cuarta",
        "quinta": "sexta",
    },
    "ru": {
        "тридцать": "сорок",
        "тридцати": "сорока",
        "двадцать": "тридцать",
        "пятнадцать": "шестнадцать",
        "двенадцать": "тринадцать",
        "десять": "одиннадцать",
        "пять": "шесть",
        "три": "четыре",
        "два": "три",
    },
    "ar": {
        "ثلاثين": "أربعين",
        "ثلاثون": "أربعون",
        "عشرين": "ثلاثين",
        "خمسة": "ستة",
        "ثلاثة": "أربعة",
    },
    "zh": {
        "七十八": "七十七",
        "七十九": "七十八",
        "三十": "四十",
        "二十": "三十",
        "十五": "十六",
        "十二": "十三",
    },
}
PERCENTS = r"%|٪|per cent|pour cent|por ciento|процент\w*|في المائة"
A, B = r"(?<![\d.,٫٬])(?P<a>\d+)", r"(?P<b>\d+)(?![.,٫٬]?\d)"
WORD_RANGES = {
    "en": (rf"{A}(?P<and> to ){B}", rf"between {A}(?P<and> and ){B}"),
    "fr": (rf"de {A}(?P<and> à ){B}", rf"entre {A}(?P<and> et ){B}"),
    "es": (rf"de {A}(?P<and> a ){B}", rf"entre {A}(?P<and> y ){B}"),
    "ru": (rf"от {A}(?P<and> до ){B}", rf"с {A}(?P<and> по ){B}"),
    "ar": (rf"من {A}(?P<and> إلى ){B}", rf"بين {A}(?P<and> و){B}"),
    "zh": (rf"{A}(?P<and>[至到]){B}",),
}
NUMBERED = (
    r"(?:Article|Articles|Chapter|Part|Annex|Title|Section|Chapitre|Partie|Annexe|Titre"
    r"|Artículo|Capítulo|Parte|Anexo|Título|Статья|Глава|Часть|Приложение)"
)
DECIMAL = {"en": ".", "zh": ".", "ar": "٫,", "fr": ",", "es": ",", "ru": ","}
GROUPING = {"en": ",", "zh": ", ", "ar": "٬,", "fr": " \u00a0\u202f", "ru": " \u00a0\u202f"}
GROUPING["es"] = GROUPING["fr"] + "."
SERIES = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмн", "أبجدهوزحطي")
DOUBLE_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيه",
    "تموز/يوليه",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
"""The months in Arabic as international organizations write them: in both usages."""
