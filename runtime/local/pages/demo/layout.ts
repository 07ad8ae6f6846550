/** The frame around every page of the demo site. */
import { html, raw } from 'hono/html';
import type { Demand } from '#core/demand/merge-demand';
import { scriptTag } from '#core/config/script-tag';
import { installedVersion } from '#runtime/node/installed-tracker';
import { DEMO_CONFIG } from '#core/config/parse-config';

const [DEMO_SITE] = DEMO_CONFIG.sites;

export interface DemoPage {
  readonly title: string;
  readonly description: string;
  /** What stands on it, or what follows from the demand for topics. */
  readonly body: Html | ((demand: Demand) => Html);
}

type Html = ReturnType<typeof html>;

const MENU: readonly (readonly [string, string])[] = [
  ['/demo/products/microscopes', 'Microscopes'],
  ['/demo/products/telescopes', 'Telescopes'],
  ['/demo/blog/', 'Blog'],
  ['/demo/workshop', 'Workshop'],
  ['/demo/about', 'About'],
];

/** Returns a whole document; `path` marks the page's menu entry, `demand` orders the offers. */
export function layout(path: string, page: DemoPage, demand: Demand): string {
  return String(html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Demo Instruments</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/demo/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/demo.css">
<script src="/demo/demo.js"></script>
<script src="/demo/demand.js"></script>
${DEMO_SITE && raw(scriptTag('', DEMO_SITE, installedVersion()))}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/demo/"><img src="/demo/icon.svg" alt="" width="28" height="28">Demo Instruments</a>
<nav aria-label="Site"><ul>${MENU.map(([href, label]) => html`<li><a href="${href}"${path.startsWith(href) ? raw(' aria-current="page"') : ''}>${label}</a></li>`)}</ul></nav>
</header>
<main id="main">
${typeof page.body === 'function' ? page.body(demand) : page.body}
</main>
<footer>
<p>Demo Instruments sells nothing: it is the built-in demo site of <a href="/">Headcount</a>. What your visits add up to is on the <a href="/live">live page</a>; what a month adds up to, in the <a href="/demo/reports/">sample reports</a>.</p>
</footer>
<aside class="sent" aria-labelledby="sent-title">
<details open>
<summary id="sent-title">What this page has sent <span id="sent-count">0</span></summary>
<p class="hint" id="sent-hint">Nothing yet. Scroll, follow a link or sign up, and see.</p>
<ol id="sent-list"></ol>
<p class="hint">The address and browser of the sender stay in memory for one request; no cookie, no storage. <a href="/live">Live page</a></p>
<form id="simulate"><button type="submit">Send 300 lifelike visitors</button> <output id="simulate-state"></output></form>
</details>
</aside>
</body>
</html>
`);
}
