/** Explains the terms of a report to lay readers. It may not claim more than the definition of a seal does. */
import { html } from 'hono/html';
import type { Html } from './figures.ts';

export type Term = readonly [term: string, meaning: string];

/** Terms that apply to inside and released reports alike. */
export const TERMS: readonly Term[] = [
  [
    'Visitor-day',
    'One visitor on one day. Nobody is recognised on another day: a person on two days, or on two ' +
      'networks, counts twice. Over one day visitor-days are visitors; over several days they are ' +
      'not people.',
  ],
  [
    'Visit',
    'An arrival from outside the site: by a link, a bookmark, or a typed address. A ' +
      'visitor-day without a recorded arrival counts as one visit of unknown source.',
  ],
  ['Page view', 'A page shown once.'],
  [
    'Engaged time',
    'Seconds in which a page was visible and the visitor active, as browsers report it. Server logs do not record it.',
  ],
];

const INSIDE_TERMS: readonly Term[] = [
  [
    'Share',
    'Percentage of all visitor-days of the site in the period, including those left out. A ' +
      'visitor-day can see several pages, so the shares of pages add up to more than 100 %.',
  ],
  ['Left out', 'A row of too few visitor-days is not shown. It is neither zero nor unknown.'],
];

export const HOW_TO_READ: Html = termList([...TERMS, ...INSIDE_TERMS]);

export function termList(terms: readonly Term[]): Html {
  return html`<dl class="terms">${terms.map(
    ([term, meaning]) => html`
<div><dt>${term}</dt><dd>${meaning}</dd></div>`,
  )}
</dl>`;
}
