/** JSON logs are read by the usual names of fields or by those that a map gives. */
import { describe, expect, it } from 'vitest';
import { parseFieldMap, type FieldMap } from '#core/import/field-map';
import { openJson } from '#core/import/scan-json';
import { parseLoggedTime } from '#core/import/log-time';
import { judgeAll, FIREFOX } from './judged.ts';

const TIME = Date.parse('2026-11-10T10:00:00Z');
const scan = (log: object | string, map?: FieldMap) =>
  openJson(map)(typeof log === 'string' ? log : JSON.stringify(log));
const BASE = {
  time: '2026-11-10T10:00:00Z',
  remote_addr: '198.51.100.7',
  request: 'GET /a?b=c HTTP/1.1',
  status: 200,
};

/** One request as programs and platforms write it, each with its own names. */
const SPELLINGS: Readonly<Record<string, object>> = {
  'nginx with its variables': {
    time_iso8601: '2026-11-10T11:00:00+01:00',
    remote_addr: '198.51.100.7',
    request_method: 'GET',
    request_uri: '/a?b=c',
    uri: '/a',
    status: '200',
    request_time: '0.003',
    http_user_agent: FIREFOX,
    http_host: 'www.example.com',
  },
  'nginx with uri and args': {
    msec: '1794304800.123',
    remote_addr: '198.51.100.7',
    request_method: 'GET',
    uri: '/a',
    args: 'b=c',
    status: 200,
    http_user_agent: FIREFOX,
    server_name: 'www.example.com',
  },
  'nginx with the local time': {
    time_local: '10/Nov/2026:11:00:00 +0100',
    remote_addr: '198.51.100.7',
    request: 'GET /a?b=c HTTP/2.0',
    status: 200,
    http_user_agent: FIREFOX,
    host: 'www.example.com',
    server_name: '_',
  },
  'Apache with milliseconds': {
    time: '10/Nov/2026:10:00:00.123 +0000',
    remoteIP: '198.51.100.7',
    host: 'www.example.com',
    request: '/a',
    query: '?b=c',
    method: 'GET',
    status: '200',
    userAgent: FIREFOX,
  },
  'Apache with %h': {
    timestamp: '2026-11-10T10:00:00Z',
    client: '198.51.100.7',
    vhost: 'www.example.com',
    request: 'GET /a?b=c HTTP/1.1',
    status: 200,
    agent: FIREFOX,
  },
  'Elastic Common Schema': {
    '@timestamp': '2026-11-10T10:00:00.000Z',
    source: { address: '198.51.100.7' },
    url: { original: '/a?b=c', domain: 'www.example.com' },
    http: { request: { method: 'GET' }, response: { status_code: 200 } },
    user_agent: { original: FIREFOX },
  },
  'the load balancer of Google Cloud': {
    timestamp: '2026-11-10T10:00:00.123456789Z',
    httpRequest: {
      remoteIp: '198.51.100.7',
      requestMethod: 'GET',
      requestUrl: 'https://www.example.com/a?b=c',
      status: 200,
      userAgent: FIREFOX,
    },
  },
  Cloudflare: {
    ClientIP: '198.51.100.7',
    ClientRequestHost: 'www.example.com',
    ClientRequestMethod: 'GET',
    ClientRequestURI: '/a?b=c',
    ClientRequestUserAgent: FIREFOX,
    EdgeResponseStatus: 200,
    EdgeStartTimestamp: 1_794_304_800_000_000_000,
  },
  Envoy: {
    start_time: '2026-11-10T10:00:00.123Z',
    downstream_remote_address: '198.51.100.7:4711',
    method: 'GET',
    path: '/a?b=c',
    authority: 'www.example.com',
    response_code: 200,
    user_agent: FIREFOX,
  },
  'pino of Node': {
    level: 30,
    time: 1_794_304_800_123,
    req: {
      method: 'GET',
      url: '/a?b=c',
      headers: { host: 'www.example.com', 'user-agent': FIREFOX },
      remoteAddress: '::ffff:198.51.100.7',
    },
    res: { statusCode: 200 },
    msg: 'request completed',
  },
  'a log of pages alone': {
    ip: '198.51.100.7',
    host: 'www.example.com',
    path: '/a?b=c',
    status: '200',
    user_agent: FIREFOX,
    date: '2026-11-10T11:00:00+01:00',
  },
};

describe('a JSON log', () => {
  it.each(Object.entries(SPELLINGS))('is read as written by %s', (_name, log) => {
    const text = JSON.stringify(log);
    const record = scan(text);
    expect(record).toMatchObject({
      method: 'GET',
      path: '/a',
      query: 'b=c',
      status: 200,
      userAgent: FIREFOX,
      host: 'www.example.com',
    });
    expect(typeof record === 'object' && Math.floor(record.time / 1000) * 1000).toBe(TIME);
    expect(judgeAll([text])[0]).toMatchObject({
      row: { outcome: 'stored', path: '/a', browser: 'Firefox' },
      visitor: { hasAddress: true },
    });
  });

  it('has what its visitor did not send as empty where it logs headers, and as unknown where it does not', () => {
    const headers = { ...BASE, request: { method: 'GET', uri: '/', headers: { Accept: ['*/*'] } } };
    expect(scan(headers)).toMatchObject({ userAgent: '', referrer: '' });
    expect(scan(BASE)).toMatchObject({ userAgent: undefined, referrer: undefined });
    expect(scan({ ...BASE, http_user_agent: '-', http_referer: '-' })).toMatchObject({
      userAgent: '',
      referrer: '',
    });
  });

  it('has objections of Sec-GPC and DNT, which are honoured', () => {
    for (const header of ['http_sec_gpc', 'Sec-GPC', 'http_dnt', 'DNT'])
      expect(judgeAll([JSON.stringify({ ...BASE, [header]: '1' })]), header).toMatchObject([
        { row: { outcome: 'opted_out' } },
      ]);
    const caddy = { ...BASE, request: { method: 'GET', uri: '/', headers: { 'Sec-Gpc': ['1'] } } };
    expect(judgeAll([JSON.stringify(caddy)])).toMatchObject([{ row: { outcome: 'opted_out' } }]);
    expect(judgeAll([JSON.stringify({ ...BASE, http_dnt: '0' })])).toMatchObject([
      { row: { outcome: 'stored' } },
    ]);
  });

  it('has requests made in advance, which are no views, where it logs their purpose', () => {
    for (const [header, value] of [
      ['http_sec_purpose', 'prefetch;prerender'],
      ['Sec-Purpose', 'prefetch'],
      ['http_purpose', 'prefetch'],
      ['http_x_moz', 'prefetch'],
      ['http_x_purpose', 'preview'],
    ] as const)
      expect(judgeAll([JSON.stringify({ ...BASE, [header]: value })]), header).toMatchObject([
        { row: { outcome: 'bot' } },
      ]);
    const caddy = { ...BASE, request: { method: 'GET', uri: '/', headers: { 'Sec-Purpose': ['prefetch'] } } };
    expect(judgeAll([JSON.stringify(caddy)])).toMatchObject([{ row: { outcome: 'bot' } }]);
    expect(judgeAll([JSON.stringify({ ...BASE, http_sec_purpose: '-' })])).toMatchObject([
      { row: { outcome: 'stored' } },
    ]);
  });

  it('may have bytes as nginx and Apache escape them', () => {
    const line = String.raw`{"time":"2026-11-10T10:00:00Z","remote_addr":"198.51.100.7","request":"GET /caf\xc3\xa9 HTTP/1.1","status":200,"http_user_agent":"a \x22b\x22 \\x41 \x5c"}`;
    expect(scan(line)).toMatchObject({ path: '/café', userAgent: String.raw`a "b" \x41 \ `.trimEnd() });
  });

  it.each([
    ['nothing', 'not JSON'],
    ['{"time":', 'not JSON'],
    ['[]', 'not JSON'],
    ['{"level":"info","ts":1796130041.59,"msg":"serving"}', 'too few fields'],
    [JSON.stringify({ ...BASE, time: 'yesterday' }), 'not a time'],
    [JSON.stringify({ ...BASE, status: 'ok' }), 'not a status'],
  ])('says why a line cannot be read: %s', (line, reason) => {
    expect(scan(line)).toBe(reason);
  });

  it('keeps requests that are not HTTP apart by an empty method', () => {
    for (const request of ['', '\u0016\u0003\u0001', '-'])
      expect(scan({ ...BASE, request })).toMatchObject({ method: '' });
  });
});

describe('--fields', () => {
  it('names fields of any name, nested ones by dots, beside the usual ones', () => {
    const map = parseFieldMap('address=visitor.ip,time=when,userAgent=program, path = page') as FieldMap;
    const log = {
      visitor: { ip: '198.51.100.7' },
      when: 1_794_304_800,
      program: FIREFOX,
      page: '/a',
      request: 'GET /other HTTP/1.1',
      status: 200,
    };
    expect(scan(log, map)).toMatchObject({ ip: '198.51.100.7', time: TIME, path: '/a', userAgent: FIREFOX });
  });

  it('takes other words for its names, and says which there are', () => {
    expect(parseFieldMap('ip=a,user_agent=b,referer=c,uri=d,X=e')).toMatch(
      /^has no name "X": address, forwardedFor/,
    );
    expect(parseFieldMap('ip=a,user_agent=b,referer=c,uri=d')).toEqual({
      address: 'a',
      userAgent: 'b',
      referrer: 'c',
      path: 'd',
    });
    for (const wrong of ['', 'address', 'address=', '=a'])
      expect(typeof parseFieldMap(wrong), wrong).toBe('string');
  });
});

describe('a time in JSON', () => {
  it('is read in every unit and notation, in UTC where it names no offset', () => {
    for (const time of [
      1_794_304_800,
      1_794_304_800_000,
      '1794304800',
      '1794304800000000',
      '2026-11-10 10:00:00',
      '2026-11-10T10:00:00',
      '2026-11-10T10:00:00,5Z',
      '2026-11-10T05:00:00-0500',
      '2026/11/10 10:00:00',
      '[10/Nov/2026:10:00:00 +0000]',
    ])
      expect(Math.floor(parseLoggedTime(time) / 1000) * 1000, String(time)).toBe(TIME);
  });

  it('is none where it is a duration, a day that does not exist, or words', () => {
    for (const text of [
      '0.003',
      12,
      '2026-02-30T10:00:00Z',
      'now',
      '10/Nox/2026:10:00:00 +0000',
      '9'.repeat(50),
    ])
      expect(parseLoggedTime(text), String(text)).toBeNaN();
  });
});
