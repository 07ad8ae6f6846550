/** `headcount demo --month`: simulated visitors, marked wherever they are shown, and never mixed with others. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KnownTruth } from '#core/demo/known-truth';
import type { ReportData } from '#core/report/report';
import { Place, ROOT, type Running } from '../../support/program.ts';

const CLOCK = '2026-12-02T08:00:00Z';
const LINE =
  '192.0.2.7 - - [01/Dec/2026:10:00:00 +0000] "GET /demo/ HTTP/1.1" 200 9 "-" "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0"\n';

interface Filled {
  readonly month: string;
  readonly simulated: boolean;
  readonly reports: { readonly inside: string; readonly released: string };
  readonly days: readonly (KnownTruth & { readonly day: string })[];
}

describe('the month of the demo', () => {
  const place = new Place();
  let filled: Filled;
  beforeAll(async () => {
    place.setClock(CLOCK);
    const { status, stdout, stderr } = await place.run(['demo', '--month', '--visitors', '60', '--json']);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    filled = JSON.parse(stdout) as Filled;
  });
  afterAll(() => place.dispose());

  const json = async (...words: string[]) => {
    const { status, stdout, stderr } = await place.run(words);
    expect([status, stderr]).toEqual([0, expect.anything()]);
    return JSON.parse(stdout) as ReportData;
  };

  it('is the last complete month, and the inside report counts every day as its visitors are', async () => {
    expect([filled.month, filled.days.length, filled.simulated]).toEqual(['2026-11', 30, true]);
    const { tables, state } = await json('report', 'audience', '--inside', '--json');
    expect(state).toBe('complete');
    expect(tables.find(({ name }) => name === 'days')?.rows.map((row) => row.slice(0, 4))).toEqual(
      filled.days.map(({ day, visitors, page_views, visits }) => [day, visitors, page_views, visits]),
    );
  });

  it('is released too, without waiting for tomorrow', async () => {
    const { days, inside } = await json('report', 'audience', '--json');
    expect([days.sealed, inside]).toEqual([30, false]);
  });

  it('says SIMULATED in every form of both reports', async () => {
    for (const inside of [['--inside'], []]) {
      expect((await json('report', 'audience', '--json', ...inside)).simulated).toBe(true);
      expect((await place.run(['report', 'audience', ...inside])).stdout).toMatch(/^SIMULATED /);
      const html = await place.run(['report', '--format', 'html', ...inside]);
      expect(html.stdout).toContain('<b>SIMULATED</b>');
      expect(html.stdout).toMatch(/<title>[^<]*SIMULATED/);
      const csv = await place.run(['report', '--format', 'csv', '--table', 'total', ...inside]);
      expect(csv.stderr).toContain('SIMULATED');
    }
    for (const file of [
      filled.reports.inside,
      filled.reports.released,
      join(place.data, 'reports/index.html'),
    ])
      expect(readFileSync(file, 'utf8'), file).toContain('<b>SIMULATED</b>');
    expect((await place.run(['query', 'select count(*) from days'])).stderr).toContain('SIMULATED');
    expect((await place.run(['status'])).stdout).toContain('SIMULATED');
    expect(JSON.parse((await place.run(['demand', '--json'])).stdout)).toMatchObject({ simulated: true });
  });

  it('stays as it is where it is filled again, whatever the seed', async () => {
    const again = await place.run(['demo', '--month', '--seed', '9', '--json']);
    expect(again.status).toBe(0);
    expect((JSON.parse(again.stdout) as Filled).days).toEqual(filled.days);
    const { tables } = await json('report', 'audience', '--inside', '--json');
    expect(tables.find(({ name }) => name === 'days')?.rows.map((row) => row[1])).toEqual(
      filled.days.map(({ visitors }) => visitors),
    );
  });

  it('takes no log, and no server of another configuration', async () => {
    writeFileSync(join(place.folder, 'access.log'), LINE);
    const imported = await place.run(['import', 'access.log']);
    expect([imported.status, imported.stderr]).toEqual([1, expect.stringContaining('never mixed')]);
    for (const command of ['seal', 'release', 'settle']) {
      const other = await place.run([command, '--config', join(ROOT, 'examples/semicomplete.json')]);
      expect([command, other.status, other.stderr]).toEqual([
        command,
        1,
        expect.stringContaining('never mixed'),
      ]);
    }
    const started = await place.runProcess([
      'start',
      '--port',
      '0',
      '--config',
      join(ROOT, 'examples/semicomplete.json'),
    ]);
    expect([started.status, started.stderr]).toEqual([1, expect.stringContaining('never mixed')]);
  });

  it('is shown by the demo site, to the operator alone', async () => {
    const server: Running = await place.start();
    try {
      const page = async (path: string, headers = {}) =>
        await fetch(`${server.url}/demo/reports/${path}`, { headers });
      expect(await (await page('')).text()).toContain('inside.html');
      for (const name of ['inside.html', 'released.html'])
        expect(await (await page(name)).text(), name).toContain('<b>SIMULATED</b>');
      expect((await page('inside.html', { 'x-forwarded-for': '192.0.2.1' })).status).not.toBe(200);
      expect((await page('../../salts/latest-day')).status).toBe(404);
      expect((await page('%2e%2e/demo.json')).status).toBe(404);
    } finally {
      await server.stop();
    }
  });
});

describe('where it may not be filled', () => {
  const refusal = async (words: readonly string[], prepare: (place: Place) => Promise<void> | void) => {
    const place = new Place();
    try {
      place.setClock(CLOCK);
      await prepare(place);
      const { status, stderr } = await place.run(['demo', '--month', '--visitors', '2', ...words]);
      expect(existsSync(join(place.data, 'seals'))).toBe(false);
      return [status, stderr.trim()];
    } finally {
      place.dispose();
    }
  };

  it('refuses a configuration of one’s own', async () => {
    expect(
      await refusal([], (place) => {
        writeFileSync(
          join(place.folder, 'headcount.json'),
          JSON.stringify({ sites: [{ id: 'demo', hosts: ['www.example.com'] }] }),
        );
      }),
    ).toEqual([2, expect.stringContaining('built-in demo site')]);
  });

  it('refuses a folder into which a log was imported', async () => {
    expect(
      await refusal([], async (place) => {
        writeFileSync(join(place.folder, 'access.log'), LINE);
        expect((await place.run(['import', 'access.log'])).status).toBe(0);
      }),
    ).toEqual([1, expect.stringContaining("not the demo's")]);
  });

  it('refuses a folder with anybody else’s arrivals, and words that send something', async () => {
    expect(
      await refusal([], (place) => {
        mkdirSync(join(place.data, 'arrivals/dt=2026-12-01'), { recursive: true });
      }),
    ).toEqual([1, expect.stringContaining("not the demo's")]);
    expect(await refusal(['--url', 'http://127.0.0.1:1'], () => undefined)).toEqual([
      2,
      expect.stringContaining('--url'),
    ]);
  });

  it('takes a folder that the demo’s own server has begun, beside the running server', async () => {
    const place = new Place();
    try {
      place.setClock(CLOCK);
      const server = await place.start();
      expect((await place.run(['demo', '--url', server.url, '--visitors', '5'])).status).toBe(0);
      expect((await place.run(['demo', '--month', '--visitors', '3', '--json'])).status).toBe(0);
      expect(await (await fetch(`${server.url}/demo/reports/`)).text()).toContain('inside.html');
      expect(await server.stop()).toBe(0);
    } finally {
      place.dispose();
    }
  });
});
