"""What is attached comes back: the same bytes, or a picture without what stood beside it."""

import hashlib
import io

import pytest
from PIL import Image

from runtime.objects import CHUNK
from tests.attachments import files
from tests.attachments.desk import FilesDesk

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("size", [0, CHUNK - 700, 3 * CHUNK])
async def test_a_pdf_comes_back_byte_for_byte(desk: FilesDesk, size: int) -> None:
    life = await desk.complaint()
    sent = files.pdf(padding=size)

    line = await desk.kept(life, sent, "surat.pdf")

    assert await desk.read(life, line) == sent
    assert (line.media_type, line.size, line.file) == ("application/pdf", len(sent), "surat.pdf")
    assert line.digest == hashlib.sha256(sent).hexdigest()


async def test_a_photo_comes_back_without_place_device_and_comment(desk: FilesDesk) -> None:
    life = await desk.complaint()

    line = await desk.kept(life, files.photo(), "foto.jpg")
    stored = await desk.read(life, line)

    assert files.MAKER.encode() in files.photo()
    assert not any(each.encode() in stored for each in (files.MAKER, files.PLACE))
    assert dict(opened(stored).getexif()) == {}
    assert line.digest == hashlib.sha256(stored).hexdigest()


async def test_a_photo_that_was_held_upright_stands_upright(desk: FilesDesk) -> None:
    life = await desk.complaint()

    line = await desk.kept(life, files.photo(files.TURNED_RIGHT))

    assert opened(await desk.read(life, line)).size == (40, 60)


@pytest.mark.parametrize(
    ("form", "mode", "media_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "L", "image/png"),
        ("WEBP", "RGB", "image/webp"),
        ("MPO", "RGB", "image/jpeg"),
    ],
)
async def test_a_picture_of_each_kind_is_taken(
    desk: FilesDesk, form: str, mode: str, media_type: str
) -> None:
    life = await desk.complaint()
    drawn = files.picture(mode="L" if mode == "L" else "RGB").convert(mode)

    line = await desk.kept(life, files.saved(drawn, form))
    stored = opened(await desk.read(life, line))

    assert line.media_type == media_type
    assert stored.size == drawn.size
    stored.load()


async def test_of_a_moving_picture_its_first_frame_is_kept(desk: FilesDesk) -> None:
    life = await desk.complaint()
    frames = [files.picture(), files.picture().rotate(180)]
    sent = files.saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)

    stored = opened(await desk.read(life, await desk.kept(life, sent)))

    assert getattr(stored, "n_frames", 1) == 1
    assert stored.convert("RGB").getpixel((5, 5))[0] > 200


async def test_a_voice_message_comes_back_byte_for_byte(desk: FilesDesk) -> None:
    life = await desk.complaint()

    line = await desk.kept(life, files.voice(), "PTT-20260705.opus")

    assert line.media_type == "audio/ogg"
    assert await desk.read(life, line) == files.voice()


async def test_a_movie_comes_back_without_where_it_was_made(desk: FilesDesk) -> None:
    life = await desk.complaint()
    sent = files.movie()

    line = await desk.kept(life, sent)
    stored = await desk.read(life, line)

    assert (line.media_type, len(stored)) == ("video/mp4", len(sent))
    assert files.PLACE.encode() not in stored
    assert stored.endswith(b"picture and sound" * 50)


async def test_a_file_is_known_by_what_is_in_it_and_not_by_its_name(desk: FilesDesk) -> None:
    life = await desk.complaint()

    line = await desk.kept(life, files.pdf(), "foto.jpg")

    assert line.media_type == "application/pdf"


async def test_the_history_shows_name_and_caption(desk: FilesDesk) -> None:
    life = await desk.complaint()
    await desk.attach(life, files.pdf(), "surat kuasa.pdf", caption="Dari pelapor")

    (line,) = await desk.listed(life)

    assert (line.file, line.caption, line.erased) == ("surat kuasa.pdf", "Dari pelapor", False)
