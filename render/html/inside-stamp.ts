/** The mark of an inside page: INTERNAL at its head and on every printed sheet. */
import { html } from 'hono/html';
import type { Html } from './figures.ts';

/** Styles of an inside page on top of the common ones. */
export const INSIDE_STYLE = `
:root{--stamp:#8c2f1b;--stamp-paper:#fdf3ef}
@media (prefers-color-scheme:dark){:root{--stamp:#f0a893;--stamp-paper:#2a1914}}
.stamp{position:sticky;top:0;z-index:1;max-width:none;margin:0;padding:.36em 24px;background:var(--stamp-paper);color:var(--stamp);font-size:.8rem;text-align:center;border-bottom:1px solid var(--line)}
.stamp b{letter-spacing:.14em;margin-right:.4em}
@media print{@page{@top-left{content:"INTERNAL · not for publication";font:600 8pt sans-serif;color:#8c2f1b}}:root{--stamp:#8c2f1b;--stamp-paper:#fff}.stamp{position:static;border:1px solid var(--stamp);margin-bottom:16pt}}
`;

/** The banner of an inside page. */
export const STAMP: Html = html`<p class="stamp" aria-label="Internal: not for publication"><b>INTERNAL</b> not for publication</p>`;
