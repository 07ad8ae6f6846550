import { describe, expect, it } from 'vitest';
import { deployedConfig, compileDeployedConfig } from '#core/config/deployed-config';
import { parseConfig } from '#core/config/parse-config';

const config = parseConfig(
  JSON.stringify({
    timeZone: 'Europe/Berlin',
    trustedProxies: 2,
    countryHeader: 'x-country',
    aws: { account: '123456789012' },
    sites: [
      { id: 'shop', hosts: ['shop.example'], keyFile: '/home/anna/key', published: './sitemap.xml' },
      { id: 'blog', hosts: ['blog.example'], published: ['/', '/posts/*'] },
    ],
  }),
);
const made = deployedConfig(
  config,
  new Map([['shop', ['/', '/about']]]),
  new Map([['shop', 'ab'.repeat(32)]]),
);

describe('the configuration beside the collector', () => {
  it('has sitemaps read and keys as digests, and names no file or account of who deployed it', () => {
    expect(made.sites.map(({ id, published, keyDigest }) => ({ id, published, keyDigest }))).toEqual([
      { id: 'shop', published: ['/', '/about'], keyDigest: 'ab'.repeat(32) },
      { id: 'blog', published: ['/', '/posts/*'], keyDigest: undefined },
    ]);
    expect(JSON.stringify(made)).not.toMatch(/anna|sitemap|123456789012|keyFile/);
  });

  it('compiles to the same sites after a journey as JSON, without a proxy to trust', () => {
    const compiled = compileDeployedConfig(JSON.parse(JSON.stringify(made)) as typeof made);
    expect([...(compiled.site('shop')?.publishedPaths ?? [])]).toEqual(['/', '/about']);
    expect({
      proxies: compiled.trustedProxies,
      country: compiled.countryHeader,
      day: compiled.zone.day(Date.parse('2026-11-23T23:30:00Z')),
    }).toEqual({ proxies: 0, country: 'cloudfront-viewer-country', day: '2026-11-24' });
  });

  it("reads no country, CloudFront's neither, where none is wanted", () => {
    expect(compileDeployedConfig({ ...made, country: 'none' }).countryHeader).toBeUndefined();
  });
});
