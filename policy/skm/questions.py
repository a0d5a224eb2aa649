"""How the survey asks about each element, in the words of Permenpan-RB 14/2017.

Its sample sheet asks about facilities before complaints; answers are kept by element, and here
they are asked in the elements' own order.
"""

from types import MappingProxyType
from typing import Final

QUESTIONS: Final = MappingProxyType[str, str](
    {
        "U1": "Bagaimana pendapat Anda tentang kesesuaian persyaratan pelayanan dengan jenis "
        "pelayanannya?",
        "U2": "Bagaimana pemahaman Anda tentang kemudahan prosedur pelayanan di unit ini?",
        "U3": "Bagaimana pendapat Anda tentang ketepatan waktu penyelesaian pelayanan?",
        "U4": "Bagaimana pendapat Anda tentang kewajaran biaya atau tarif pelayanan?",
        "U5": "Bagaimana pendapat Anda tentang kesesuaian hasil pelayanan dengan yang tercantum "
        "dalam standar pelayanan?",
        "U6": "Bagaimana pendapat Anda tentang kemampuan petugas dalam pelayanan?",
        "U7": "Bagaimana pendapat Anda tentang kesopanan dan keramahan petugas?",
        "U8": "Bagaimana pendapat Anda tentang penanganan pengaduan pengguna layanan?",
        "U9": "Bagaimana pendapat Anda tentang kualitas sarana dan prasarana?",
    }
)
