/** Every table of every report stands on the page, at the place that it declares. */
import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '#core/report/definition';
import { parsePeriod, type Period } from '#core/report/period';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { renderReleasedHtml } from '#render/html/released/render-released-html';
import { renderHtml } from '#render/html/render-html';
import { insideOfRows, releasedOfRows } from './report-of-rows.ts';

const PAGE = {
  definitions: REPORTS,
  period: parsePeriod('2026-W45', '2026-11-23') as Period,
  siteName: 'Shop',
  annotations: [],
  locale: 'en',
};
const TABLES = REPORTS.flatMap((report) =>
  report.tables.map((table) => ({ name: `${report.name} ${table.name}`, report, table })),
);
const RELEASED = TABLES.filter(({ table }) => RELEASED_TABLES.has(table.name));

/** Returns the ids of a page's sections, without those that every page has. */
const sectionsOf = (page: string) =>
  [...page.matchAll(/<section id="([^"]+)"/g)]
    .map(([, id]) => id)
    .filter((id) => id !== 'how-to-read' && id !== 'method' && id !== 'data');
/** Evidence on the page of the only table's place: its section, or the tiles at the head. */
function placeOn(page: string): string[] {
  return [
    ...(page.includes('<div class="tiles') || page.includes('<dl class="tiles') ? ['head'] : []),
    ...sectionsOf(page).map(String),
  ];
}
const placeOf = ({ place }: TableDefinition) => [place.section];

describe('every table of every report', () => {
  test.each(TABLES)('stands on the inside page where it declares: $name', async ({ report, table }) => {
    const page = await renderHtml({ ...PAGE, reports: [insideOfRows(report, [table])] });
    expect(placeOn(page)).toEqual(placeOf(table));
  });

  test.each(RELEASED)('stands on the released page where it declares: $name', async ({ report, table }) => {
    const page = await renderReleasedHtml({ ...PAGE, reports: [releasedOfRows(report, [table])] });
    expect(placeOn(page)).toEqual(placeOf(table));
  });

  test('has a position of its own in its section', () => {
    const positions = TABLES.map(({ table: { place } }) =>
      place.section === 'head' ? 'head' : `${place.section} ${place.position}`,
    );
    expect(positions.filter((one, index) => positions.indexOf(one) !== index)).toEqual([]);
  });
});
