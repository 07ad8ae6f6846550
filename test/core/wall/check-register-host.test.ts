/** The host of the register stands apart from the hosts of the stream. */
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { checkRegisterHost } from '#core/wall/check-register-host';

const HOST = 'register.example.com';
const SITE = { id: 'shop', hosts: ['www.example.com'], register: { hosts: [HOST] } };
const check = (more: object = {}, ...sites: readonly object[]) =>
  checkRegisterHost(
    parseConfig(
      JSON.stringify({ sites: [SITE, ...sites.map((site, at) => ({ ...site, id: `s${at}` }))], ...more }),
    ),
    HOST,
  );

describe('the host of the register', () => {
  it('is right where no host of the stream is the same, and each site knows it', () => {
    expect(check({ aws: { domain: zoned('stats.example.com') } })).toEqual([]);
  });

  it.each([
    ['a host of a site', {}, { hosts: ['Register.Example.com'] }],
    ['an origin of a site', {}, { hosts: ['b.example.com'], origins: [`https://${HOST}:8443`] }],
    ['the host of the collector', { aws: { domain: zoned(HOST) } }, { hosts: ['b.example.com'] }],
  ])('is refused where it is %s', (_what, more, site) => {
    const [found, ...rest] = check(more, { register: { hosts: [HOST] }, ...site });
    expect(found?.of).toBe('register');
    expect(found?.problem).toMatch(/^\$\.aws\.domain\.name: is a host of the usage statistics too/);
    expect(rest).toEqual([]);
  });

  it('has to be named by every site, by the host or by its port 443', () => {
    expect(check({}, { hosts: ['b.example.com'], register: { hosts: [`${HOST}:443`] } })).toEqual([]);
    for (const register of [{}, { hosts: [`${HOST}:8443`] }, { hosts: ['example.com'] }]) {
      const found = check({}, { hosts: ['b.example.com'], register });
      expect(found).toEqual([
        { of: 'stream', problem: expect.stringMatching(/^\$\.sites\[1\]\.register\.hosts: /) },
      ]);
    }
  });
});

function zoned(name: string) {
  return { name, hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };
}
