/** The mark of a page made from simulated visitors: SIMULATED at its head and on every printed sheet. */
import { html } from 'hono/html';
import type { Html } from './figures.ts';

/** Styles of the band on top of the common ones. */
export const SIMULATED_STYLE = `
.simulated{max-width:none;margin:0;padding:.36em 24px;background:var(--soft);color:var(--ink);font-size:.8rem;text-align:center;border-bottom:1px solid var(--line)}
.simulated b{letter-spacing:.14em;margin-right:.4em}
@media print{@page{@top-right{content:"SIMULATED · invented visitors";font:600 8pt sans-serif}}.simulated{border:1px solid var(--line);margin-bottom:8pt}}
`;

/** The band of a page. */
export const SIMULATED_BAND: Html = html`<p class="simulated"><b>SIMULATED</b> invented visitors of the demo site, for trying out: figures of nobody</p>`;
