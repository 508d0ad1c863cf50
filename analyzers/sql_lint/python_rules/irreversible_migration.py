"""SQL154: a migration that cannot be taken back."""

import ast
from collections.abc import Iterator

from ..python_scopes import called_name
from ..python_sql import PythonModule
from ..rule import Finding, Grade, Impact, PythonRule


class IrreversibleMigration(PythonRule):
    """RunSQL says how to go forward and not how to go back.

    The whole migration, and every one that stands on it, cannot be taken back when a release has to be.

    Bad:
        from django.db import migrations
        operations = [migrations.RunSQL("CREATE INDEX orders_total ON orders (total)")]
    Good:
        from django.db import migrations
        operations = [migrations.RunSQL("CREATE INDEX orders_total ON orders (total)", "DROP INDEX orders_total")]
        ---
        from django.db import migrations
        operations = [migrations.RunSQL("UPDATE orders SET note = ''", reverse_sql=migrations.RunSQL.noop)]
    """

    code = "SQL154"
    name = "irreversible-migration"
    grade = Grade.SUGGESTION
    impact = Impact(maintainability=2)
    migration = True

    def check(self, module: PythonModule) -> Iterator[Finding]:
        """Yield a finding for each RunSQL without a way back."""
        for call in module.calls:
            named = {keyword.arg for keyword in call.keywords}
            has_way_back = len(call.args) > 1 or bool(named & {"reverse_sql", None})
            has_way_back |= any(isinstance(argument, ast.Starred) for argument in call.args)
            if called_name(call) == "RunSQL" and not has_way_back:
                hint = "say reverse_sql, or reverse_sql=migrations.RunSQL.noop where nothing is to be undone"
                yield self.finding(module.span(call.func), "this migration cannot be taken back", hint)
