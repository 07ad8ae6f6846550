/** The page at `/`, which lists what runs here and where. */
import { html, raw } from 'hono/html';
import { installedVersion } from '#runtime/node/installed-tracker';
import { scriptTag, type TaggedSite } from '#core/config/script-tag';

/** Returns the whole document; `demo` is true where the built-in demo site is the configuration. */
export function welcome(demo: boolean, sites: readonly TaggedSite[], origin: string): string {
  const snippet = sites[0] === undefined ? '' : scriptTag(origin, sites[0]);
  const version = installedVersion();
  const pinned = sites[0] === undefined || version === undefined ? '' : scriptTag(origin, sites[0], version);
  return String(html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Headcount</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/demo/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/live/live.css">
</head>
<body>
<main class="welcome">
<h1>Headcount is running</h1>
<p class="lead">It counts heads, never faces.</p>
<ul class="ways">
${demo ? html`<li><a href="/demo/">Demo site</a><span>Browse it, and watch what is sent.</span></li>` : ''}
${demo ? html`<li><a href="/demo/reports/">Sample reports</a><span>A simulated month, for insiders and for the public.</span></li>` : ''}
<li><a href="/live">Live page</a><span>The unsealed days as counts, for the operator.</span></li>
<li><a href="/headcount.js">Tracker script</a><span>At most 1,275 bytes, no cookies, no storage.</span></li>
<li><a href="/healthz">Health</a><span>200, or 503 with what is wrong.</span></li>
</ul>
<h2>On your own pages</h2>
<pre>${snippet}</pre>
${pinned === '' ? '' : html`<p>Or of this version alone, which browsers check (Subresource Integrity):</p><pre>${pinned}</pre>`}
<p>Name the site's hosts and origins in <code>headcount.json</code> first (sites: ${sites.map(({ id }) => id).join(', ')}).</p>
</main>
</body>
</html>
`);
}
