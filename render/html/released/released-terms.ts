/** Explains how to read a released report. It may not claim more than its intervals guarantee. */
import { TERMS, termList, type Term } from '../how-to-read.ts';
import type { Html } from '../figures.ts';

const RELEASED_TERMS: readonly Term[] = [
  [
    'About',
    'Every figure is an estimate. The range in brackets is where the counted figure lies, 19 times ' +
      'in 20; figures are rounded to what the range supports. Of a hundred figures about five lie ' +
      'outside theirs, and of rows that are only just shown rather more, on the low side. Counted ' +
      'means within bounds: what one visitor does on one day beyond them is not in it (Method lists ' +
      'them).',
  ],
  ['At most', 'The figure may be zero; it is hardly more than the value shown.'],
  [
    'No clear change',
    'The range of the change includes both a rise and a fall: the figures cannot distinguish them.',
  ],
  ['Too uncertain to say', 'The range is so wide that any figure would mislead.'],
  [
    'Share',
    'Percentage of all visitor-days of the site in the period. A visitor-day can see several pages, so the ' +
      'shares of pages add up to more than 100 %.',
  ],
  ['Left out', 'A row too uncertain to show is left out. It is neither zero nor unknown.'],
];

export const HOW_TO_READ_RELEASED: Html = termList([...TERMS, ...RELEASED_TERMS]);
