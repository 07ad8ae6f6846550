/** A host has one spelling in the configuration, in addresses, in headers and in logs, or is an error. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostSpelling, originSpelling } from '#core/host/host-spelling';
import { isOwnHost, loggedHostname } from '#core/host/own-host';
import { deriveOrigin } from '#core/anonymize/referrer';
import { listedPages } from '#core/config/listed-pages';
import { parseConfig } from '#core/config/parse-config';
import { ROOT } from '../../structure/source-imports.ts';
import { CHROME, EVENT, post } from '../collect/posted.ts';

const parse = (site: object) => parseConfig(JSON.stringify({ sites: [{ id: 'shop', ...site }] }));

describe('a host in the configuration', () => {
  it.each([
    ['www.example.com', 'www.example.com'],
    ['WWW.Example.COM', 'www.example.com'],
    ['www.example.com.', 'www.example.com'],
    ['www.example.com:443', 'www.example.com'],
    ['www.example.com.:80', 'www.example.com'],
    ['www.example.com:8443', 'www.example.com:8443'],
    ['www.example.com:08443', 'www.example.com:8443'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['bu\u0308cher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['пример.испытание:8080', 'xn--e1afmkfd.xn--80akhbyknj4f:8080'],
    ['例え。example', 'xn--r8jz45g.example'],
    ['localhost', 'localhost'],
    ['my_shop.internal:8080', 'my_shop.internal:8080'],
    ['127.0.0.1:8787', '127.0.0.1:8787'],
    ['[2001:DB8:0:0::1]', '[2001:db8::1]'],
    ['[::1]:8080', '[::1]:8080'],
  ])('%s is %s', (text, spelled) => {
    expect(parse({ hosts: [text] }).sites[0]?.hosts).toEqual([spelled]);
    expect(hostSpelling(spelled)).toBe(spelled);
  });

  it.each([
    ['https://www.example.com', 'without scheme and path'],
    ['www.example.com/shop', 'without scheme and path'],
    ['www.example.com shop.example.com', 'without scheme and path'],
    ['www.example.com?a', 'names a path'],
    ['www.example.com#a', 'names a path'],
    ['www.example.com\\a', 'names a path'],
    ['jo@www.example.com', 'names a user'],
    ['*.example.com', 'has a *'],
    ['a.example,b.example', 'is more than one word'],
    ['www..example.com', 'nothing between two full stops'],
    ['.example.com', 'nothing between two full stops'],
    ['.', 'is no host name'],
    ['www.example.com:', 'has no port'],
    ['www.example.com:http', 'is no host name'],
    ['www.example.com:0', 'has no port'],
    ['www.example.com:99999', 'has no port'],
    ['www.example.com:123456', 'has no port'],
    ['2001:db8::1', 'without brackets'],
    ['[2001:db8::1', 'is no host name'],
    ['[fe80::1%25eth0]', 'has an escape'],
    ['xn--a.example', 'is no host name'],
    ['exa%6dple.com', 'has an escape'],
    ['1.2.3.4.5', 'is no host name'],
    [`${'a'.repeat(64)}.example`, 'is too long'],
  ])('%s is an error that says where it is and what to do', (text, problem) => {
    expect(() => parse({ hosts: ['ok.example', text] })).toThrow(
      expect.objectContaining({
        exit: 2,
        message: expect.stringMatching(/^\$\.sites\[0\]\.hosts\[1\]: [^;]*$/) as string,
      }),
    );
    expect(() => parse({ hosts: ['ok.example', text] })).toThrow(problem);
    expect(() => parse({ hosts: ['ok.example'], register: { hosts: [text] } })).toThrow(
      '$.sites[0].register.hosts[0]: ',
    );
  });

  it('keeps a default port among the hosts of the register, where it means that port alone', () => {
    const { register } = parse({ hosts: ['a.example'], register: { hosts: ['Bücher.example.:443'] } })
      .sites[0]!;
    expect(register.hosts).toEqual(['xn--bcher-kva.example:443']);
  });
});

describe('an origin in the configuration', () => {
  it.each([
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://www.example.com:443', 'https://www.example.com'],
    ['http://www.example.com:80', 'http://www.example.com'],
    ['https://www.example.com:80', 'https://www.example.com:80'],
    ['https://www.example.com.', 'https://www.example.com'],
    ['https://www.example.com.:8443', 'https://www.example.com:8443'],
    ['https://[2001:db8:0::1]', 'https://[2001:db8::1]'],
  ])('%s is %s', (text, spelled) => {
    expect(parse({ hosts: ['a.example'], origins: [text] }).sites[0]?.origins).toEqual([spelled]);
    expect(originSpelling(spelled)).toBe(spelled);
  });

  it.each([
    'https://a..example',
    'https://xn--a.example',
    'https://a.example:0',
    'https://[::1',
    'https://:80',
  ])('%s is an error that says where it is', (text) => {
    expect(() => parse({ hosts: ['a.example'], origins: [text] })).toThrow('$.sites[0].origins[0]: ');
  });
});

describe('a host of the site', () => {
  const idn = parseConfig(readFileSync(join(ROOT, 'test/data/cases/idn-host.json'), 'utf8'));
  const view = (url: string, origin: string) =>
    post({ ...EVENT, url }, { config: idn, headers: { origin, 'user-agent': CHROME } });

  it('is the same in letters of its language and in ASCII, with a full stop at its end and with the default port', () => {
    for (const host of [
      'xn--bcher-kva.example',
      'bücher.example',
      'BÜCHER.example',
      'bücher.example.',
      'bücher.example:443',
    ])
      expect(view(`https://${host}/`, 'https://xn--bcher-kva.example').body, host).toContain('"accepted":1');
    expect(view('https://bucher.example/', 'https://xn--bcher-kva.example').body).toContain(
      'host_not_allowed',
    );
  });

  it('may post from an origin with a full stop at its end, and read the answer', () => {
    const answer = view('https://xn--bcher-kva.example./', 'https://xn--bcher-kva.example.');
    expect(answer.body).toContain('"accepted":1');
    expect(answer.headers['access-control-allow-origin']).toBe('https://xn--bcher-kva.example.');
    expect(view('https://xn--bcher-kva.example/', 'https://other.example.').body).toContain('origin');
  });

  it('is internal as a referrer, and is a host of its sitemap', () => {
    const hosts = new Set(idn.sites[0]!.hosts);
    for (const host of ['bücher.example', 'xn--bcher-kva.example.', 'BÜCHER.example:443']) {
      expect(deriveOrigin(`https://${host}/a`, hosts).referrer, host).toBe('(internal)');
      expect(listedPages([`https://${host}/a`], { hosts: [...hosts], keepParameters: [] }).paths).toEqual([
        '/a',
      ]);
    }
  });

  it('is found in a log by any spelling, with its port or where nothing says one', () => {
    const hosts = new Set(['www.example.com', 'xn--bcher-kva.example', 'a.example:8443', '[2001:db8::1]']);
    const own = (host: string, port?: string) => isOwnHost(hosts, loggedHostname(host), port);
    for (const host of ['www.example.com', 'WWW.example.com.', 'bücher.example', '[2001:DB8::0:1]'])
      expect([own(host), own(host, ''), own(host, '8080')], host).toEqual([true, true, true]);
    expect([own('a.example'), own('a.example', '8443'), own('a.example', '80')]).toEqual([true, true, false]);
    expect([own('example.com'), own('.'), own(''), own('a b')]).toEqual([false, false, false, false]);
  });

  it('spelled once is spelled for good', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.domain(),
          fc.webAuthority({ withIPv4: true, withIPv6: true, withPort: true }),
          fc.string(),
        ),
        (text) => {
          const once = hostSpelling(text);
          if (once !== undefined) expect(hostSpelling(once)).toBe(once);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
