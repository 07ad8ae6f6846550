/** The live page's frame, shown before the first figures arrive. */
import { html, raw } from 'hono/html';

/** Returns a whole document; `demo` adds a link to the demo site. */
export function livePage(demo: boolean): string {
  return String(html`${raw('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Live · Headcount</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/live/live.css">
<script type="module" src="/live/live.js"></script>
</head>
<body>
<header class="bar">
<h1>Live <span class="internal">INTERNAL</span></h1>
<p id="state" role="status" aria-live="polite">Loading ...</p>
<nav aria-label="Pages"><a href="/">Headcount</a>${demo ? html` <a href="/demo/">Demo site</a>` : ''}</nav>
</header>
<main id="figures"><noscript><p>This page is drawn by a script. Without one, run <code>headcount live</code>.</p></noscript></main>
<footer>
<p>The unsealed days as counts, by the same SQL that seals them. A <strong>visitor-day</strong> is one visitor on one day: a person on two days, or on two networks, counts twice. Whoever did two things stands in two rows.</p>
<p>For the operator only. What may be shown to others are released reports.</p>
</footer>
</body>
</html>
`);
}
