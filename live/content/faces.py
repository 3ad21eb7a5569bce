"""Which face stands beside a nickname: an animal of the sprite (tools/animals.py) on a round ground of one of 8 tints.

A face is a function of the nickname alone, so nothing is stored, and the same name has the same face everywhere. It
says nothing of how somebody did.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from live.content.nicknames import nickname_key
from live.content.suggested_names import NAMES

GROUNDS = ("#cfe8f7", "#ffe6a8", "#c9efdf", "#fbd3bd", "#f6d6e7", "#ded6f7", "#e2ecb0", "#dfe4e0")
"Tints, the same by day and by night."
DRAWN_AS = {
    "fox": (
        "Fox Meerkat Squirrel Fuchs Marder Wolf Renard Belette Écureuil Hermine Loup Zorro Ardilla ثعلب سمور سنجاب فنك"
    ),
    "owl": (
        "Owl Eagle Falcon Sparrow Eule Kauz Uhu Adler Falke Fasan Lerche Spatz Chouette Hibou Aigle Alouette Faucon "
        "Búho Lechuza Águila Alondra Cóndor Gorrión Halcón Perdiz بومة باز باشق حجل شاهين صقر عصفور قبرة نسر"
    ),
    "panda": "Panda Badger Lemur Raccoon Dachs Blaireau Lémurien Lémur Tejón راكون",
    "gecko": "Gecko Frosch Caméléon Grenouille Iguana Salamandra",
    "penguin": (
        "Penguin Puffin Starling Pinguin Amsel Elster Rabe Schwalbe Star Pingouin Hirondelle Pingüino Golondrina "
        "بطريق زرزور سنونوة شحرور"
    ),
    "bear": "Bear Bison Hamster Bär Biber Büffel Eisbär Castor Marmotte Oso Bisonte Hámster Marmota قندس",
    "rabbit": "Rabbit Hare Kangaroo Hase Lapin Kangourou Lièvre Conejo Canguro Liebre أرنب كنغر",
    "cat": "Cat Lynx Katze Luchs Chat Panthère Lince Pantera قطة وشق",
    "hedgehog": "Hedgehog Igel Hérisson Erizo قنفذ",
    "bee": (
        "Bumblebee Cricket Firefly Biene Hummel Abeille Cigale Coccinelle Fourmi Luciole Abeja Hormiga Luciérnaga "
        "Mariquita نحلة دعسوقة يراعة"
    ),
    "elephant": "Elephant Elefante",
    "flamingo": "Flamingo Heron Kranich Storch Flamant Cigogne Héron Flamenco Cigüeña Garza Grulla كركي كروان",
    "lion": "Lion Löwe Puma Leona أسد شبل لبؤة",
    "tiger": "Tiger Cheetah Leopard Tigre Guepardo Leopardo نمر فهد",
    "whale": (
        "Dolphin Narwhal Salmon Seahorse Delfin Forelle Lachs Dauphin Narval Saumon Delfín Orca Salmón دلفين سلمون"
    ),
    "octopus": "Octopus Poulpe Pulpo",
    "duck": (
        "Duck Pelican Swan Möwe Pelikan Schwan Taube Colombe Cygne Mouette Cisne Gaviota Paloma Pelícano "
        "بجع حمامة كناري نورس يمامة"
    ),
    "koala": "Koala Maus Souris كوالا",
    "parrot": (
        "Parrot Finch Kingfisher Robin Papagei Fink Kakadu Kolibri Meise Pfau Perroquet Colibri Fauvette Mésange "
        "Toucan Colibrí Tucán ببغاء بلبل حسون طاووس هدهد"
    ),
    "seal": "Seal Otter Seehund Robbe Fischotter Phoque Loutre Otarie Manatí Nutria فقمة",
    "turtle": "Turtle Tortue Tortuga سلحفاة",
    "llama": (
        "Llama Alpaca Antelope Camel Deer Gazelle Giraffe Elch Hirsch Lama Alpaga Antilope Cerf Girafe Camello Ciervo "
        "Gacela Jirafa Reno Vicuña أيل زرافة ظبي غزال غزالة وعل"
    ),
    "zebra": "Zebra Zèbre Licorne Cebra جواد حصان",
    "butterfly": "Butterfly Dragonfly Libelle Papillon Libellule Mariposa Libélula فراشة يعسوب",
}
"The animals of the suggested names in all languages, by the drawing that comes nearest to them."
DRAWINGS = tuple(DRAWN_AS)
_NUMBER = re.compile(r" \d+$")
"What tells two people apart who were given the same name."


class Face(NamedTuple):
    """An animal of the sprite, and the colour of its ground."""

    animal: str
    ground: str


def _hash(text: str) -> int:
    """A number that is the same in every process, as Python's own hash of a text is not."""
    return crc32(text.encode())


_ANIMALS = {nickname_key(word): drawing for drawing, words in DRAWN_AS.items() for word in words.split()}
_GROUNDS = {
    nickname_key(adjective + ending): GROUNDS[_hash(adjective) % len(GROUNDS)]
    for names in NAMES.values()
    for adjective in names.adjectives
    for ending in names.animals
}


@lru_cache(maxsize=4096)
def face(nickname: str) -> Face:
    """Return the face of a nickname: the animal of a suggested one, any other by its letters."""
    return _suggested(nickname) or _made_up(nickname_key(nickname))


def _suggested(nickname: str) -> Face | None:
    """The face of an adjective and an animal, in the order of their language."""
    words = [nickname_key(word) for word in _NUMBER.sub("", nickname).split()]
    animals = [_ANIMALS[word] for word in words if word in _ANIMALS]
    grounds = [_GROUNDS[word] for word in words if word in _GROUNDS]
    return Face(animals[0], grounds[0]) if len(words) == 2 and animals and grounds else None


def _made_up(key: str) -> Face:
    ground, animal = divmod(_hash(key), len(DRAWINGS))
    return Face(DRAWINGS[animal], GROUNDS[ground % len(GROUNDS)])
