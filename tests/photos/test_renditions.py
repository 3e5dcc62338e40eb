"""What readers get bears nothing of the camera, stands upright, and has the right colours."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageCms, ImageStat
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter

from cms.photos.models import Photo
from tests.factories.photos import PhotoFactory, camera_file, picture_bytes, picture_file
from tests.photos.people import a_superuser, browser_of

pytestmark = pytest.mark.django_db

IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0f\x1c\x02\x78\x00\x0aChu thich!\x00"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>Nha rieng</secret></x:xmpmeta>'
SRGB_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SPECS = [
    "width-320|format-avif",
    "width-320|format-jpeg",
    "max-165x165",
    "fill-100x100",
    "width-320|format-webp",
    "width-320|format-png",
    "format-jpeg",
]


def exif_at_home(**more: int) -> Image.Exif:
    """EXIF with the position of somebody's house."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Máy ảnh"
    for tag, value in more.items():
        exif[ExifTags.Base[tag]] = value
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (22.0, 8.0, 49.2), 3: "E", 4: (105.0, 50.0, 2.4)})
    return exif


def chatty_file(name="tai-nha.jpg", **picture):
    """A JPEG that tells all a file can tell: GPS, XMP, IPTC, a comment and a colour profile."""
    data = picture_bytes(exif=exif_at_home(), xmp=XMP, comment=b"rieng tu", icc_profile=SRGB_PROFILE, **picture)
    iptc = b"\xff\xed" + (len(IPTC) + 2).to_bytes(2, "big") + IPTC
    return ContentFile(data[:2] + iptc + data[2:], name=name)


def opened(rendition) -> Image.Image:
    return opened_bytes(rendition.file.storage.open(rendition.file.name).read())


def opened_bytes(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def assert_bare(image: Image.Image) -> None:
    assert not dict(image.getexif())
    assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    for key in ("exif", "xmp", "photoshop", "icc_profile", "comment", "XML:com.adobe.xmp"):
        assert not image.info.get(key)
    assert not image.getxmp()
    assert all(marker == "APP0" for marker, _ in getattr(image, "applist", []))


def mean_colour(image: Image.Image) -> list[float]:
    return ImageStat.Stat(image.convert("RGB")).mean


def test_the_file_of_these_tests_has_something_to_hide():
    image = Image.open(chatty_file())
    assert image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert {"exif", "xmp", "photoshop", "icc_profile", "comment"} <= set(image.info)


@pytest.mark.parametrize("spec", SPECS)
def test_no_rendition_bears_metadata(spec):
    assert_bare(opened(PhotoFactory(file=chatty_file()).get_rendition(spec)))


@pytest.mark.parametrize("name", ["fujifilm.mpo", "xmp_test.jpg", "iptc.jpg", "exif_gps_typeerror.jpg"])
@pytest.mark.parametrize("spec", SPECS[:3])
def test_no_rendition_of_a_camera_file_bears_metadata(name, spec):
    assert_bare(opened(PhotoFactory(file=camera_file(name)).get_rendition(spec)))


def test_no_rendition_contains_any_of_the_words_of_the_metadata():
    photo = PhotoFactory(file=chatty_file())
    for spec in SPECS:
        rendition = photo.get_rendition(spec)
        data = rendition.file.storage.open(rendition.file.name).read()
        for word in (b"Nha rieng", b"Chu thich", b"rieng tu", b"GPS", b"Exif", b"ICC_PROFILE", b"sRGB"):
            assert word not in data


def test_renditions_made_together_are_as_clean():
    made = PhotoFactory(file=chatty_file()).get_renditions("width-320", "max-165x165", "width-100|format-avif")
    for rendition in made.values():
        assert_bare(opened(rendition))


def test_the_admins_preview_is_as_clean():
    photo = PhotoFactory(file=chatty_file())
    answer = browser_of(a_superuser()).get(f"/admin/images/{photo.pk}/preview/width-300/")
    assert_bare(opened_bytes(b"".join(answer.streaming_content)))


@pytest.mark.parametrize("spec", ["original", "original|format-jpeg", "original|jpegquality-90"])
def test_there_is_no_rendition_at_full_size(spec):
    photo = PhotoFactory()
    with pytest.raises(InvalidFilterSpecError):
        photo.get_rendition(spec)
    with pytest.raises(InvalidFilterSpecError):
        Filter(spec=spec).run(photo, BytesIO())


def test_no_rendition_is_wider_than_readers_need():
    photo = PhotoFactory(file=picture_file(size=(4000, 3000)))
    assert photo.get_rendition("format-jpeg").width == 1920
    assert photo.get_rendition("width-3000").width == 1920


def test_nothing_is_enlarged():
    assert PhotoFactory(file=picture_file(size=(500, 300))).get_rendition("width-960").width == 500


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_comes_out_upright_however_the_camera_was_held(orientation):
    """The red corner of the scene is at its top left, whatever the orientation of the file."""
    scene = Image.new("RGB", (400, 200), (255, 255, 255))
    scene.paste((255, 0, 0), (0, 0, 100, 50))
    as_held = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    buffer = BytesIO()
    held = scene if as_held is None else scene.transpose(as_held)
    held.save(buffer, "JPEG", quality=95, exif=exif_at_home(Orientation=orientation))

    photo = PhotoFactory(file=ContentFile(buffer.getvalue(), name="dung.jpg"))

    assert (photo.width, photo.height) == (400, 200)
    shown = opened(photo.get_rendition("width-320"))
    assert shown.size == (320, 160)
    red, green, _ = shown.getpixel((20, 10))
    assert red > 200 > 60 > green
    assert min(shown.getpixel((300, 150))) > 200


def test_an_upright_heic_photo_comes_out_upright():
    data = picture_bytes("HEIF", size=(400, 200), exif=exif_at_home(Orientation=6).tobytes())
    photo = PhotoFactory(file=ContentFile(data, name="IMG.HEIC"))
    assert (photo.width, photo.height) == (200, 400)
    shown = opened(photo.get_rendition("width-100|format-jpeg"))
    assert shown.size == (100, 200)
    assert_bare(shown)


def test_a_multi_picture_file_gives_its_first_picture():
    first, second = Image.new("RGB", (64, 48), (250, 0, 0)), Image.new("RGB", (64, 48), (0, 0, 250))
    buffer = BytesIO()
    first.save(buffer, "MPO", save_all=True, append_images=[second])
    photo = PhotoFactory(file=ContentFile(buffer.getvalue(), name="hai.mpo"))
    red, _, blue = mean_colour(opened(photo.get_rendition("max-165x165")))
    assert red > 200 > 50 > blue


def test_cmyk_comes_out_in_the_right_colours():
    expected = mean_colour(Image.open(camera_file("pil_sample_cmyk.jpg")).convert("RGB"))
    photo = PhotoFactory(file=camera_file("pil_sample_cmyk.jpg"))
    for spec in SPECS[:3]:
        shown = opened(photo.get_rendition(spec))
        assert shown.mode == "RGB"
        assert mean_colour(shown) == pytest.approx(expected, abs=8)


def test_a_wide_colour_space_is_converted_by_its_profile():
    """In a profile with red and blue exchanged, what is stored as red is meant as blue."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = int.from_bytes(srgb[128:132], "big")
    table = {srgb[132 + 12 * i : 136 + 12 * i]: 132 + 12 * i for i in range(count)}
    exchanged = bytearray(srgb)
    red, blue = table[b"rXYZ"], table[b"bXYZ"]
    exchanged[red + 4 : red + 12], exchanged[blue + 4 : blue + 12] = (
        srgb[blue + 4 : blue + 12],
        srgb[red + 4 : red + 12],
    )
    photo = PhotoFactory(file=picture_file(colour=(250, 0, 0), icc_profile=bytes(exchanged)))
    shown = opened(photo.get_rendition("width-320"))
    assert_bare(shown)
    red_part, _, blue_part = mean_colour(shown)
    assert blue_part > 200 > 60 > red_part


def test_a_broken_colour_profile_does_no_harm():
    photo = PhotoFactory(file=picture_file(icc_profile=b"khong phai profile" * 20))
    assert mean_colour(opened(photo.get_rendition("width-320"))) == pytest.approx([200, 30, 30], abs=6)


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("1", 1), ("L", 255), ("I;16", 65535), ("P", (0, 0, 0))],
)
def test_every_kind_of_pixel_becomes_plain_colours(mode, colour):
    palette = {} if mode != "P" else {"transparency": 0}
    photo = PhotoFactory(file=picture_file("anh.png", held="PNG", mode=mode, colour=colour, **palette))
    for spec in SPECS[:2]:
        shown = opened(photo.get_rendition(spec))
        assert shown.mode == "RGB"
        assert mean_colour(shown) == pytest.approx([255, 255, 255], abs=4)


def test_stored_renditions_have_names_that_cannot_be_guessed():
    photo = PhotoFactory()
    long_spec = "fill-100x100-c50|jpegquality-80|format-jpeg|bgcolor-ffffff"
    for spec in ("max-165x165", long_spec):
        assert photo.get_rendition(spec).file.name.startswith(f"{photo.token}/")


def test_a_photo_whose_original_is_lost_breaks_no_admin_page():
    photo = PhotoFactory()
    photo.file.storage.delete(photo.file.name)
    assert browser_of(a_superuser()).get("/admin/images/").status_code == 200
    assert Photo.objects.exists()
