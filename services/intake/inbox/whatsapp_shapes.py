"""What Meta's Cloud API delivers, as far as it is read here; all that is unknown is passed over.

After the reference of the webhook's `messages` field. Sources disagree whether `from` is absent
or holds the person's id where somebody shows no number, so every field may be missing.
"""

import msgspec


class Profile(msgspec.Struct, frozen=True):
    name: str | None = None
    username: str | None = None


class Contact(msgspec.Struct, frozen=True):
    """Who wrote; `user_id` is Meta's own id of a person towards one office."""

    profile: Profile = Profile()
    wa_id: str | None = None
    user_id: str | None = None


class Text(msgspec.Struct, frozen=True):
    body: str = ""


class Media(msgspec.Struct, frozen=True):
    """A file, by the id under which Meta hands it out."""

    id: str | None = None
    mime_type: str | None = None
    filename: str | None = None
    caption: str | None = None


class Location(msgspec.Struct, frozen=True):
    latitude: float = 0.0
    longitude: float = 0.0
    name: str | None = None
    address: str | None = None


class Context(msgspec.Struct, frozen=True):
    """The message that this one replies to."""

    id: str | None = None


class Reaction(msgspec.Struct, frozen=True):
    """An emoji on a message; none where it was taken back."""

    message_id: str | None = None
    emoji: str | None = None


class System(msgspec.Struct, frozen=True):
    """Something that WhatsApp itself says, such as a new number."""

    type: str | None = None
    body: str | None = None
    wa_id: str | None = None
    new_wa_id: str | None = None
    user_id: str | None = None


class Choice(msgspec.Struct, frozen=True):
    """A button or a line of a list that was touched."""

    title: str | None = None
    text: str | None = None


class Interactive(msgspec.Struct, frozen=True):
    button_reply: Choice | None = None
    list_reply: Choice | None = None


class CardName(msgspec.Struct, frozen=True):
    formatted_name: str | None = None


class CardPhone(msgspec.Struct, frozen=True):
    phone: str | None = None


class Card(msgspec.Struct, frozen=True):
    """A contact that was passed on."""

    name: CardName = CardName()
    phones: tuple[CardPhone, ...] = ()


class Fault(msgspec.Struct, frozen=True):
    code: int | None = None


class Message(msgspec.Struct, frozen=True):
    """One message of a person."""

    id: str
    type: str
    sender: str | None = msgspec.field(default=None, name="from")
    from_user_id: str | None = None
    timestamp: str | int | None = None
    context: Context | None = None
    text: Text | None = None
    image: Media | None = None
    document: Media | None = None
    audio: Media | None = None
    voice: Media | None = None
    video: Media | None = None
    sticker: Media | None = None
    location: Location | None = None
    contacts: tuple[Card, ...] = ()
    button: Choice | None = None
    interactive: Interactive | None = None
    reaction: Reaction | None = None
    system: System | None = None

    @property
    def media(self) -> Media | None:
        """The file that it brings."""
        kinds = (self.image, self.document, self.audio, self.voice, self.video, self.sticker)
        return next((media for media in kinds if media is not None), None)


class Status(msgspec.Struct, frozen=True):
    """What became of a message that the office sent."""

    id: str
    status: str
    timestamp: str | int | None = None
    errors: tuple[Fault, ...] = ()


class Value(msgspec.Struct, frozen=True):
    contacts: tuple[Contact, ...] = ()
    messages: tuple[Message, ...] = ()
    statuses: tuple[Status, ...] = ()


class Change(msgspec.Struct, frozen=True):
    value: Value = Value()


class Entry(msgspec.Struct, frozen=True):
    changes: tuple[Change, ...] = ()


class Delivery(msgspec.Struct, frozen=True):
    """One call of the webhook."""

    entry: tuple[Entry, ...] = ()
