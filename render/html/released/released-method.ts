/** Explains to laypeople how a released report was made. It may not claim more than the design guarantees. */
import { html } from 'hono/html';
import { writeCatalogueNotes } from '#core/report/catalogue-note';
import type { ReleasedReport } from '#core/report/figures';
import type { ReleaseMethod } from '#core/report/report';
import type { Html } from '../figures.ts';
import type { PageRequest } from '../report-page.ts';
import { scientific } from '../scientific.ts';
import { expertBox } from './expert-box.ts';

export function releasedMethod(request: PageRequest<ReleasedReport>): Html {
  const [first] = request.reports;
  const release = first?.method.release;
  if (first === undefined || release === undefined) return html``;
  const leftOut = leftOutTitles(request);
  const breakdowns = request.reports.some((report) =>
    report.tables.some(
      (table) => table.name !== 'total' && table.name !== 'days' && table.available === undefined,
    ),
  );
  return html`<p><strong>Every figure here was blurred on purpose.</strong> Before publication, a random number was added to each count, so that no figure reveals whether a particular person visited on a day, or what that person did. How large these random numbers are is fixed beforehand and published here; what they were is not recorded. Each figure was drawn once: asking again gives the same figure, not another look.</p>
${protectionOf(release)}
<p>The range beside a figure covers this noise, and only this noise: ${Math.round(release.coverage * 100)} times in 100 the counted figure lies within. It does not cover what counting itself misses: people who object and are not counted (Global Privacy Control, Do Not Track), bots that pass for people, one person on two devices or two days, and what a very busy visitor did beyond the bounds below.</p>
<p>Events that could not be tied to a visitor of the day, events that arrived after their day was closed, and visitors who object never enter a released figure.${breakdowns ? ` Pages, sources and other names that were not listed beforehand are named only where enough visitors stand behind them, judged by the blurred figure alone, and once the site has approved the name: whoever sends enough events could otherwise put any words here.${waitingWords(request)} Rows whose figure does not stand out from the noise are left out.` : ''} Where parts must add up to a whole, days to their month and countries to all visitors, the blurred figures were fitted to each other; that makes them a little surer and tells nothing more.</p>
${leftOut.length === 0 ? '' : html`<p>Not published: ${leftOut.join(', ')}. To show them at a useful precision would cost more privacy than they are worth, and each table that is published blurs all others a little more.</p>`}
${release.not_measured === undefined ? '' : html`<p>Engaged time is not measured: the figures come from web-server logs, which do not hold it.</p>`}
${writeCatalogueNotes(release.catalogue).map((note) => html`<p><strong>${note}</strong></p>`)}<p>Days run from midnight to midnight, ${first.timeZone}.</p>
${expertBox(request, release, first.method.bounds)}`;
}

function waitingWords({ reports }: PageRequest<ReleasedReport>): string {
  const waiting = reports.reduce((sum, { method }) => sum + (method.release?.names_waiting ?? 0), 0);
  if (waiting === 0) return '';
  return waiting === 1 ? ' One name waits for approval.' : ` ${waiting} names wait for approval.`;
}

/**
 * Says in the visible text what the guarantee covers and whom it hardly protects, with the epsilon and delta of the
 * first and the last line of the table in the box.
 */
function protectionOf({ epsilon }: ReleaseMethod): Html {
  const [one, many] = [epsilon.at(0), epsilon.at(-1)];
  if (one === undefined || many === undefined) return html``;
  return html`<p>The protection is measured for one visitor on one day (${guarantee(one)}). <strong>Somebody who comes on many days of a month is protected less, and somebody who comes daily is hardly protected</strong> (${many.days} days: ${guarantee(many)}): what remains is that a count says little of one person. The box below has the figures in between.</p>`;
}

function guarantee({ epsilon, delta }: ReleaseMethod['epsilon'][number]): Html {
  return html`ε = ${(Math.ceil(epsilon * 10) / 10).toFixed(1)} at δ = ${scientific(delta)}`;
}

function leftOutTitles({ reports, definitions }: PageRequest<ReleasedReport>): readonly string[] {
  return reports.flatMap((report) =>
    (report.method.release?.left_out ?? []).map((name) => {
      const tables = definitions.find((definition) => definition.name === report.report)?.tables ?? [];
      return (tables.find((table) => table.name === name)?.title ?? name).toLowerCase();
    }),
  );
}
