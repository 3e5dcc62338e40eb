from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0003_units_and_people_through_time")]

    operations = [
        migrations.AlterField(
            model_name="publicationapproval",
            name="means",
            field=models.CharField(
                choices=[
                    ("portal", "on the portal"),
                    ("signed_sheet", "on a signed sheet"),
                    ("message", "by a message of the unit"),
                ],
                default="portal",
                max_length=20,
                verbose_name="means",
            ),
        ),
    ]
