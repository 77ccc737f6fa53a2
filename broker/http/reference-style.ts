/** The look of the reference: a file of its own, because the page may not hold styles. */
export const referenceStyle = `:root {
  color-scheme: light dark;
  --ground: #fff; --text: #1c1f23; --quiet: #565d66; --line: #d5dae0; --raised: #f3f5f7; --link: #0b57a4;
  --get: #0b5c8a; --post: #1c6b2f; --put: #7a4b00; --delete: #a1221f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --text: #e6e9ec; --quiet: #a5aeb8; --line: #343b43; --raised: #1d2227; --link: #7ab8f5;
    --get: #7cc4f0; --post: #8bd49b; --put: #e8b866; --delete: #f39a96;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0; padding: 1.5rem; color: var(--text); background: var(--ground);
  font: 1rem/1.5 system-ui, sans-serif;
  display: grid; gap: 1.5rem 2.5rem; grid-template-columns: minmax(0, 1fr);
}
header, main { max-width: 60rem; min-width: 0; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2.5rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.35rem; }
section:first-child h2 { margin-top: 0; border: 0; padding: 0; }
h3 { margin: 0; font-size: 1.05rem; font-weight: 600; overflow-wrap: anywhere; }
article { margin: 1.5rem 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .5rem; }
article:target { border-color: var(--link); }
a { color: var(--link); }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { margin: .25rem 0 1rem; padding: .75rem; overflow-x: auto; background: var(--raised); border-radius: .375rem; }
.verb { font-family: ui-monospace, monospace; font-weight: 700; font-size: .85em; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .delete { color: var(--delete); }
.role, .needed { color: var(--quiet); }
.needed { font-weight: 400; font-size: .8em; }
.label, caption { margin: .75rem 0 0; padding: 0; font-weight: 600; text-align: left; }
table { width: 100%; margin: .75rem 0; border-collapse: collapse; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td, th { overflow-wrap: anywhere; }
tbody th { width: 26%; }
tbody td:nth-of-type(1) { width: 30%; }
thead th { color: var(--quiet); font-weight: 600; font-size: .85em; }
.answers { margin: .25rem 0 0; padding-left: 1.25rem; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul { columns: 14rem; }
nav > ul > li { break-inside: avoid; margin-bottom: .75rem; }
nav > ul > li > a { font-weight: 600; }
nav ul ul a { color: var(--text); text-decoration: none; font-size: .85rem; overflow-wrap: anywhere; }
nav ul ul a:hover { text-decoration: underline; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; }
@media (min-width: 70rem) {
  body { grid-template-columns: 19rem minmax(0, 1fr); }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; }
  nav > ul { columns: auto; }
}
@media (max-width: 40rem) {
  body { padding: 1rem; }
  article { padding: .75rem; }
  thead { display: none; }
  tr, tbody th, td { display: block; }
  tbody th, tbody td, tbody td:nth-of-type(1) { width: auto; padding: .15rem 0; border: 0; }
  tr { padding: .35rem 0; border-bottom: 1px solid var(--line); }
  nav > ul { columns: 1; }
}
@media print { nav, .skip { display: none; } article { break-inside: avoid; } }
`
