"""An authority of our own and the certificates by which the nodes of a cluster know each other."""

import datetime as dt
import ipaddress
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from runtime.clock import Clock, SystemClock
from runtime.files import write_whole

AUTHORITY_YEARS: Final = 20
YEARS: Final = 5
# A certificate is made anew when it has less than this left, so that a yearly start is enough.
RENEW: Final = dt.timedelta(days=500)
_YEAR: Final = dt.timedelta(days=365)
# Clocks of machines differ a little.
_SLACK: Final = dt.timedelta(hours=1)
_READABLE: Final = 0o644


class Authority:
    """Signs certificates; its key lies with the secrets, its certificate where all may read it."""

    def __init__(self, certificate: Path, key: Path, clock: Clock | None = None) -> None:
        self.certificate = certificate
        self.key = key
        self._clock = clock or SystemClock()

    def ensure(self) -> None:
        """Make the authority if it is not there."""
        if self.certificate.exists() and self.key.exists():
            return
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Tuntas")
        made = (
            self._builder(name, name, key.public_key(), AUTHORITY_YEARS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs_certificates=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        write_whole(self.key, _pem(key))
        write_whole(self.certificate, made.public_bytes(serialization.Encoding.PEM), _READABLE)

    def issue(self, certificate: Path, key: Path, hosts: Sequence[str]) -> bool:
        """Make a node's certificate where it has none that lasts; answers whether it did.

        Nodes call each other, so it serves for both ends of a connection.
        """
        if key.exists() and self._lasts(certificate, hosts):
            return False
        authority = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        signer = serialization.load_pem_private_key(self.key.read_bytes(), password=None)
        if not isinstance(signer, ec.EllipticCurvePrivateKey):
            raise TypeError(type(signer).__name__)
        own = ec.generate_private_key(ec.SECP256R1())
        both = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        made = (
            self._builder(_name(hosts[0]), authority.subject, own.public_key(), YEARS)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs_certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage(both), critical=False)
            .add_extension(x509.SubjectAlternativeName(list(map(_host, hosts))), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
                critical=False,
            )
            .sign(signer, hashes.SHA256())
        )
        write_whole(key, _pem(own))
        write_whole(certificate, made.public_bytes(serialization.Encoding.PEM), _READABLE)
        return True

    def _lasts(self, certificate: Path, hosts: Sequence[str]) -> bool:
        if not certificate.exists():
            return False
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        authority = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        return (
            list(names) == list(map(_host, hosts))
            and _is_signed_by(found, authority)
            and found.not_valid_after_utc - self._clock.now() > RENEW
        )

    def _builder(
        self, subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, years: int
    ) -> x509.CertificateBuilder:
        now = self._clock.now()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _SLACK)
            .not_valid_after(now + years * _YEAR)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        )


def _is_signed_by(found: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        found.verify_directly_issued_by(authority)
    except (ValueError, InvalidSignature):
        return False
    return True


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _host(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
