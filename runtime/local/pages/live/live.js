/** Draws the live page from /live/data.json. It may not work out a figure that the server did not send. */
import { make } from './make.js';
import { siteOf } from './site.js';
import { number } from './words.js';

const main = document.getElementById('figures');
const state = document.getElementById('state');
let shown = '';

/** What the server says of itself; the operator may be the only one who looks. */
async function troubles() {
  const told = await (await fetch('/healthz', { cache: 'no-store' })).json();
  return [...(told.hints ?? []), ...told.problems.map((problem) => problem.detail)];
}

function draw(told, troubled) {
  const { live } = told;
  const count = `${number.format(live.visitors)} visitor-day${live.visitors === 1 ? '' : 's'} not sealed yet`;
  state.textContent = live.atOnce
    ? `${count}. Demo: changes at once.`
    : live.visitors > 0
      ? `${count}, as of ${String(live.hour).padStart(2, '0')}:00 to ${String(live.hour + 1).padStart(2, '0')}:00 (${live.timeZone}). Next update after ${live.k} more.`
      : `Figures appear once there are ${live.k} visitor-days (one visitor on one day each).`;
  main.replaceChildren(
    ...[...new Set([...(live.hints ?? []), ...troubled])].map((text) => make('p', 'hint', `${text}.`)),
    ...live.sites.map((site) => siteOf(site, told)),
  );
}

async function look() {
  let wait = 5_000;
  if (!document.hidden) {
    try {
      const response = await fetch('/live/data.json', { cache: 'no-store' });
      if (!response.ok) throw new Error(String(response.status));
      const text = await response.text();
      const told = JSON.parse(text);
      const troubled = await troubles();
      const all = `${text}${troubled.join()}`;
      if (all !== shown) draw(told, troubled);
      shown = all;
      if (told.live.atOnce) wait = 1_500;
    } catch {
      state.textContent = 'The server is not responding. Trying again ...';
      shown = '';
    }
  }
  setTimeout(look, wait);
}
void look();
