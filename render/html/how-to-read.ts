/** The terms of a report in words that anyone can read. They may not claim more than SEAL defines. */
import { html } from 'hono/html';
import type { Html } from './figures.ts';

export type Term = readonly [term: string, meaning: string];

/** What is true of inside and released reports alike. */
export const TERMS: readonly Term[] = [
  [
    'Visitor-day',
    'One visitor on one day. Nobody is recognised on another day: a person on two days, or on two ' +
      'networks, counts twice. Over one day visitor-days are visitors; over several days they are ' +
      'not people.',
  ],
  [
    'Visit',
    'An arrival from outside: by a link from elsewhere, a bookmark, or the address typed in. A ' +
      'visitor-day that shows no arrival counts as one visit of unknown source.',
  ],
  ['Page view', 'A page shown once.'],
  [
    'Engaged time',
    'Seconds in which a page was visible and the visitor active, as browsers report it. Server logs do not tell it.',
  ],
];

const INSIDE_TERMS: readonly Term[] = [
  [
    'Share',
    'Of all visitor-days of the site in the period, those left out for being too few included. A ' +
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
