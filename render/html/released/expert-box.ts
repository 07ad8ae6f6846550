/**
 * The details of a release for experts: mechanism, cost, thresholds, bounds. It may not round a number in the project's
 * favour.
 */
import { html } from 'hono/html';
import type { ReleasedReport } from '#core/report/figures';
import type { ReleaseMethod } from '#core/report/report';
import { pageTable } from '../data-table.ts';
import type { Html } from '../figures.ts';
import { BOUNDS } from '../method.ts';
import type { PageRequest } from '../report-page.ts';
import { scientific } from '../scientific.ts';

const LEVELS: readonly (readonly [keyof ReleaseMethod['rho'], string])[] = [
  ['day', 'by daily figures'],
  ['month', 'by monthly figures'],
  ['total', 'in total'],
];

export function expertBox(
  { definitions, locale }: PageRequest<ReleasedReport>,
  release: ReleaseMethod,
  bounds: Readonly<Record<string, number>>,
): Html {
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const whole = new Intl.NumberFormat(locale);
  const titles = new Map(
    definitions.flatMap((definition) => definition.tables.map((table) => [table.name, table.title])),
  );
  return html`<details class="expert"><summary>For experts: mechanism, privacy cost, thresholds</summary>
<p>Noise of the ${release.noise} distribution on integers (Canonne, Kamath and Steinke 2020), added to each count after contribution bounding; sampled exactly, in integers. Unit of privacy: one visitor on one day at one site, added or removed. Accounting by zero-concentrated differential privacy (${release.accounting}), converted to (ε, δ) tightly. Profile ${release.profile.join(', ')}, catalogue of ${release.catalogue.join(', ')}.</p>
<p>ρ per visitor-day: ${LEVELS.map(([level, words], index) => html`${index === 0 ? '' : '; '}<b>${number.format(release.rho[level])}</b> ${words}`)}.</p>
${pageTable(
  'The most that the figures of one month can reveal about one person',
  [
    { label: 'Days of one person in the month', type: 'text' },
    { label: 'ε', type: 'count' },
    { label: 'δ', type: 'count' },
  ],
  release.epsilon.map(({ days, epsilon, delta }) => [
    whole.format(days),
    exact.format(epsilon),
    scientific(delta),
  ]),
)}
<p class="note">The ε and the δ of a line hold together, for a person who came once on each of so many days. The days lie in different daily figures, whose costs add, and in the same monthly ones, whose cost grows with the square of the days. Of δ, ${scientific(release.delta)} is taken by the conversion; the rest are thresholds for names not listed beforehand (at most ${scientific(release.threshold_delta)} for one visitor-day), at the worst spread of the days over names. An ε of 10 already lets an observer be all but certain, and a δ above 10<sup>−5</sup> says little beside the number of people: the last lines promise hardly anything. Months add up: somebody who comes in several pays the ε and δ of each.</p>
${pageTable(
  'Noise and cost of each released measure',
  [
    { label: 'Table', type: 'text' },
    { label: 'Measure', type: 'text' },
    { label: 'σ', type: 'count' },
    { label: 'ρ', type: 'count' },
    { label: 'Open names from', type: 'count' },
    { label: 'Shown from', type: 'count' },
  ],
  release.tables.map((measure) => [
    titles.get(measure.table) ?? measure.table,
    measure.measure,
    number.format(measure.sigma),
    number.format(measure.rho),
    measure.threshold === undefined ? '' : whole.format(measure.threshold),
    measure.floor === undefined ? '' : whole.format(measure.floor),
  ]),
)}
<p class="note">“Open names from”: least noisy count at which a name that was not listed beforehand is published. “Shown from”: least noisy count at which a listed one is shown, so that of a table's truly empty rows .05 show on average; all are noised.</p>
<p>One visitor-day adds at most:</p>
<ul class="bounds">${Object.entries(bounds).map(([name, bound]) => html`<li><b>${whole.format(bound)}</b> ${BOUNDS[name] ?? name}</li>`)}</ul>
<p>Not covered: figures that the same visits left elsewhere (server logs, other tools, other sites); what these figures say of visitors in general, which may fit a person who never came; several people who come together, who count as that many visitor-days; that the site was open on a day; and those inside, who see the exact counts.</p>
</details>`;
}
