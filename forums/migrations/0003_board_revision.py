from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0002_rich_posts'),
    ]

    operations = [
        migrations.AddField(
            model_name='board',
            name='revision',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
