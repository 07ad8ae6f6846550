import { describe, expect, it } from 'vitest';
import { classifyRequest } from '#core/import/classify-request';

const kind = (method: string, path: string, status: number) =>
  classifyRequest(
    { time: 0, ip: '', method, path, query: '', status, referrer: '', userAgent: '', host: undefined },
    new Set(['pdf', 'zip']),
  );

describe('a logged request', () => {
  it.each([
    ['GET', '/', 200, 'pageview'],
    ['GET', '/', 304, 'pageview'],
    ['GET', '/a.html', 200, 'pageview'],
    ['GET', '/index.php', 200, 'pageview'],
    ['GET', '/docs/v1.2.3', 200, 'pageview'],
    ['GET', '/v1.js/readme', 200, 'pageview'],
    ['GET', '/style.CSS', 200, 'asset'],
    ['HEAD', '/style.css', 200, 'asset'],
    ['GET', '/paper.pdf', 200, 'download'],
    ['GET', '/paper.pdf', 304, 'asset'],
    ['GET', '/paper.pdf', 206, 'asset'],
    ['GET', '/paper.pdf', 404, 'not_found'],
    ['GET', '/gone', 404, 'not_found'],
    ['GET', '/gone.png', 404, 'not_found'],
    ['HEAD', '/', 200, 'method'],
    ['POST', '/form', 200, 'method'],
    ['GET', '/', 301, 'status'],
    ['GET', '/', 500, 'status'],
    ['', '', 400, 'request'],
  ])('%s %s with %i is %s', (method, path, status, expected) => {
    expect(kind(method, path, status)).toBe(expected);
  });
});
