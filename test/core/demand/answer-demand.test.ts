/** The HTTP answer of `/v1/demand`: entity tag, caching, CORS, methods, and nothing that depends on the visitor. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerDemand } from '#core/demand/answer-demand';
import { mergeDemand, type Demand } from '#core/demand/merge-demand';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const DEMAND: Demand = {
  version: 1,
  period: '2026-11',
  periods: { usage: '2026-11' },
  topics: [{ topic: 'Microscopes', level: 5, from: ['usage'] }],
};
const ask = (ifNoneMatch?: string, demand = DEMAND, method = 'GET') =>
  answerDemand({ method, ifNoneMatch }, demand, sha256);
const tag = (demand = DEMAND) => ask(undefined, demand).headers['etag'] ?? '';

describe('GET /v1/demand', () => {
  it('answers JSON that any cache may hold and any page may read, and sets nothing', () => {
    const { status, headers, body } = ask();
    expect(status).toBe(200);
    expect(JSON.parse(String(body))).toEqual(DEMAND);
    expect(headers).toEqual({
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'etag',
      'cross-origin-resource-policy': 'cross-origin',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
  });

  it('has one strong tag for the same demand, and another where a level moves', () => {
    expect(tag(structuredClone(DEMAND))).toBe(tag());
    expect(tag({ ...DEMAND, topics: [{ topic: 'Microscopes', level: 4, from: ['usage'] }] })).not.toBe(tag());
  });

  it.each([
    ['the tag', (etag: string) => etag],
    ['the tag as a cache weakens it', (etag: string) => `W/${etag}`],
    ['a list with the tag', (etag: string) => `"other", ${etag}`],
    ['any tag', () => '*'],
  ])('answers 304 without a body to %s', (_what, header) => {
    expect(ask(header(tag()))).toEqual({
      status: 304,
      headers: { etag: tag(), 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
      body: '',
    });
  });

  it.each(['"other"', 'W/"other"', '', 'no tag at all', '"unfinished'])('answers in full to %j', (header) => {
    expect(ask(header).status).toBe(200);
  });

  it('answers where nothing is released, with no topics', () => {
    expect(JSON.parse(String(ask(undefined, mergeDemand({})).body))).toMatchObject({
      period: null,
      topics: [],
    });
  });
});

describe('other methods of /v1/demand', () => {
  it('are refused with those that it has, but for preflights', () => {
    const refused = ask(undefined, DEMAND, 'POST');
    expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS']);
    const preflight = ask(undefined, DEMAND, 'OPTIONS');
    expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([204, 'GET, HEAD']);
    expect(preflight.headers['access-control-allow-headers']).toMatch(/^\*, /);
  });
});
