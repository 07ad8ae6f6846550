/**
 * The server's own actions when a month ends: seal, release, settle, publish. Runs the built program under the test's
 * clock.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { Place } from '../../../support/program.ts';
import { HURRY } from './clock-places.ts';
import { until } from './collector.ts';

const place = new Place({
  sites: [
    { id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'], published: ['/'] },
    { id: 'logs', hosts: ['logs.example'] },
  ],
});
afterAll(() => {
  place.dispose();
});

const post = async (url: string, agent: string) => {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: {
      origin: 'https://shop.example',
      'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:${agent}) Gecko/20100101 Firefox/${agent}`,
    },
    body: JSON.stringify({ site: 'shop', name: 'pageview', url: 'https://shop.example/' }),
  });
  expect(answer.status).toBe(202);
};
it('the server seals the last day, releases it and the month, settles and publishes, and asks nobody', async () => {
  place.setClock('2026-03-30T12:00:00Z');
  const server = await place.start();
  for (let visitor = 100; visitor < 106; visitor += 1) await post(server.url, `${visitor}.0`);
  place.setClock('2026-03-31T12:00:00Z', HURRY);
  await until(() => existsSync(join(place.data, 'releases', 'period=2026-03-30', 'shop.json')));
  expect(existsSync(join(place.data, 'releases', 'period=2026-03')), 'the month is not over').toBe(false);
  await post(server.url, '107.0');
  place.setClock('2026-04-01T03:30:00Z', HURRY);
  const reports = join(place.data, 'reports');
  await until(
    () => existsSync(join(reports, 'index.html')) && existsSync(join(place.data, 'seals', 'period=2026-03')),
  );
  const month = JSON.parse(
    readFileSync(join(place.data, 'releases', 'period=2026-03', 'shop.json'), 'utf8'),
  ) as StoredRelease;
  expect(month.days).toEqual(['2026-03-30', '2026-03-31']);
  expect(readdirSync(join(reports, '2026-03')).toSorted()).toEqual([
    'shop.csv',
    'shop.html',
    'shop.json',
    'shop.parquet',
  ]);
  // Six visitors and one are far below 100: their breakdowns are merged, and the totals stay.
  const query = await place.run([
    'query',
    "select 'days' as fact, day from days union all select 'pages', day from pages order by 1, 2",
    '--json',
  ]);
  expect(JSON.parse(query.stdout)).toEqual([
    { fact: 'days', day: '2026-03-30' },
    { fact: 'days', day: '2026-03-31' },
    { fact: 'pages', day: '2026-03' },
  ]);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
});
