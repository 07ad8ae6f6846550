/**
 * A counter that counts nobody, or everybody as one, reports it: at healthz, on the live page, in live, check and
 * status.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailing, isNoteworthy } from '#core/report/without-visitor';
import { Place } from '../../../support/program.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const SITES = [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }];

async function view(url: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { origin: 'https://shop.example', 'user-agent': AGENT, ...headers },
    body: JSON.stringify({ site: 'shop', name: 'pageview', url: 'https://shop.example/' }),
  });
  expect([answer.status, ((await answer.json()) as { accepted: number }).accepted]).toEqual([202, 1]);
}

interface Health {
  readonly problems: readonly { readonly name: string; readonly detail: string }[];
  readonly hints?: readonly string[];
}
async function health(url: string): Promise<{ status: number; names: readonly string[]; told: Health }> {
  const answer = await fetch(`${url}/healthz`);
  const told = (await answer.json()) as Health;
  return { status: answer.status, names: told.problems.map(({ name }) => name), told };
}

describe('a collector whose trustedProxies is wrong', () => {
  it.each(
    oneOf(2, [
      ['1 without a proxy', 1, {}],
      ['larger than the list that comes', 2, { 'x-forwarded-for': '203.0.113.7' }],
    ] as const),
  )(
    'says that events come without a visitor, in hundreds so that no event moves it: %s',
    async (_what, trustedProxies, headers) => {
      const place = new Place({ trustedProxies, sites: SITES });
      try {
        const server = await place.start();
        for (let sent = 0; sent < 20; sent += 1) await view(server.url, headers);
        const { status, names, told } = await health(server.url);
        expect([status, names]).toEqual([503, ['proxies']]);
        const sentence = /^0 to 99 events of today arrived without a visitor: check trustedProxies/;
        expect(told.problems[0]?.detail).toMatch(sentence);
        expect(told.hints?.[0]).toMatch(sentence);
        const page = (await (await fetch(`${server.url}/live/data.json`)).json()) as {
          live: { hints: string[]; sites: { received: number }[] };
        };
        expect(page.live.hints[0]).toMatch(sentence);
        expect(page.live.sites[0]?.received).toBe(20);
        expect((await place.run(['live'])).stderr).toMatch(
          /0 to 99 events of today arrived without a visitor/,
        );
        const words = await place.run(['status']);
        expect(words.stdout).toMatch(
          /0 to 99 events of today arrived without a visitor: check trustedProxies/,
        );
        expect((await place.run(['check', '--url', server.url])).stderr).toMatch(
          /0 to 99 events of today arrived without a visitor: check trustedProxies/,
        );
        expect(await server.stop()).toBe(0);
      } finally {
        place.dispose();
      }
    },
  );

  thorough('says that all who come through a proxy count as one where it is 0', async () => {
    const place = new Place({ sites: SITES });
    try {
      const server = await place.start();
      for (let sent = 0; sent < 6; sent += 1)
        await view(server.url, { 'x-forwarded-for': `203.0.113.${sent}` });
      const { status, told } = await health(server.url);
      expect(status).toBe(503);
      expect(told.problems[0]?.detail).toMatch(
        /^0 to 99 events of today came through a proxy that trustedProxies/,
      );
      expect(JSON.stringify(told)).not.toContain('203.0.113');
      await server.stop();
    } finally {
      place.dispose();
    }
  });
});

describe('a collector whose trustedProxies is right', () => {
  it('is healthy, and stays so over a few events without an address', async () => {
    const place = new Place({ trustedProxies: 1, sites: SITES });
    try {
      const server = await place.start();
      await view(server.url);
      expect((await health(server.url)).status).toBe(200);
      for (let sent = 0; sent < 20; sent += 1)
        await view(server.url, { 'x-forwarded-for': `203.0.113.${sent}` });
      const { status, told } = await health(server.url);
      expect([status, told.hints]).toEqual([200, undefined]);
      await server.stop();
    } finally {
      place.dispose();
    }
  });
});

describe('the shares', () => {
  it('a failing share is always noteworthy, and a share on a day on which all is well is neither', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (well, doubtful) => {
        const doubt = { accepted: well + doubtful, doubtful };
        expect(isFailing(doubt) && !isNoteworthy(doubt)).toBe(false);
        if (doubtful === 0) expect(isNoteworthy(doubt)).toBe(false);
        if (doubtful < 5 || doubtful < well) expect(isFailing(doubt)).toBe(false);
        if (doubtful >= 5 && doubtful >= well) expect(isFailing(doubt)).toBe(true);
      }),
    );
  });
});
