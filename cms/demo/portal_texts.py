"""Who runs the demonstration's portal: the footer's names, and the pages about and contact."""

from __future__ import annotations

from wagtail.models import Site

from cms.demo.places import FEDERATION, PROVINCE
from cms.official_documents.models import DocumentSettings
from cms.portal.models import PortalSettings, StandardPage

ABOUT = f"""
<p>Trang thông tin điện tử {FEDERATION} đưa tin về phong trào công nhân, viên chức, lao động và hoạt động công đoàn
trong tỉnh {PROVINCE}.</p>
<h2>Tin, bài đến từ cơ sở</h2>
<p>Mỗi tin, bài do cán bộ đầu mối của đơn vị viết, được Ban Chấp hành đơn vị kiểm duyệt, rồi gửi về Ban Biên tập biên
tập và đăng tải. Mọi ảnh đều có chú thích; ảnh gốc được lưu giữ nguyên vẹn.</p>
<h2>Chuyên mục</h2>
<ul><li>Phong trào CNVCLĐ và hoạt động công đoàn</li><li>Gương người tốt, việc tốt</li><li>Cách làm mới</li>
<li>Chăm lo, bảo vệ quyền lợi đoàn viên</li><li>Định hướng, chỉ đạo</li></ul>
<p><i>Đây là trang trình diễn: tỉnh, đơn vị, con người và sự việc đều do tưởng tượng.</i></p>
"""
CONTACT = f"""
<h2>Ban Biên tập Trang thông tin điện tử</h2>
<p>{FEDERATION}, số 1 đường Công Đoàn, phường Sông Hiền, tỉnh {PROVINCE}.</p>
<p>Điện thoại: 0000 000 000. Thư điện tử: banbientap@sonbinh.example</p>
<p>Đơn vị chưa có tài khoản đăng nhập liên hệ Văn phòng LĐLĐ tỉnh để được cấp.</p>
"""


def is_filled() -> bool:
    """Whether the portal is the demonstration's."""
    return PortalSettings.objects.filter(federation=FEDERATION).exists()


def fill_portal(responsible: str) -> None:
    """Fill in the settings of the portal, and what it says of itself."""
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    settings.federation = FEDERATION
    settings.portal_name = f"Trang thông tin điện tử Công đoàn {PROVINCE}"
    settings.governing_body = FEDERATION
    settings.responsible_person = responsible
    settings.licence = f"Giấy phép số 00/GP-TTĐT (trình diễn), Sở Văn hóa, Thể thao và Du lịch tỉnh {PROVINCE}"
    settings.address = f"Số 1 đường Công Đoàn, phường Sông Hiền, tỉnh {PROVINCE}"
    settings.phone = "0000 000 000"
    settings.email = "banbientap@sonbinh.example"
    settings.facebook_page = "https://facebook.example/congdoansonbinh"
    settings.save()
    letters = DocumentSettings.for_site(Site.objects.get(is_default_site=True))
    letters.issuing_body, letters.place = FEDERATION, PROVINCE
    letters.save()
    for slug, body in (("gioi-thieu", ABOUT), ("lien-he", CONTACT)):
        page = StandardPage.objects.get(slug=slug)
        page.body = " ".join(body.split())
        page.save_revision().publish()
