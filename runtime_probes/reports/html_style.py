"""The style sheet of the page of coverage."""

STYLE = """
:root { color-scheme: light dark; --ink: #1c2128; --faint: #59636e; --line: #d1d9e0; --page: #fff; --panel: #f6f8fa;
  --hit: #dafbe1; --miss: #ffebe9; --part: #fff8c5; --bar: #1a7f37; --rest: #d1d9e0; --link: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9aa4b0; --line: #3d444d; --page: #0d1117;
  --panel: #151b23; --hit: #12331d; --miss: #4a1a1d; --part: #413108; --bar: #3fb950; --rest: #3d444d;
  --link: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; color: var(--ink); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.totals { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; }
.totals li { flex: 1 1 9rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .375rem; }
.totals b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.totals span, .note { color: var(--faint); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .375rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .25rem .75rem; text-align: left; font-weight: normal; }
thead th { font-weight: 600; background: var(--panel); border-bottom: 1px solid var(--line); }
.list tbody tr + tr { border-top: 1px solid var(--line); }
.list th[scope=row] { overflow-wrap: anywhere; min-width: 8rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { display: inline-block; vertical-align: middle; width: 6rem; height: .6rem; border-radius: .3rem;
  background: var(--rest); overflow: hidden; margin-right: .5rem; }
.bar i { display: block; height: 100%; background: var(--bar); }
.part-cell { white-space: nowrap; }
.code { font: .8125rem/1.45 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.code th, .code td { padding: 0 .6rem; }
.code pre { margin: 0; font: inherit; tab-size: 4; }
.code tbody th { color: var(--faint); text-align: right; user-select: none; }
.code .count { text-align: right; border-right: 1px solid var(--line); min-width: 4rem; white-space: nowrap; }
.code .text { width: 100%; }
.hit .count { background: var(--hit); } .miss .count, .miss .text { background: var(--miss); }
.part .count, .part .text { background: var(--part); }
.miss .count { font-weight: 700; }
tr:target { outline: 2px solid var(--link); outline-offset: -2px; }
@media (max-width: 40rem) { body { padding: .75rem; } th, td { padding: .25rem .4rem; } .bar { width: 2.5rem; }
  .list .note { display: block; } .list th[scope=row] { min-width: 6rem; } }
@media print { .scroll { overflow: visible; } }
"""
