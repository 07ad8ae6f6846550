/** A month under way is compared by day, in figures, on the page and in its chart. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportData } from '#core/report/report';
import { daysIn } from '#core/report/period';
import { periodTitle } from '#core/report/period-title';
import { Place } from '../../support/program.ts';

/** The title of a range has thin spaces around its dash. */
const title = (from: number, to: number) =>
  periodTitle({ kind: 'range', from: `2026-11-0${from}`, to: `2026-11-0${to}` });
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const line = (day: string, visitor: number) =>
  `10.0.${visitor}.7 - - [${day.slice(8)}/${MONTHS[Number(day.slice(5, 7)) - 1]}/${day.slice(0, 4)}:10:00:00 +0000] "GET /a HTTP/1.1" 200 9 "-" "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"\n`;

let place: Place;
beforeAll(async () => {
  place = new Place({ k: 2, sites: [{ id: 'shop', hosts: ['www.example.com'] }] });
  place.setClock('2026-12-06T08:00:00Z');
  const log = daysIn({ from: '2026-11-01', to: '2026-12-05' }).flatMap((day) =>
    Array.from({ length: day < '2026-11-06' ? 10 : day < '2026-12-01' ? 90 : 15 }, (_, visitor) =>
      line(day, visitor),
    ),
  );
  writeFileSync(join(place.folder, 'access.log'), log.join(''));
  expect((await place.run(['import', 'access.log'])).status).toBe(0);
  expect((await place.run(['seal'])).status).toBe(0);
});
afterAll(() => place.dispose());

describe('a month under way', () => {
  it('is compared with as many first days of the month before, and says so', async () => {
    const { stdout, stderr } = await place.run([
      'report',
      'audience',
      '--inside',
      '--compare',
      'previous',
      '--json',
    ]);
    const report = JSON.parse(stdout) as ReportData;
    expect(report).toMatchObject({
      from: '2026-12-01',
      to: '2026-12-31',
      state: 'partial',
      compare: { from: '2026-11-01', to: '2026-11-05', through: '2026-12-05', state: 'complete' },
    });
    const [total] = report.tables;
    expect(total?.rows[0]?.slice(0, 3)).toEqual([75, 50, 50]);
    expect(stderr).toContain('2026-12-01 to 2026-12-05 is compared with 2026-11-01 to 2026-11-05');
  });

  it('is compared by day at the head of the page, and its chart draws the earlier days with a key', async () => {
    const { stdout } = await place.run(['report', '--inside', '--format', 'html']);
    expect(stdout).toContain('rose by 50 % to 15');
    expect(stdout).toContain(`from 10 on ${title(1, 5)}`);
    expect(stdout).toContain(`<i class="earlier"></i>${title(1, 5)}`);
    expect(stdout).toContain(`A dashed line shows ${title(1, 5)} for comparison.`);
    expect(stdout).toMatch(/stroke-dasharray="5,4"/);
  });

  it('draws the period that --compare names, and one line where there is none before', async () => {
    const whole = await place.run(['report', '--inside', '--period', '2026-11', '--format', 'html']);
    expect(whole.stdout).not.toContain('class="earlier"');
    const days = ['--from', '2026-11-10', '--to', '2026-11-12', '--compare', 'previous'];
    const range = await place.run(['report', '--inside', ...days, '--format', 'html']);
    expect(range.stdout).toContain(`<i class="earlier"></i>${title(7, 9)}`);
  });

  it('is compared in the same way where it is released', async () => {
    expect((await place.run(['release'])).status).toBe(0);
    const { stdout } = await place.run(['report', 'audience', '--compare', 'previous', '--json']);
    const report = JSON.parse(stdout) as ReportData;
    expect(report.compare).toMatchObject({ from: '2026-11-01', to: '2026-11-05', through: '2026-12-05' });
  });
});
