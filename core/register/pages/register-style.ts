/** The style of the hosted pages. A company's own look is a few of its variables, set in a style sheet behind it. */

/**
 * The style sheet: light and dark, phone, paper. Its variables: `--font` of text and `--heading` of headings; `--ink`
 * text, `--soft` text beside it, `--paper` the page, `--card` what lies on it, `--line` between things, `--edge` around
 * fields (3:1), `--accent` links and buttons, `--on-accent` the words on them, `--warn` errors, `--warn-back` behind
 * them, `--note-back` behind messages, `--radius` of corners, `--width` of the text. A contrast of 4.5:1 between ink,
 * soft, accent or warn and what they stand on keeps the pages accessible (WCAG 2.2 AA). Nothing on the pages moves.
 */
export const REGISTER_STYLE = `:root {
  color-scheme: light dark;
  --font: system-ui, sans-serif;
  --heading: Georgia, 'Times New Roman', serif;
  --ink: #1b2430;
  --soft: #556070;
  --paper: #f6f5f1;
  --card: #fff;
  --line: #e2ded4;
  --edge: #7d8593;
  --accent: #0b6e5f;
  --on-accent: #fff;
  --warn: #9a2f12;
  --warn-back: #fdeee7;
  --note-back: #e4f1ed;
  --radius: 12px;
  --width: 44rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eae7df;
    --soft: #a9b2bd;
    --paper: #12161b;
    --card: #1b2128;
    --line: #323a44;
    --edge: #7f8a97;
    --accent: #58c9b3;
    --on-accent: #0d1512;
    --warn: #f6b296;
    --warn-back: #3a2019;
    --note-back: #16332e;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; font: 1.0625rem/1.55 var(--font); color: var(--ink); background: var(--paper); overflow-wrap: break-word; hyphens: auto; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; z-index: 1; background: var(--card); padding: 0.5rem 0.9rem; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.trap { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.top, main, footer { max-width: var(--width); margin: 0 auto; padding: 0 1.25rem; }
.top { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; justify-content: space-between; padding-top: 1.25rem; }
.brand { margin: 0; font-weight: 700; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: 0.25rem 0; }
main { padding-top: 1.5rem; padding-bottom: 2.5rem; }
h1 { font: 600 clamp(1.8rem, 6vw, 2.6rem)/1.15 var(--heading); letter-spacing: -0.01em; margin: 0.3em 0 0.5em; text-wrap: balance; }
h2, legend { font: 600 1.3rem/1.3 var(--heading); margin: 0 0 0.6rem; padding: 0; }
h3 { font-size: 1.0625rem; margin: 1.6rem 0 0.4rem; }
main > h2 { margin-top: 1.8rem; }
p { margin: 0 0 0.9rem; }
li + li { margin-top: 0.3rem; }
.lead, .kicker, .hint { color: var(--soft); }
.lead { font-size: 1.15rem; }
.kicker { margin: 0; }
.hint { font-size: 0.95rem; margin: 0 0 0.4rem; }
.offer { margin: 0 0 1.6rem; display: grid; gap: 0.3rem; }
.offer div { display: grid; grid-template-columns: 5rem 1fr; gap: 0.75rem; }
dt { color: var(--soft); }
dd { margin: 0; }
.card, fieldset { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.2rem 1.3rem; margin: 0 0 1.1rem; min-width: 0; }
legend { float: left; width: 100%; }
legend + * { clear: both; }
.card > :last-child { margin-bottom: 0; }
main > form { margin: 0 0 1.6rem; }
.card fieldset { border: 0; padding: 0; margin: 0 0 0.8rem; }
.card fieldset legend { font: 600 1rem/1.4 var(--font); }
.field { margin: 0 0 1.2rem; }
.field:last-child { margin-bottom: 0; }
.field label { font-weight: 600; }
.required { font-weight: 400; color: var(--soft); }
input[type='text'], input[type='email'], textarea { display: block; width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: calc(var(--radius) / 2); padding: 0.55rem 0.7rem; min-height: 2.75rem; }
textarea { resize: vertical; field-sizing: content; min-height: 8.5rem; }
:is(input, textarea)[aria-invalid='true'] { border: 2px solid var(--warn); }
.box { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.8rem; align-items: start; }
.box + .box { border-top: 1px solid var(--line); }
.box label { padding: 0.65rem 0; cursor: pointer; }
.box input { width: 1.5rem; height: 1.5rem; margin: 0.7rem 0; accent-color: var(--accent); }
.error { color: var(--warn); font-weight: 600; margin: 0 0 0.4rem; }
.message { background: var(--note-back); border-left: 4px solid var(--accent); border-radius: 4px; padding: 0.9rem 1.1rem; margin: 0 0 1.1rem; }
.message > :last-child { margin-bottom: 0; }
.errors { background: var(--warn-back); border-color: var(--warn); }
.errors a { color: var(--warn); }
.notice { margin: 1.6rem 0; font-size: 0.97rem; }
.notice h2 { margin-top: 0; }
button { font: inherit; font-weight: 600; min-height: 2.9rem; padding: 0.5rem 1.5rem; border: 2px solid var(--accent); border-radius: calc(var(--radius) / 1.5); background: var(--accent); color: var(--on-accent); cursor: pointer; }
button:hover { filter: brightness(0.93); }
.second, .small { background: transparent; color: var(--accent); }
.grave { background: transparent; color: var(--warn); border-color: var(--warn); }
.small { min-height: 2rem; padding: 0.1rem 0.9rem; border-width: 1px; font-size: 0.95rem; }
form > p:last-child { margin: 1rem 0 0; }
.brand, .reference, h1, h2, h3, legend { hyphens: manual; }
.reference { font: 600 1.35rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.permissions { list-style: none; margin: 0; padding: 0; }
.permissions li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; align-items: center; padding: 0.55rem 0; margin: 0; border-top: 1px solid var(--line); }
.permissions form { grid-column: 2; grid-row: 1 / span 2; }
.since { color: var(--soft); font-size: 0.95rem; grid-column: 1; }
.state { font-weight: 600; }
.given { color: var(--accent); }
.details div { margin-bottom: 0.5rem; }
.details dd { white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--accent); padding: 0.4rem 0; }
details p { font-size: 0.95rem; }
footer { color: var(--soft); font-size: 0.95rem; padding-bottom: 3rem; }
footer p { margin: 0 0 0.3rem; }
footer a { display: inline-block; padding: 0.1rem 0; }
@media (max-width: 30rem) {
  .card, fieldset { padding: 1rem; }
  .card fieldset { padding: 0; }
  .offer div { grid-template-columns: 1fr; gap: 0; }
  form > p > button { width: 100%; }
  .permissions li { grid-template-columns: 1fr; }
  .permissions form { grid-column: 1; grid-row: auto; margin-top: 0.4rem; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #333; --paper: #fff; --card: #fff; --line: #bbb; --edge: #555; --accent: #000; --on-accent: #fff; --warn: #000; --warn-back: #fff; --note-back: #fff; }
  @page { margin: 18mm 16mm; }
  html { font-size: 10pt; }
  body { font-size: 1rem; }
  .skip, .trap, nav, button { display: none; }
  .top, main, footer { max-width: none; padding: 0; }
  .card, fieldset, .box, .field, .permissions li { break-inside: avoid; }
  article.card { break-inside: auto; }
  .card, fieldset { border-color: #bbb; }
  details::details-content { content-visibility: visible; height: auto; opacity: 1; }
}
`;
