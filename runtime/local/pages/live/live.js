/** Draws the live page from /live/data.json. It may not compute a figure that the server did not send. */
import { make } from './make.js';
import { siteArticle } from './site.js';
import { number } from './words.js';

const main = document.getElementById('figures');
const state = document.getElementById('state');
let lastDrawn = '';

/** Fetches the server's hints and problems: the operator may not look at them anywhere else. */
async function fetchProblems() {
  const health = await (await fetch('/healthz', { cache: 'no-store' })).json();
  return [...(health.hints ?? []), ...health.problems.map((problem) => problem.detail)];
}

function draw(data, problems) {
  const { live } = data;
  const count = `${number.format(live.visitors)} visitor-day${live.visitors === 1 ? '' : 's'} not sealed yet`;
  state.textContent = live.atOnce
    ? `${count}. Demo: changes at once.`
    : live.visitors > 0
      ? `${count}, as of ${String(live.hour).padStart(2, '0')}:00 to ${String(live.hour + 1).padStart(2, '0')}:00 (${live.timeZone}). Next update after ${live.k} more.`
      : `Figures appear once there are ${live.k} visitor-days (one visitor on one day each).`;
  main.replaceChildren(
    ...[...new Set([...(live.hints ?? []), ...problems])].map((text) => make('p', 'hint', `${text}.`)),
    ...live.sites.map((site) => siteArticle(site, data)),
  );
}

async function poll() {
  let wait = 5_000;
  if (!document.hidden) {
    try {
      const response = await fetch('/live/data.json', { cache: 'no-store' });
      if (!response.ok) throw new Error(String(response.status));
      const text = await response.text();
      const data = JSON.parse(text);
      const problems = await fetchProblems();
      const all = `${text}${problems.join()}`;
      if (all !== lastDrawn) draw(data, problems);
      lastDrawn = all;
      if (data.live.atOnce) wait = 1_500;
    } catch {
      state.textContent = 'The server is not responding. Trying again ...';
      lastDrawn = '';
    }
  }
  setTimeout(poll, wait);
}
void poll();
