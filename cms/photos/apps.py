from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.db.models.signals import post_save, pre_delete
from PIL import Image
from pillow_heif import options as heif
from pillow_heif import register_heif_opener


class PhotosConfig(AppConfig):
    name = "cms.photos"

    def ready(self) -> None:
        # Modules that import models can only be imported now.
        from wagtail.permissions import register_permission_policy

        from cms.photos.checks import check_pixel_limit, check_policy, check_settings
        from cms.photos.permissions import PhotoPermissionPolicy
        from cms.photos.receivers import keep_evidence, read_what_it_says

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        # Pillow knows only the commonest formats until it is told to load the others, WebP among them.
        Image.init()
        register_heif_opener()
        # Its own limits refuse honest photos of 18 MB; bytes and pixels are checked by us before anything is decoded.
        heif.DISABLE_SECURITY_LIMITS = True
        photo = apps.get_model("photos", "Photo")
        # exact_class: Wagtail registers a policy for the image model after us, and would replace this one.
        register_permission_policy(photo, PhotoPermissionPolicy(photo), exact_class=True)
        pre_delete.connect(keep_evidence, sender=photo, dispatch_uid="photos.keep_evidence")
        post_save.connect(read_what_it_says, sender=photo, dispatch_uid="photos.read_what_it_says")
        for check in (check_policy, check_pixel_limit, check_settings):
            checks.register(check)
