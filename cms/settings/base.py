"""Settings shared by every environment; the environment's variables switch the services."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# Applications: project apps stand above Wagtail's, so that their templates and
# commands win.

INSTALLED_APPS = [
    "cms.demo",
    "cms.guides",
    "cms.portal",
    "search",
    "cms.notices",
    "cms.evaluation",
    "cms.statistics",
    "cms.quotas",
    "cms.news",
    "cms.photos",
    "cms.spreadsheets",
    "cms.units",
    "cms.official_documents",
    "cms.vietnamese",
    "cms.accounts",
    "cms.audit",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.units.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_prose_editor",
    "django_tasks",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Last, so that it can silence the mails that Wagtail sends by itself.
    "cms.outbox",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.middleware.SignInMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "cms.accounts.second_factor.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.units.middleware.ConfinementMiddleware",
    "cms.news.middleware.UnknownItemsMiddleware",
    "cms.photos.middleware.PhotoSecrecyMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "cms.accounts.backends.ThrottleBackend",
    "cms.accounts.backends.IdentifierBackend",
    "cms.units.backends.MembershipBackend",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in

# The key of the hashes by which telephone numbers and e-mail addresses are found. It never rotates,
# so it stands apart from the keys of the encryption.
LOOKUP_KEY = env.str("LOOKUP_KEY", default="development-only-not-a-secret")
# Whether a proxy of ours stands in front, whose headers say where a request comes from.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
# How long a session is kept that ends with the browser; the sign-in itself says when it is over.
SESSION_COOKIE_AGE = 12 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "first_name", "last_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Wrong passwords: so many for one name from one address; so many from one address for all names.
AXES_FAILURE_LIMIT = 5
SIGN_IN_FAILURES_OF_ADDRESS = 50
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_HANDLER = "cms.accounts.throttling.ThrottleHandler"
AXES_USERNAME_CALLABLE = "cms.accounts.throttling.counter_of"
AXES_CLIENT_IP_CALLABLE = "cms.accounts.throttling.address_of"
AXES_LOCKOUT_PARAMETERS = "cms.accounts.throttling.parameters_of"
AXES_LOCKOUT_CALLABLE = "cms.accounts.views.sign_in.locked_out"

# Second factor: passkeys belong to the host of BASE_URL (`cms/accounts/second_factor/passkeys.py`).

OTP_WEBAUTHN_HELPER_CLASS = "cms.accounts.second_factor.passkeys.PasskeyHelper"
OTP_WEBAUTHN_RP_ID_CALLABLE = "cms.accounts.second_factor.passkeys.host"
OTP_WEBAUTHN_RP_NAME = _("Union news desk")
# Named for the package's own check; the helper class allows the site's address alone.
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://localhost"]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "cms.news.frames.frame",
            ],
        },
    }
]

# Database: SQLite by default (WAL, immediate transactions), PostgreSQL by DATABASE_URL.

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'newsdesk.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Cache: in the process by default, Redis by CACHE_URL.

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://newsdesk")}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 10_000}

# Storages: originals are private; renditions are served through a view that asks who may see them.

_S3_BUCKET = env.str("S3_BUCKET", default="")


def _photo_storage(folder: str) -> dict:
    """The storage of one folder of photos: local files, or a private S3 bucket if S3_BUCKET is set."""
    if _S3_BUCKET:
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": _S3_BUCKET,
                "location": folder,
                "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
                "access_key": env.str("S3_ACCESS_KEY", default=None),
                "secret_key": env.str("S3_SECRET_KEY", default=None),
                "region_name": env.str("S3_REGION", default=None),
                "default_acl": "private",
                "file_overwrite": False,
            },
        }
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / folder), "base_url": None},
    }


STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "media"), "base_url": "/media/"},
    },
    "originals": _photo_storage("originals"),
    "renditions": _photo_storage("renditions"),
    "papers": _photo_storage("papers"),
    "notices": _photo_storage("notices"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_URL = "/media/"

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# Language and time

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["cms.settings.formats"]

# Mail: EMAIL_URL names the server; without it messages are written to files.

_MAIL = env.email_url("EMAIL_URL", default="filemail://")
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"]
EMAIL_HOST = _MAIL["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _MAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _MAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Ban Biên tập <banbientap@localhost>")

# Uploads

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
# Photos that come in pieces: where the pieces lie, how long, and how many may be on their way for one person;
# when there are more, those that have been quiet for a while give way.
PHOTO_UPLOADS_FOLDER = VAR_DIR / "uploads"
PHOTO_UPLOADS_KEPT = timedelta(days=30)
PHOTO_UPLOADS_UNFINISHED = 50
PHOTO_UPLOADS_QUIET = timedelta(hours=1)

# Evidence of originality: the limits are argued in docs/photos.md, from trials.

PHOTO_ORIGINALITY: dict[str, Any] = {
    # Nearly the same picture: so many of the 64 bits of two fingerprints may differ.
    "NEAR": 6,
    # So many photos like a new one are remembered, the nearest first.
    "MOST_ALIKE": 100,
    # Too flat to be told from others: fewer than so many of 64 frequencies swing by so many of 255 grey levels.
    "LEAST_SWING": 0.5,
    "LEAST_FREQUENCIES": 32,
    # So many items in which a photo was used are named beside it.
    "MOST_USES_SHOWN": 3,
    # Pixels of the longest side below which a photo is called small.
    "SMALL_SIDE": 1600,
    # Estimated JPEG quality below which a photo is called strongly compressed.
    "LOW_QUALITY": 75,
    # Days between the photo and the event from which a person is asked to look at the date again.
    "FAR_DAYS": 3,
    # What messengers leave: no camera, at most so many pixels, and saved again (by how strongly, or at which size).
    "MESSENGER_LONGEST_SIDE": 2560,
    "MESSENGER_QUALITY": 90,
    "MESSENGER_SIDES": {960, 1080, 1280, 1600, 1920, 2048, 2560},
    "MESSENGER_NAMES": {
        "Zalo": r"z\d{10,}_[0-9a-f]{16,}",
        "Messenger": r"received_\d{6,}",
        "Facebook": r"(fb_img_\d+|\d{6,}_\d{6,}_\d{6,}_[a-z](\D|$))",
        "WhatsApp": r"(img-\d{8}-wa\d+|whatsapp image )",
        "Viber": r"viber[ _]image",
        "Telegram": r"photo_\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}",
    },
    "SCREENSHOT_NAMES": r"(screen[ _-]?shot|scr_\d|ảnh chụp màn hình|ảnh màn hình|simulator screen)",
    # Of the programs that a file can name, those that change pictures; cameras name their own software there too.
    "EDITING_PROGRAMS": (
        r"photoshop|lightroom|camera raw|adobe|gimp|snapseed|picsart|vsco|canva|pixlr|picasa|paint\.net|paintshop|corel"
        r"|affinity|luminar|capture one|darktable|rawtherapee|acdsee|faststone|xnview|irfanview|photoscape|photofiltre"
        r"|meitu|beautyplus|b612|ulike|facetune|camera360|polarr|fotor|lightx|remini|inshot|befunky|zoner|nx studio"
        r"|capture nx|dxo|topaz|photo editor|photo gallery|photo viewer|microsoft office picture manager|imagemagick"
    ),
}

# Wagtail

WAGTAIL_SITE_NAME = _("Union news desk")
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://localhost:8000")
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.news.finish.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_MODERATION_ENABLED = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
WAGTAILIMAGES_IMAGE_MODEL = "photos.Photo"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.photos.forms.PhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "heif", "mpo"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Tasks

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
