import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectFormat, FORMATS, createScanner, type Format } from '#core/import/formats';
import type { LogRecord } from '#core/import/log-record';
import { PACKAGE_ROOT } from '#runtime/node/package-root';

const COMMON = '198.51.100.7 - anna [17/May/2015:10:05:03 +0000] "GET /a/b?c=d HTTP/1.1" 200 2326';
const COMBINED = `${COMMON} "https://www.example.org/page?q=1" "Mozilla/5.0 (X11; Linux x86_64)"`;
const CLOUDFRONT = [
  '#Version: 1.0',
  '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status ' +
    'cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id ' +
    'x-host-header',
  '2026-11-23\t10:05:03\tFRA2\t2390\t2001:db8::7\tGET\td111.cloudfront.net\t/a%2520b\t200\thttps://www.example.org/page?q=a%2520b\tMozilla/5.0%2520(X11;%2520Linux)\tutm_source=news%2520letter\t-\tHit\tabc\twww.example.com',
];
const ALB =
  'h2 2026-11-23T10:05:03.186641Z app/my-lb/50dc6c495c0c9188 198.51.100.7:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 34 366 "GET https://www.example.com:443/a/b?c=d HTTP/2.0" "curl/7.46.0 \\"x\\"" ECDHE TLSv1.2 arn "Root=1-58337364" "www.example.com" "-" 0';
const NINE = Date.parse('2015-05-17T10:05:03Z');

function read(format: Format, line: string, head: readonly string[] = []): LogRecord {
  const scanned = createScanner(format, head)(line);
  if (typeof scanned === 'string') throw new Error(scanned);
  return scanned;
}

describe('common and combined', () => {
  it('read address, time, request, status, referrer and user agent', () => {
    expect(read('common', COMMON)).toEqual({
      time: NINE,
      ip: '198.51.100.7',
      method: 'GET',
      path: '/a/b',
      query: 'c=d',
      status: 200,
      host: undefined,
      referrer: undefined,
      userAgent: undefined,
    });
    expect(read('combined', COMBINED)).toMatchObject({
      time: NINE,
      referrer: 'https://www.example.org/page?q=1',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    });
  });

  it('take an offset from the time off, and a dash for nothing', () => {
    const line = COMBINED.replace('+0000', '+0530').replace(/"https[^"]*"/, '"-"');
    expect(read('combined', line)).toMatchObject({ time: NINE - 5.5 * 3_600_000, referrer: '' });
  });

  it('read escaped quotes, backslashes and bytes in a field, and what comes after it', () => {
    const line = String.raw`198.51.100.7 - - [17/May/2015:10:05:03 +0000] "GET /\"q\" HTTP/1.1" 200 1 "-" "a \"b\" \\" "extra"`;
    expect(read('combined', line)).toMatchObject({ path: '/"q"', userAgent: 'a "b" \\' });
    expect(read('combined', COMBINED.replace('Mozilla/5.0', String.raw`caf\xc3\xa9\t`)).userAgent).toMatch(
      /^café\t/,
    );
  });

  it('keep requests that are not HTTP apart by an empty method', () => {
    for (const request of [String.raw`\x16\x03\x01`, '-', '', 'hello', 'GET nothing HTTP/1.1']) {
      expect(read('common', COMMON.replace('GET /a/b?c=d HTTP/1.1', request)).method).toBe('');
    }
  });

  it('read the host of an absolute request target', () => {
    expect(read('common', COMMON.replace('/a/b?c=d', 'http://Other.example:8080/x?y#z'))).toMatchObject({
      host: 'other.example',
      path: '/x',
      query: 'y',
    });
  });

  it.each([
    ['', 'too few fields'],
    ['nothing', 'too few fields'],
    ['a b c d', 'no time in brackets'],
    [COMMON.replace('May', 'Mai'), 'not a time'],
    [COMMON.replace('17/May', '31/Feb'), 'not a time'],
    [COMMON.replace('"GET', 'GET'), 'no request in quotes'],
    [COMMON.slice(0, 70), 'a quote is not closed'],
    [COMMON.replace('" 200', '" 20x'), 'not a status'],
    [COMMON, 'no referrer and user agent in quotes'],
    [COMBINED.slice(0, -1), 'a quote is not closed'],
  ])('say why a line cannot be read, and nothing of it', (line, reason) => {
    expect(createScanner('combined', [])(line)).toBe(reason);
  });
});

describe('CloudFront', () => {
  it('reads fields by the names of its header and takes its encoding back once, that of user agents wholly', () => {
    expect(read('cloudfront', CLOUDFRONT[2] ?? '', CLOUDFRONT)).toEqual({
      time: Date.parse('2026-11-23T10:05:03Z'),
      ip: '2001:db8::7',
      method: 'GET',
      status: 200,
      path: '/a%20b',
      query: 'utm_source=news%20letter',
      referrer: 'https://www.example.org/page?q=a%20b',
      userAgent: 'Mozilla/5.0 (X11; Linux)',
      host: 'www.example.com',
    });
  });

  it('reads the JSON of its second version', () => {
    const line = JSON.stringify({
      date: '2026-11-23',
      time: '10:05:03',
      'c-ip': '198.51.100.7',
      'cs-method': 'GET',
      'cs-uri-stem': '/a',
      'sc-status': '200',
      'cs(Referer)': '-',
      'cs(User-Agent)': 'x%20y',
      'x-host-header': 'www.example.com',
    });
    expect(read('cloudfront', line, [line])).toMatchObject({
      path: '/a',
      status: 200,
      referrer: '',
      userAgent: 'x y',
      query: '',
    });
  });

  it('cannot read a line before its header', () => {
    expect(createScanner('cloudfront', [])(CLOUDFRONT[2] ?? '')).toBe('no #Fields line before it');
  });
});

describe('ALB', () => {
  it('reads client, request with host, and user agent; it logs no referrer', () => {
    expect(read('alb', ALB)).toEqual({
      time: Date.parse('2026-11-23T10:05:03Z'),
      ip: '198.51.100.7',
      method: 'GET',
      host: 'www.example.com',
      port: '443',
      path: '/a/b',
      query: 'c=d',
      status: 200,
      referrer: undefined,
      userAgent: 'curl/7.46.0 "x"',
    });
  });
});

const SAMPLES: Readonly<Record<Format, readonly string[]>> = {
  common: [COMMON],
  combined: [COMBINED],
  cloudfront: CLOUDFRONT,
  alb: [ALB],
  json: [
    '{"time":"2026-11-10T10:00:00+00:00","remote_addr":"198.51.100.1","request":"GET /a HTTP/1.1","status":"200","http_user_agent":"x"}',
  ],
  w3c: [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) ' +
      'cs(Referer) sc-status',
    '2026-11-10 10:00:00 10.0.0.4 GET /a - 443 - 198.51.100.1 Mozilla/5.0+(Windows+NT+10.0) - 200',
  ],
  s3: [
    '79a59df900b949e5 bucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 - 3E57427F3EXAMPLE WEBSITE.GET.OBJECT a.html "GET /a.html HTTP/1.1" 200 - 113 113 7 6 "-" "Mozilla/5.0" - s9lzHYrFp76 - - - www.example.com - - -',
  ],
};

describe('auto', () => {
  it.each(FORMATS)('finds %s by the first lines, garbage among them', (format) => {
    const lines = SAMPLES[format];
    expect(detectFormat(lines)).toBe(format);
    expect(detectFormat(['garbage', '', ...lines])).toBe(format);
  });

  it('finds CloudFront by its header alone', () => {
    expect(detectFormat(CLOUDFRONT.slice(0, 2))).toBe('cloudfront');
  });

  it('finds nothing in nothing', () => {
    expect(detectFormat([])).toBeUndefined();
    expect(detectFormat(['garbage', 'more'])).toBeUndefined();
  });
});

describe('the table of formats', () => {
  it('has a row in docs/import.md for each format, in the same order', () => {
    const docs = readFileSync(join(PACKAGE_ROOT, 'docs/import.md'), 'utf8');
    const rows = [...(docs.split('## Formats')[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)];
    expect(rows.map(([, name]) => name)).toEqual(FORMATS);
  });

  it('is the only place that tells formats apart by name', () => {
    const folders = [
      'core/import',
      'core/operator',
      'runtime/local/import',
      'runtime/aws/import',
      'bin/operator',
    ];
    const files = folders.flatMap((folder) =>
      readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(folder, file)),
    );
    // `json` is an extension and a form of answers as well.
    const names = new RegExp(`['"\`](?:${FORMATS.filter((name) => name !== 'json').join('|')})['"\`]`);
    expect(
      [...files, 'bin/cli/import.ts'].filter((file) =>
        names.test(readFileSync(join(PACKAGE_ROOT, file), 'utf8')),
      ),
    ).toEqual(['core/import/formats.ts']);
  });
});
