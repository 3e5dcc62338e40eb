"""What the people of the demonstration give as their reasons."""

from __future__ import annotations

RETURNING_BY_UNIT = (
    "Ảnh thứ nhất chưa ghi rõ tên người nhận quà. Đề nghị bổ sung chú thích rồi gửi lại.",
    "Số tiền trong bài chưa khớp với danh sách của Ban Chấp hành. Đề nghị kiểm tra lại.",
    "Bài còn thiếu ý kiến của đoàn viên, bổ sung một đoạn phỏng vấn ngắn.",
)
RETURNING_BY_BOARD = (
    "Tít chưa rõ địa điểm; đoạn cuối trùng với tin đã đăng tháng trước. Đề nghị đơn vị sửa và duyệt lại.",
    "Ảnh mờ, chưa thấy rõ hoạt động. Đề nghị gửi ảnh gốc khác kèm chú thích.",
    "Chức danh của người phát biểu chưa chính xác, đơn vị kiểm tra lại giúp.",
)
REMARKS = (
    "Nên nêu tên địa phương ngay trong tít.",
    "Tít hơi dài, bỏ bớt phần liệt kê.",
    "Viết đúng tên đơn vị như trong quyết định.",
)
NOT_USING = (
    "Tin gửi quá muộn, sự kiện đã qua nhiều tuần.",
    "Trùng với tin của công đoàn cấp trên đã đăng.",
    "Nội dung chưa phù hợp với Trang thông tin điện tử của Liên đoàn Lao động tỉnh.",
)
HIDING = (
    "Đang kiểm tra lại số liệu theo phản ánh của bạn đọc.",
    "Đơn vị đề nghị tạm dừng để xác minh danh sách được khen thưởng.",
)
WITHDRAWING = (
    "Đơn vị xác nhận thông tin về người được biểu dương không chính xác.",
    "Người trong ảnh không đồng ý đăng hình ảnh.",
)
URGENCY = (
    "Hội nghị diễn ra sáng mai, cần đăng trước để các đơn vị nắm được.",
    "Thông tin hỗ trợ người lao động vùng mưa lũ, cần đến bạn đọc trong ngày.",
)
SOURCES = (
    ("Báo Người Thợ Sơn Bình", "https://nguoitho.example/tin", "Đồng ý cho đăng lại theo công văn của tòa soạn."),
    ("Cổng thông tin xã Nà Vàng", "https://navang.example/tin", "Đồng ý qua thư điện tử của Ban Biên tập cổng."),
)
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
