/** The table of routes: the handler of each request, on one machine and on AWS. */
import { describe, expect, test } from 'vitest';
import { findRoute, isCollectorPath, listMethods, ROUTES, readTrackerVersion } from '#core/collect/routes';

const LOCAL = { place: 'local' } as const;
const DEMO = { place: 'local', demo: true } as const;
const AWS = { place: 'aws' } as const;
const handler = (method: string, path: string, surface: Parameters<typeof findRoute>[2]) =>
  findRoute(method, path, surface)?.handler;

describe('routes', () => {
  test.each([
    ['POST', '/v1/events', 'events'],
    ['OPTIONS', '/v1/events', 'preflight'],
    ['GET', '/v1/events', undefined],
    ['GET', '/v1/pixel.gif', 'pixel'],
    ['HEAD', '/v1/pixel.gif', undefined],
    ['GET', '/healthz', 'health'],
    ['HEAD', '/.well-known/gpc.json', 'gpc'],
    ['POST', '/healthz', undefined],
    ['GET', '/headcount.js', 'tracker'],
    ['GET', '/', undefined],
  ])('routes are the same in both places: %s %s', (method, path, expected) => {
    for (const surface of [LOCAL, DEMO, AWS]) expect(handler(method, path, surface)).toBe(expected);
  });

  test('routes of the operator exist on one machine only, and those of the demo only with the demo site', () => {
    expect(handler('GET', '/live/data.json', LOCAL)).toBe('live_data');
    expect(handler('HEAD', '/live/data.json', LOCAL)).toBe('live_page');
    expect(handler('GET', '/live', LOCAL)).toBe('live_page');
    expect(handler('GET', '/lively', LOCAL)).toBeUndefined();
    expect(handler('POST', '/demo/simulate', DEMO)).toBe('demo_visitors');
    expect(handler('POST', '/demo/simulate', LOCAL)).toBeUndefined();
    const isOperators = (path: string) => findRoute('GET', path, DEMO)?.operator === true;
    expect(['/live', '/live/x', '/demo/key'].map(isOperators)).toEqual([true, true, true]);
    expect(['/', '/demo/', '/demo/simulate', '/healthz'].some(isOperators)).toBe(false);
    for (const [method, path] of [
      ['GET', '/live'],
      ['HEAD', '/live/live.js'],
      ['GET', '/live/data.json'],
      ['GET', '/demo/key'],
      ['POST', '/demo/simulate'],
    ] as const)
      expect(findRoute(method, path, DEMO)?.operator, path).toBe(true);
    for (const route of ROUTES.filter((one) => one.operator === true)) expect(route.place).toBe('local');
  });

  test('name the version of a tracker on AWS', () => {
    const path = '/headcount-0123456789ab.js';
    const route = findRoute('GET', path, AWS);
    expect(route?.handler).toBe('tracker');
    expect(route && readTrackerVersion(route, path)).toBe('0123456789ab');
    expect(findRoute('GET', path, LOCAL)).toBeUndefined();
  });

  test('name the version of a tracker in both places', () => {
    for (const surface of [LOCAL, DEMO, AWS]) {
      const route = findRoute('HEAD', '/headcount.0123456789ab.js', surface);
      expect(route?.handler).toBe('tracker');
      expect(route && readTrackerVersion(route, '/headcount.0123456789ab.js')).toBe('0123456789ab');
      for (const path of ['/headcount..js', '/headcount.a/b.js', '/headcount.js.map', '/x/headcount.a.js'])
        expect(findRoute('GET', path, surface)?.handler, path).not.toBe('tracker');
    }
  });

  test('routes under /v1/ are answered by collect, which names the methods of a path', () => {
    expect(listMethods('/v1/events', LOCAL)).toEqual(['POST', 'OPTIONS']);
    expect(listMethods('/v1/other', LOCAL)).toEqual([]);
    expect(['/v1/events', '/v1/other', '/v1', '/healthz'].map(isCollectorPath)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
