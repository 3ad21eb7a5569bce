"""Suggested nicknames: an animal and a kind adjective, in the language of the room."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from itertools import count
from random import Random

from live.content.nicknames import NICKNAME_LENGTH, nickname_key


@dataclass(frozen=True)
class Names:
    """The names of one language. `animals` are keyed by the ending that their gender gives to an adjective."""

    pattern: str
    adjectives: list[str]
    animals: dict[str, list[str]]

    def one(self, rng: Random) -> str:
        """Return a random name; all are equally likely."""
        pairs = [(ending, animal) for ending, animals in self.animals.items() for animal in animals]
        ending, animal = rng.choice(pairs)
        return self.pattern.format(adjective=rng.choice(self.adjectives) + ending, animal=animal)


def _words(text: str) -> list[str]:
    return text.split()


ENGLISH = Names(
    "{adjective} {animal}",
    _words(
        "Amber Bold Brave Breezy Bright Calm Cheerful Chirpy Clever Cosy Crimson Curious Daring Dreamy Eager Fabulous "
        "Fair Famous Fearless Friendly Gentle Giant Gleeful Golden Graceful Happy Helpful Honest Humble Jolly Joyful "
        "Keen Kind Lively Loyal Lucky Merry Mighty Modest Musical Neat Nimble Noble Patient Peaceful Playful Polite "
        "Proud Quick Quiet Radiant Scarlet Shiny Silver Smart Sparkly Speedy Sunny Swift Witty"
    ),
    {
        "": _words(
            "Alpaca Antelope Badger Bear Bison Bumblebee Butterfly Camel Cat Cheetah Cricket Deer Dolphin Dragonfly "
            "Duck Eagle Elephant Falcon Finch Firefly Flamingo Fox Gazelle Gecko Giraffe Hamster Hare Hedgehog Heron "
            "Kangaroo Kingfisher Koala Lemur Leopard Lion Llama Lynx Meerkat Narwhal Octopus Otter Owl Panda Parrot "
            "Pelican Penguin Puffin Rabbit Raccoon Robin Salmon Seahorse Seal Sparrow Squirrel Starling Swan Tiger "
            "Turtle Zebra"
        )
    },
)
GERMAN = Names(
    "{adjective} {animal}",
    _words(
        "Achtsam Aktiv Begabt Behänd Besonnen Brav Bunt Edl Ehrlich Eifrig Elegant Emsig Famos Fein Fesch Findig Fix "
        "Fleißig Flink Flott Freundlich Froh Fröhlich Geduldig Gelassen Genial Geschickt Gewandt Gut Gütig Heiter "
        "Herzlich Höflich Keck Klug Kreativ Kühn Lieb Listig Locker Lustig Munter Mutig Nett Neugierig Pfiffig Putzig "
        "Ruhig Sanft Schlau Schnell Sonnig Stark Still Stolz Tapfer Treu Verspielt Wach Weis Witzig Zart"
    ),
    {
        "er": _words(
            "Adler Biber Bär Büffel Dachs Delfin Eisbär Elch Falke Fasan Fink Fischotter Flamingo Frosch Fuchs Gecko "
            "Hamster Hase Hirsch Igel Kakadu Kauz Koala Kolibri Kranich Lachs Löwe Luchs Marder Otter Panda Papagei "
            "Pelikan Pfau Pinguin Puma Rabe Schwan Seehund Spatz Star Storch Tiger Uhu Wolf"
        ),
        "e": _words(
            "Amsel Biene Elster Eule Forelle Gazelle Giraffe Hummel Katze Lerche Libelle Maus Meise Möwe Robbe "
            "Schwalbe Taube"
        ),
    },
)
FRENCH = Names(
    "{animal} {adjective}",
    _words(
        "Agile Aimable Alerte Brave Calme Célèbre Champêtre Comique Digne Drôle Dynamique Énergique Épique "
        "Fantastique Fidèle Formidable Fantasque Habile Héroïque Historique Honnête Illustre Intrépide Jeune Juste "
        "Leste Libre Logique Lucide Magique Magnifique Modeste Mystique Noble Optimiste Pacifique Paisible Poétique "
        "Pratique Rapide Rare Robuste Romantique Sage Sensible Serviable Sincère Sociable Solide Splendide Stable "
        "Sublime Superbe Sympathique Tendre Tranquille Unique Utile"
    ),
    {
        "": _words(
            "Abeille Aigle Alouette Alpaga Antilope Belette Bison Blaireau Caméléon Castor Cerf Chat Chouette Cigale "
            "Cigogne Coccinelle Colibri Colombe Cygne Dauphin Écureuil Faucon Fauvette Flamant Fourmi Gazelle Gecko "
            "Girafe Grenouille Hamster Hérisson Hermine Héron Hibou Hirondelle Kangourou Koala Lama Lapin Lémurien "
            "Libellule Licorne Lièvre Lion Loup Loutre Luciole Lynx Marmotte Mésange Mouette Narval Otarie Panda "
            "Panthère Papillon Perroquet Phoque Pingouin Poulpe Puma Renard Saumon Souris Tigre Tortue Toucan Zèbre"
        ),
    },
)
SPANISH = Names(
    "{animal} {adjective}",
    _words(
        "Ágil Alegre Amable Audaz Brillante Capaz Célebre Celeste Cordial Cortés Dulce Ejemplar Elegante Eminente "
        "Especial Estable Excelente Feliz Fiable Fiel Firme Flexible Formidable Fuerte Genial Gentil Grande Hábil "
        "Humilde Ideal Imparable Increíble Inteligente Jovial Leal Libre Musical Natural Noble Notable Optimista "
        "Paciente Popular Prudente Puntual Radiante Realista Sagaz Sensible Silvestre Sociable Sonriente Suave Tenaz "
        "Útil Valiente Veloz Versátil Vivaz"
    ),
    {
        "": _words(
            "Abeja Águila Alondra Alpaca Ardilla Bisonte Búho Camello Canguro Castor Cebra Ciervo Cigüeña Cisne "
            "Colibrí Cóndor Conejo Delfín Elefante Erizo Flamenco Gacela Garza Gaviota Golondrina Gorrión Grulla "
            "Guepardo Halcón Hámster Hormiga Iguana Jirafa Koala Lechuza Lémur Leona Leopardo Libélula Liebre Lince "
            "Llama Luciérnaga Manatí Mariposa Mariquita Marmota Nutria Orca Oso Paloma Panda Pantera Pelícano Perdiz "
            "Pingüino Pulpo Puma Reno Salamandra Salmón Tejón Tigre Tortuga Tucán Vicuña Zorro"
        ),
    },
)
ARABIC = Names(
    "{animal} {adjective}",
    _words(
        "أمين أنيق باسل باسم بارع بطل بهيج ثابت جميل حالم حاذق حريص حكيم خفيف ذكي رائع رحيم رشيق رزين رصين رقيق ساطع "
        "سريع سعيد شجاع شريف شهير شهم صادق صامد صديق طريف طيب عاقل عبقري عجيب عزيز عظيم فائز فرح فصيح فطن قوي كريم "
        "لامع لطيف ماهر مبتسم متفائل مجتهد محبوب مخلص مرح مشرق ممتاز منظم مهذب نبيل نبيه نشيط هادئ واثق وسيم وفي يقظ"
    ),
    {
        "": _words(
            "أرنب أسد أيل باز باشق ببغاء بجع بطريق بلبل ثعلب جواد حجل حسون حصان دلفين راكون زرزور سلمون سمور سنجاب "
            "شاهين شبل شحرور صقر طاووس ظبي عصفور غزال فنك فهد قندس قنفذ كركي كروان كناري كنغر كوالا نسر نمر نورس هدهد "
            "وشق وعل يعسوب"
        ),
        "ة": _words("بومة حمامة دعسوقة زرافة سلحفاة سنونوة غزالة فراشة فقمة قبرة قطة لبؤة نحلة يراعة يمامة"),
    },
)
NAMES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "ar": ARABIC}

_FREE_TRIES = 24
_CROWD = 1000
"So many people share the three thousand names without a number."


def suggest(taken: Callable[[str], bool] | Container[str], rng: Random, people: int = 0, language: str = "en") -> str:
    """Return a friendly nickname whose key is not `taken` (a set of keys, or a function of a key).

    `people`: how many have a name already. In a crowd names get numbers at once, so that the first try is often free.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    names = NAMES.get(language, ENGLISH)
    for highest in count(1 + people // _CROWD):
        for _try in range(_FREE_TRIES):
            number = rng.randint(1, highest)
            name = names.one(rng) + (f" {number}" if number > 1 else "")
            if len(name) <= NICKNAME_LENGTH and not is_taken(nickname_key(name)):
                return name
    raise AssertionError("the numbers never end")
