/** `/metrics` of a running server: for the operator alone, and still while visitors come. */
import { request } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { Place } from '../../support/program.ts';
import { readPrometheusText } from '../../support/prometheus-text.ts';
import { CONFIG, pageview, post, until } from '../../runtime/local/server/collector.ts';

const place = new Place(CONFIG);
afterAll(() => place.dispose());

it('counts show at the full hour in hundreds, without a site, and only to the operator', async () => {
  place.setClock('2026-03-10T12:10:00Z');
  const server = await place.start();
  const stored = async () => {
    const answer = await fetch(`${server.url}/metrics`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const text = await answer.text();
    expect(text).not.toContain('shop');
    const metrics = readPrometheusText(text);
    const { samples } = metrics.get('headcount_events_total') ?? { samples: [] };
    return samples.find(({ labels }) => labels['outcome'] === 'stored')?.value;
  };
  const events = Array.from({ length: 120 }, () => JSON.parse(pageview('/')) as object);
  const body = JSON.stringify({ site: 'shop', events });
  expect((await post(server, body)).status).toBe(202);
  expect(await stored()).toBe(0);
  place.setClock('2026-03-10T13:00:01Z');
  await until(async () => (await stored()) === 100);

  for (const headers of [
    { 'x-forwarded-for': '203.0.113.9' },
    { host: 'shop.example' },
    { origin: 'https://shop.example' },
  ])
    expect(await statusOf(`${server.url}/metrics`, headers)).toBe(403);
  expect((await fetch(`${server.url}/metrics`, { method: 'POST' })).status).toBe(404);
  await server.stop();
});

/** Node's fetch does not let a caller set Host or Origin. */
function statusOf(
  url: string,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
