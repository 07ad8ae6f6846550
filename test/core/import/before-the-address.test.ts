/** Whatever stands before the address, and however it is written, the address that is read is the visitor's. */
import { describe, expect, it } from 'vitest';
import { FIREFOX, judgeAll, visitorsOf } from './judged.ts';

const VISITOR = '198.51.100.7';
const REQUEST = '[10/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512';
const rest = `- - ${REQUEST} "-" "${FIREFOX}"`;
const line = `${VISITOR} ${rest}`;
const only = (text: string, trustedProxies = 0) => visitorsOf([text], { trustedProxies })[0];

/** Prefixes, each as its program writes it; several contain an address that is not the visitor's. */
const PREFIXES: Readonly<Record<string, string>> = {
  'RFC 3164': 'Nov 10 10:00:00 web1 nginx: ',
  'RFC 3164 with its number': '<190>Nov 10 10:00:00 web1 nginx: ',
  'RFC 3164 of the first days of a month': 'Nov  1 10:00:00 web1 nginx[4711]: ',
  'RFC 3164 of a host named by its address': 'Nov 10 10:00:00 192.0.2.44 nginx: ',
  'RFC 5424': '<190>1 2026-11-10T10:00:00.123456+00:00 web1 nginx 4711 - - ',
  'RFC 5424 without its number': '1 2026-11-10T10:00:00Z web1 nginx 4711 access - ',
  'RFC 5424 of a host named by its address': '<190>1 2026-11-10T10:00:00Z 192.0.2.44 nginx - - - ',
  'RFC 5424 with structured data': '<190>1 2026-11-10T10:00:00Z web1 nginx - ID47 [a@32473 ip="192.0.2.4"] ',
  'RFC 5424 with a byte-order mark': '<190>1 2026-11-10T10:00:00Z web1 nginx - - - \uFEFF',
  'rsyslog with ISO times': '2026-11-10T10:00:00.123456+00:00 web1 nginx: ',
  'journald, short': 'Nov 10 10:00:00 web1 nginx[4711]: ',
  'journald, short-iso': '2026-11-10T10:00:00+0000 web1 nginx[4711]: ',
  'docker compose': 'web-1  | ',
  'docker compose, version 1': 'shop_web_1 | ',
  'docker compose in colours': '\u001B[36mweb-1  |\u001B[0m ',
  'docker compose with times': 'web-1  | 2026-11-10T10:00:00.123456789Z ',
  'docker logs --timestamps': '2026-11-10T10:00:00.123456789Z ',
  CRI: '2026-11-10T10:00:00.123456789Z stdout F ',
  'CRI with an offset': '2026-11-10T10:00:00.123456789+01:00 stderr F ',
  'kubectl logs --prefix': '[pod/web-7d4b9c6f5-x2x9z/nginx] ',
  stern: 'web-7d4b9c6f5-x2x9z nginx ',
  Heroku: '2026-11-10T10:00:00.000000+00:00 app[web.1]: ',
  logplex: '210 <190>1 2026-11-10T10:00:00+00:00 host app web.1 - ',
  'grep -H': 'access.log.1:',
  'a virtual host and port': 'www.example.com:443 ',
  'a virtual host without a port': 'www.example.com ',
  'an address as virtual host': '192.0.2.44:80 ',
  'a machine as virtual host': 'web1:80 ',
  'a prefix around a virtual host': 'Nov 10 10:00:00 web1 apache: www.example.com:443 ',
};

describe.each(Object.entries(PREFIXES))('behind the prefix of %s', (_name, prefix) => {
  it('the visitor of a line is the one next to the user, in IPv4 and IPv6, with a port or without', () => {
    expect(only(prefix + line)).toBe(VISITOR);
    expect(only(`${prefix}[2001:db8::7]:50512 ${rest}`)).toBe('20010db800000000');
    expect(only(`${prefix}2001:db8::7 ${rest}`)).toBe('20010db800000000');
    expect(only(`${prefix}${VISITOR}:50512 ${rest}`)).toBe(VISITOR);
  });

  it('a list is read as the header would be', () => {
    expect(only(`${prefix}${VISITOR}, 203.0.113.9 ${rest}`, 2)).toBe(VISITOR);
    expect(only(`${prefix}${VISITOR},203.0.113.9 ${rest}`, 2)).toBe(VISITOR);
  });

  it('a line of the common format is read as well', () => {
    expect(only(`${prefix}${VISITOR} - - ${REQUEST}`)).toBe(VISITOR);
  });
});

describe('a list of addresses in place of the address', () => {
  const list = `192.0.2.66, ${VISITOR}, 203.0.113.9 ${rest}`;

  it('names the visitor as trustedProxies counts from the right, however much a visitor wrote before', () => {
    expect(only(list, 2)).toBe(VISITOR);
    expect(only(list, 1)).toBe('203.0.113.9');
    expect(only(`unknown, ${VISITOR}:4711, 203.0.113.9 ${rest}`, 2)).toBe(VISITOR);
  });

  it('names nobody without trusted proxies, or where it is shorter than they are many', () => {
    expect(only(list)).toBe('nobody');
    expect(only(`${VISITOR}, 203.0.113.9 ${rest}`, 3)).toBe('nobody');
  });
});

describe('an address with X-Forwarded-For beside it', () => {
  const SHAPES: Readonly<Record<string, (ip: string, list: string) => string>> = {
    'in parentheses': (ip, list) => `${ip} (${list}) ${rest}`,
    'in quotes behind the address': (ip, list) => `${ip} "${list}" ${rest}`,
    'in quotes before the address': (ip, list) => `"${list}" ${ip} ${rest}`,
    "at the end, as in nginx's main format": (ip, list) => `${ip} ${rest} "${list}"`,
    'at the end behind other fields': (ip, list) => `${ip} ${rest} 0.003 "Hit" "${list}" rt=1`,
    'behind a prefix, at the end': (ip, list) => `web-1  | ${ip} ${rest} "${list}"`,
  };

  it.each(Object.entries(SHAPES))(
    '%s: the visitor is the one in the list behind trusted proxies',
    (_n, write) => {
      expect(only(write('10.0.0.9', VISITOR), 1)).toBe(VISITOR);
      expect(only(write('203.0.113.9', VISITOR), 1)).toBe(VISITOR);
      expect(only(write('10.0.0.9', `${VISITOR}, 203.0.113.9`), 2)).toBe(VISITOR);
      // The server that logs is itself the last proxy.
      expect(only(write('203.0.113.9', VISITOR), 2)).toBe(VISITOR);
    },
  );

  it.each(Object.entries(SHAPES))('%s: the visitor is the address itself without', (_name, write) => {
    expect(only(write(VISITOR, '203.0.113.9'))).toBe(VISITOR);
    expect(only(write(VISITOR, '-'), 1)).toBe(VISITOR);
  });

  it("ignores a private address that a visitor's own proxy wrote", () => {
    expect(only(`${VISITOR} ${rest} "10.1.2.3"`, 1)).toBe(VISITOR);
  });

  it('does not take the address of an upstream for the list', () => {
    expect(only(`${VISITOR} ${rest} 0.01 "10.0.0.3:8080"`, 1)).toBe(VISITOR);
    expect(only(`${VISITOR} ${rest} 0 "web@docker" "http://172.18.0.3:80" 3ms`, 1)).toBe(VISITOR);
  });
});

describe('two addresses beside each other', () => {
  it('are those of the server and the visitor, or of the visitor and a private proxy', () => {
    expect(only(`192.0.2.44 ${VISITOR} ${rest}`)).toBe(VISITOR);
    expect(only(`10.0.0.1 ${VISITOR} ${rest}`, 1)).toBe(VISITOR);
    expect(only(`${VISITOR} 10.0.0.1 ${rest}`, 1)).toBe(VISITOR);
  });
});

describe('an address', () => {
  it('is read beside idents and users of any kind', () => {
    for (const user of ['anna', 'anna von a', '10.0.0.1', '-'])
      expect(only(`${VISITOR} - ${user} ${REQUEST} "-" "${FIREFOX}"`), user).toBe(VISITOR);
    expect(only(`${VISITOR} ident anna ${REQUEST} "-" "${FIREFOX}"`)).toBe(VISITOR);
    expect(only(`${VISITOR} ${REQUEST} "-" "${FIREFOX}"`)).toBe(VISITOR);
    expect(only(`Nov 10 10:00:00 192.0.2.4 nginx: ${VISITOR} - ${REQUEST} "-" "${FIREFOX}"`)).toBe(VISITOR);
  });

  it('is missing in a line with a host name, a dash or a masked address, which still counts as a view', () => {
    for (const name of ['host.example.net', '-', '198.51.100.xxx', 'unknown']) {
      const [judged] = judgeAll([`${name} ${rest}`]);
      expect(judged, name).toMatchObject({
        row: { outcome: 'stored', visitor: null },
        visitor: { hasAddress: false },
      });
    }
  });

  it('of a named virtual host belongs to it: lines of hosts that are not of the site are rejected', () => {
    expect(only(`shop.example.org:443 ${line}`)).toBe('rejected');
    expect(only(`EXAMPLE.com:80 ${line}`)).toBe(VISITOR);
  });
});

describe('what carries a line', () => {
  it('is unpacked: json-file of docker, the JSON of journald and shippers, and JSON within them', () => {
    const json = JSON.stringify({
      time: '2026-11-10T10:00:00Z',
      remote_addr: VISITOR,
      request: 'GET /a HTTP/1.1',
      status: 200,
      http_user_agent: FIREFOX,
    });
    for (const inner of [line, json, `web-1  | ${line}`]) {
      const file = JSON.stringify({ log: `${inner}\n`, stream: 'stdout', time: '2026-11-10T10:00:00.1Z' });
      const carried = [
        file,
        JSON.stringify({ MESSAGE: inner, _HOSTNAME: 'web1', __REALTIME_TIMESTAMP: '1794304800000000' }),
        JSON.stringify({ message: inner, '@timestamp': '2026-11-10T10:00:00Z', host: { ip: ['192.0.2.4'] } }),
        `2026-11-10T10:00:00.123Z stdout F ${inner}`,
        `Nov 10 10:00:00 web1 nginx: ${inner}`,
        `<190>1 2026-11-10T10:00:00Z web1 nginx - - - ${inner}`,
        `caddy-1  | ${inner}`,
      ];
      for (const text of carried) expect(only(text), text).toBe(VISITOR);
    }
  });
});
