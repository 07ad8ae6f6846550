import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretMatcher, keyDigest, createKeyMatcher } from '#runtime/aws/collect/presented-secrets';
import { toRawRequest } from '#runtime/aws/collect/to-raw-request';
import type { HttpEvent } from '#runtime/aws/collect/http-event';
import type { DeployedConfig } from '#core/config/deployed-config';

const isOurs = createSecretMatcher(['the origin secret', 'the former secret']);
const ours = (headers: Record<string, string>): HttpEvent => ({
  rawPath: '/v1/events',
  headers,
  requestContext: { http: { method: 'POST', sourceIp: '198.51.100.7' } },
});
const read = (event: HttpEvent) => {
  const request = toRawRequest(event, isOurs);
  if (request === 'too_large') throw new Error('too large');
  return request;
};

describe('reading an HTTP API event', () => {
  it('reads the bytes that were sent, whatever way they came', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, zipped) => {
        const sent = zipped ? gzipSync(bytes) : Buffer.from(bytes);
        expect(
          Buffer.from(
            read({
              body: sent.toString('base64'),
              isBase64Encoded: true,
              headers: zipped ? { 'content-encoding': 'gzip' } : {},
            }).body,
          ),
        ).toEqual(Buffer.from(bytes));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(Buffer.from(read({ body: text, isBase64Encoded: false }).body).toString()).toBe(text);
      }),
    );
  });

  it('holds 1 MiB at most, raw or inflated', () => {
    expect(toRawRequest({ body: 'x'.repeat(1_048_576) }, isOurs)).not.toBe('too_large');
    expect(toRawRequest({ body: 'x'.repeat(1_048_577) }, isOurs)).toBe('too_large');
    const bomb = gzipSync(Buffer.alloc(20_000_000)).toString('base64');
    expect(
      toRawRequest({ body: bomb, isBase64Encoded: true, headers: { 'content-encoding': 'gzip' } }, isOurs),
    ).toBe('too_large');
  });

  it('a body that is declared as gzip and is not counts as unreadable', () => {
    expect([...read({ body: 'plain', headers: { 'content-encoding': 'gzip' } }).body]).toEqual([0xff]);
  });

  it('bears every field missing', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            rawPath: fc.string(),
            rawQueryString: fc.string(),
            headers: fc.dictionary(fc.string(), fc.string()),
            body: fc.string(),
            isBase64Encoded: fc.boolean(),
            requestContext: fc.record(
              { http: fc.record({ method: fc.string(), sourceIp: fc.ipV4() }, { requiredKeys: [] }) },
              { requiredKeys: [] },
            ),
          },
          { requiredKeys: [] },
        ),
        (event) => {
          expect(() => toRawRequest(event as HttpEvent, isOurs)).not.toThrow();
        },
      ),
    );
    expect(read({})).toMatchObject({ method: 'GET', path: '/', query: '', peer: '' });
  });

  it('passes on each header that the collector reads, however it is written: an objection that is lost is not honoured', () => {
    for (const name of [
      'Origin',
      'Authorization',
      'User-Agent',
      'Accept-Language',
      'Content-Encoding',
      'Sec-GPC',
      'DNT',
    ]) {
      for (const given of [name, name.toLowerCase()])
        expect(read(ours({ [given]: '1' })).header(name.toLowerCase()), given).toBe('1');
    }
  });

  it('passes on no header but those that the collector reads', () => {
    const request = read(
      ours({
        cookie: 'a',
        referer: 'b',
        'x-forwarded-for': 'c',
        forwarded: 'd',
        'sec-ch-ua': 'e',
        Origin: 'https://shop.example',
        'user-agent': 'UA',
      }),
    );
    expect(
      ['cookie', 'referer', 'x-forwarded-for', 'forwarded', 'sec-ch-ua', 'origin', 'user-agent'].map((name) =>
        request.header(name),
      ),
    ).toEqual([undefined, undefined, undefined, undefined, undefined, 'https://shop.example', 'UA']);
  });

  it("believes CloudFront's headers only with the deployment's secret", () => {
    const viewer = { 'cloudfront-viewer-address': '203.0.113.9:46532', 'cloudfront-viewer-country': 'DE' };
    const seen = (headers: Record<string, string>) => [
      read(ours(headers)).peer,
      read(ours(headers)).header('cloudfront-viewer-country'),
    ];
    expect(seen(viewer)).toEqual(['198.51.100.7', undefined]);
    expect(seen({ ...viewer, 'x-headcount-origin': 'another secret' })).toEqual(['198.51.100.7', undefined]);
    expect(seen({ ...viewer, 'x-headcount-origin': 'the origin secret' })).toEqual(['203.0.113.9', 'DE']);
    expect(
      seen({ 'cloudfront-viewer-address': '2001:db8::7:443', 'x-headcount-origin': 'the origin secret' }),
    ).toEqual(['2001:db8::7', undefined]);
    expect(seen({ 'x-headcount-origin': 'the origin secret' })).toEqual(['', undefined]);
    expect(seen({ ...viewer, 'x-headcount-origin': 'the former secret' })).toEqual(['203.0.113.9', 'DE']);
    expect(seen({ ...viewer, 'x-headcount-origin': 'the origin secret the former secret' })).toEqual([
      '198.51.100.7',
      undefined,
    ]);
    expect(createSecretMatcher([])('')).toBe(false);
  });
});

describe('the key of a server', () => {
  it('is compared by its digest, site by site', () => {
    const config = {
      sites: [
        { id: 'shop', keyDigest: keyDigest('k3y-of-the-shop-3f9a\n') },
        { id: 'blog' },
        { id: 'odd', keyDigest: 'abcd' },
      ],
    } as unknown as DeployedConfig;
    const matches = createKeyMatcher(config);
    expect([
      matches('shop', 'k3y-of-the-shop-3f9a'),
      matches('shop', 'k3y-of-the-shop-3f9b'),
      matches('blog', 'k3y-of-the-shop-3f9a'),
      matches('blog', ''),
      matches('odd', ''),
      matches('nobody', ''),
    ]).toEqual([true, false, false, false, false, false]);
    expect(JSON.stringify(config)).not.toContain('k3y');
  });
});
