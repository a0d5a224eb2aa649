"""The forms of the first steps: verify, reject, ask for what is missing, classify, take in more."""

from typing import Final

from portal.officer.actions import Action, Raw, split
from portal.officer.asked import Asked, Choice, choices, one_of, words
from portal.officer.scene import Scene
from schemas.commands import intake as say

PERSON: Final = ("name", "nik", "address", "phone", "email", "occupation", "company", "nib")
MATTER: Final = ("subject", "text", "place", "permit_number", "reported_party")


def _verify(scene: Scene) -> tuple[Asked, ...]:
    seen = choices(scene.policy.documents)
    return (
        Asked("documents", "Dokumen yang diperiksa", "centang", choices=seen),
        words("Catatan verifikasi"),
    )


def _reject(scene: Scene) -> tuple[Asked, ...]:
    why = choices(scene.policy.rejections)
    return (
        one_of("reason", "Alasan", why),
        words("Penjelasan", required=True, help="Sebutkan ke mana pelapor dapat mengadu."),
    )


def _request_completion(scene: Scene) -> tuple[Asked, ...]:
    known = [term for term in scene.policy.fields if term.code in (*PERSON, *MATTER)]
    return (
        Asked("missing", "Yang kurang", "centang", required=True, choices=choices(known)),
        words("Permintaan kepada pelapor"),
    )


def _complete(scene: Scene) -> tuple[Asked, ...]:
    labels = {term.code: term.label for term in scene.policy.fields}
    person = (Asked(f"identity.{code}", labels.get(code, code)) for code in PERSON)
    return (words("Keterangan dari pelapor"), *person)


def _classify(scene: Scene) -> tuple[Asked, ...]:
    policy, case = scene.policy, scene.case
    needed = policy.required.get("Classify", ())
    permits = tuple(Choice(permit.code, permit.label) for permit in policy.permit_types)
    asked = (
        ("severity", "Tingkat", choices(policy.severities), case.severity),
        ("kind", "Jenis pengaduan", choices(policy.kinds), None),
        ("category", "Kategori", choices(policy.categories), case.category),
        ("sector", "Sektor", choices(policy.sectors), case.sector),
        ("permit_type", "Jenis perizinan", permits, case.permit_type),
    )
    selects = (
        one_of(name, label, among, required=name in needed, value=value or "")
        for name, label, among, value in asked
        if among
    )
    return (*selects, words("Alasan"))


def _add_message(scene: Scene) -> tuple[Asked, ...]:
    channels = choices(scene.policy.channels)
    return (
        one_of("channel", "Saluran", channels, value=scene.case.channel or ""),
        words("Kata pelapor", required=True),
    )


def _void(_: Scene) -> tuple[Asked, ...]:
    return (words("Mengapa salah entri", required=True),)


def _open_identity(scene: Scene) -> tuple[Asked, ...]:
    return (one_of("purpose", "Keperluan", choices(scene.policy.purposes)), words("Keterangan"))


def _settle_doubt(scene: Scene) -> tuple[Asked, ...]:
    decisions = (
        Choice("accepted", "Diterima seperti tertulis"),
        Choice("corrected", "Sudah dibetulkan"),
    )
    return (
        one_of("doubt", "Keraguan", scene.doubts),
        one_of("decision", "Putusan", decisions),
        words("Alasan", required=True),
    )


def _doubt(raw: Raw, _: Scene) -> Raw:
    code, column = split(raw, "doubt", "|")
    return {**raw, "doubt": code, **({"column": column} if column else {})}


ACTIONS: Final = (
    Action(say.Verify, "verifikasi", "Verifikasi", _verify),
    Action(say.RequestCompletion, "minta-kelengkapan", "Minta kelengkapan", _request_completion),
    Action(say.Complete, "lengkapi", "Catat kelengkapan", _complete),
    Action(say.Classify, "klasifikasi", "Klasifikasi", _classify),
    Action(say.AddMessage, "pesan", "Catat pesan pelapor", _add_message),
    Action(say.Reject, "tolak", "Nyatakan tidak dapat ditindaklanjuti", _reject, grave=True),
    Action(say.SettleDoubt, "keraguan", "Putuskan keraguan impor", _settle_doubt, _doubt),
    Action(
        say.OpenIdentity,
        "identitas",
        "Buka identitas pelapor",
        _open_identity,
        note="Pembukaan ini tercatat dan dapat dilihat pelapor. Identitas ditampilkan satu kali.",
        dated=False,
    ),
    Action(
        say.Void,
        "salah-entri",
        "Batalkan karena salah entri",
        _void,
        note="Nomornya tetap ada, tetapi pengaduan keluar dari semua hitungan.",
        grave=True,
    ),
)
