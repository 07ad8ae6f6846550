/**
 * The offers of the demo site's start page, ordered by the demand for their topics: what a server of one's own does
 * with `/v1/demand`.
 */
import { html } from 'hono/html';
import type { Demand } from '#core/demand/merge-demand';
import { MICROSCOPES, TELESCOPES } from './products.ts';

interface Offer {
  /** The topic as headcount.json names it. */
  readonly topic: string;
  readonly path: string;
  readonly art: string;
  readonly name: string;
  readonly line: string;
}

const [, MICROSCOPE] = MICROSCOPES;
const [, TELESCOPE] = TELESCOPES;

/** In the shop's own order, which holds where no demand is known. */
const OFFERS: readonly Offer[] = [
  { topic: 'Microscopes', ...MICROSCOPE! },
  { topic: 'Telescopes', ...TELESCOPE! },
  {
    topic: 'Workshops',
    path: '/demo/workshop',
    art: 'icon',
    name: 'Saturday workshop',
    line: 'Bring an instrument, leave with one that is aligned.',
  },
];

const LEVELS = 5;

/** Returns the section; `demand.js` orders its list again where a page is older than the demand. */
export function offers(demand: Demand): ReturnType<typeof html> {
  const levels = new Map(demand.topics.map(({ topic, level }) => [topic, level]));
  const levelOf = ({ topic }: Offer) => levels.get(topic) ?? 0;
  const ordered = OFFERS.toSorted((a, b) => levelOf(b) - levelOf(a));
  return html`<h2>${levels.size === 0 ? 'From our range' : 'Most asked for'}</h2>
<ul class="cards" data-demand>${ordered.map((offer) => card(offer, levelOf(offer)))}</ul>
<p class="hint">${
    demand.period === null
      ? html`The shop's own order: no <a href="/v1/demand">demand</a> is released yet.`
      : html`Ordered by <a href="/v1/demand">demand</a>, from figures with noise that are released for everybody (${demand.period}${demand.simulated === true ? ', simulated' : ''}).`
  }</p>`;
}

function card({ topic, path, art, name, line }: Offer, level: number) {
  return html`<li data-topic="${topic}"><a class="card" href="${path}"><img src="/demo/${art}.svg" alt="" width="96" height="96"><strong>${name}</strong><span>${line}</span>${level === 0 ? '' : html`<span class="demand" role="img" aria-label="Demand ${level} of ${LEVELS}">${'●'.repeat(level)}${'○'.repeat(LEVELS - level)}</span>`}</a></li>`;
}
