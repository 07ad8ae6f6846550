/** A mistake in headcount.json is reported with its place and the remedy. */
import { expect, it } from 'vitest';
import { ConfigError, parseConfig } from '#core/config/parse-config';

const UNKNOWN = 'is unknown here: remove it, or look up the right name in headcount.schema.json';
const SITE = { id: 'a', hosts: ['a.example'] };

it.each([
  [{}, '$.sites: is missing: add a list [...]'],
  [{ sites: [] }, '$.sites: is too short: at least 1 entry'],
  [{ sites: [{ ...SITE, id: 5 }] }, '$.sites[0].id: has to be a text in quotes: write one here'],
  [
    { sites: [{ ...SITE, hots: 1, hosst: 2 }] },
    `$.sites[0]: "hots" (did you mean "hosts"?), "hosst" (did you mean "hosts"?) ${UNKNOWN}`,
  ],
  [
    { sites: [{ ...SITE, exclude: { path: [] } }], timezone: 'UTC', zebras: 1 },
    `$.sites[0].exclude: "path" (did you mean "paths"?) ${UNKNOWN}` +
      `; $: "timezone" (did you mean "timeZone"?), "zebras" ${UNKNOWN}`,
  ],
  [
    { sites: [{ ...SITE, timeZone: 'UTC', topics: [{ name: 'x', path: ['/'] }] }], origins: [] },
    `$.sites[0].topics[0].paths: is missing: add a list [...]; $.sites[0].topics[0]: "path" (did you mean "paths"?) ${UNKNOWN}` +
      `; $.sites[0]: "timeZone" (it belongs in $) ${UNKNOWN}` +
      `; $: "origins" (it belongs in $.sites[]) ${UNKNOWN}`,
  ],
  [
    { sites: [{ ...SITE, published: 5 }] },
    '$.sites[0].published: has to be a list [...]: write one here; or has to be a text in quotes: write one here',
  ],
  [{ sites: [SITE], country: 'x' }, '$.country: has to be one of "database", "none": write one of these'],
  [{ sites: [SITE], k: 1 }, '$.k: is too small: at least 2'],
  [{ sites: [SITE], k: 1.5 }, '$.k: has to be a whole number: write one here'],
  [{ sites: [{ ...SITE, name: 'x'.repeat(121) }] }, '$.sites[0].name: is too long: at most 120 characters'],
  [
    { sites: [{ ...SITE, exclude: { networks: ['x'] } }] },
    '$.sites[0].exclude.networks[0]: has to be a network, as "203.0.113.0/24"; or has to be a network, ' +
      'as "2001:db8::/32"',
  ],
  [
    { sites: [{ ...SITE, annotations: [{ day: 'x', text: 'y' }] }] },
    '$.sites[0].annotations[0].day: has to be a day, as "2026-11-02"',
  ],
  [
    { sites: [{ ...SITE, origins: ['https://*.a.example'] }] },
    '$.sites[0].origins[0]: has to be an origin as browsers send it, "https://www.example.com": in lower case, without a path or a *',
  ],
  [
    { sites: [{ ...SITE, origins: ['https://A.example'] }] },
    '$.sites[0].origins[0]: has to be an origin as browsers send it, "https://www.example.com": in lower case, without a path or a *',
  ],
  [
    { sites: [{ ...SITE, origins: ['https://a.example/'] }] },
    '$.sites[0].origins[0]: has to be an origin as browsers send it, "https://www.example.com": in lower case, without a path or a *',
  ],
  [
    { sites: [{ ...SITE, hosts: ['http://a/'] }] },
    '$.sites[0].hosts[0]: has to be a host name without scheme and path, as "www.example.com"',
  ],
  [
    { sites: [{ ...SITE, published: ['x'] }] },
    '$.sites[0].published[0]: has to be a path that begins with "/"; a trailing * matches the rest',
  ],
  [
    { sites: [SITE], aws: { alarms: { email: 'nobody' } } },
    '$.aws.alarms.email: has to be an e-mail address, as "ops@example.com"',
  ],
  [
    { sites: [SITE], aws: { permissionsBoundary: '' } },
    '$.aws.permissionsBoundary: is too short: at least 1 character',
  ],
  [
    { sites: [SITE], timeZone: 'Mars' },
    '$.timeZone: not a time zone of the IANA database in its spelling: write it as "Europe/Berlin"',
  ],
])('the error message about %j says what to write', (config, message) => {
  expect(() => parseConfig(JSON.stringify(config))).toThrow(new ConfigError(message));
});
