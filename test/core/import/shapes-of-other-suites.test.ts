/** Lines of the shapes that the test suites of other log analysers hold (Matomo's, GoAccess's), made by hand. */
import { expect, it } from 'vitest';
import { FIREFOX, visitorsOf } from './judged.ts';

const VISITOR = '198.51.100.7';
const TIME = '[10/Nov/2026:10:00:00 +0000]';
const SENT = `"GET /a HTTP/1.1" 200 368 "-" "${FIREFOX}"`;
const AGENT = FIREFOX.replaceAll(' ', '+');

const LOGS: Readonly<Record<string, readonly string[]>> = {
  'a host between address and user': [`${VISITOR} www.example.com anna ${TIME} ${SENT}`],
  'a duration between time and request': [`www.example.com ${VISITOR} - - ${TIME} (0 s) ${SENT}`],
  'a classic load balancer': [
    `2026-11-10T10:00:00.945958Z my-lb ${VISITOR}:2817 10.0.0.1:80 0.000086 0.001048 0.001337 200 200 0 57 "GET https://www.example.com:443/a HTTP/1.1" "${FIREFOX}" DHE-RSA-AES128-SHA TLSv1.2`,
  ],
  'IIS 6 with a host, and quotes around a cookie': [
    '#Software: Microsoft Internet Information Services 6.0',
    '#Fields: date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip cs(User-Agent) ' +
      'cs(Cookie) cs(Referer) cs-host sc-status',
    `2026-11-10 10:00:00 W3SVC1 10.0.0.4 GET /a - 80 ${VISITOR} ${AGENT} "a=b; c=d" - www.example.com 200`,
  ],
  'Advanced Logging, with blank lines and quoted values': [
    '#Software: IIS Advanced Logging Module',
    '   ',
    '#Fields:   date-local time-local   s-ip   cs-method cs-uri-stem c-ip cs(User-Agent) cs(Referer) ' +
      'cs(Host) sc-status',
    `2026-11-10 10:00:00.363 10.0.0.4 GET /a "${VISITOR}" "${FIREFOX}" - "www.example.com" 200`,
  ],
  'the W3C format of a firewall, with all values quoted': [
    '#Fields: date time c-ip cs(User-Agent) cs-uri cs(Referrer) cs-method sc-status',
    `"2026-11-10" "10:00:00" "${VISITOR}" "${FIREFOX}" "www.example.com/a" "" "GET" "200"`,
  ],
  'a load balancer that writes tabs': [
    '#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)',
    ['2026-11-10', '10:00:00', VISITOR, 'GET', '/a', '200', AGENT].join('\t'),
  ],
  'a date of the header alone': [
    '#Date: 2026-11-10 00:00:00',
    '#Fields: time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)',
    `10:00:00 ${VISITOR} GET /a 200 ${AGENT}`,
  ],
};

it.each(Object.entries(LOGS))('%s: the visitor is counted', (_name, lines) => {
  expect(visitorsOf(lines).at(-1)).toBe(VISITOR);
});

it('a log that changes from one format to the other and back is read throughout', () => {
  const json = JSON.stringify({
    time: '2026-11-10T10:00:00Z',
    remote_addr: VISITOR,
    request: 'GET /a HTTP/1.1',
    status: 200,
    http_user_agent: FIREFOX,
  });
  const common = `${VISITOR} - - ${TIME} "GET /a HTTP/1.1" 200 5`;
  const combined = `${VISITOR} - - ${TIME} ${SENT}`;
  const robot = combined.replace(
    FIREFOX,
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  );
  expect(visitorsOf([common, combined, json, `web-1  | ${json}`, robot, combined, common])).toEqual([
    ...Array.from({ length: 4 }, () => VISITOR),
    'bot',
    VISITOR,
    VISITOR,
  ]);
});
