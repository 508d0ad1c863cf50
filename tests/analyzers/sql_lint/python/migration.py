"""A migration of Django: the rules for migrations hold, but not for the way back."""

from django.db import migrations


class Migration(migrations.Migration):
    operations = [
        migrations.RunSQL("CREATE INDEX orders_total ON orders (total)"),
        migrations.RunSQL(
            sql="CREATE INDEX CONCURRENTLY IF NOT EXISTS lines_order ON lines (order_id)",
            reverse_sql="DROP INDEX lines_order",
        ),
        migrations.RunSQL(["ALTER TABLE orders DROP COLUMN note"], migrations.RunSQL.noop),
    ]
