/** Inflating and answering any gzipped body costs at most twenty ordinary batches of 490 events. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { collect } from '#core/collect/collect';
import { toRawRequest } from '#runtime/aws/collect/to-raw-request';
import { CHROME, contextOf, ORIGIN } from '../collect/posted.ts';
import { tooDear } from './cost.ts';

const MIB = 1_048_576;
const context = contextOf();

/** Inflates as the function does, at once; the server inflates the same way on a thread of its own. */
function answering(zipped: Buffer): () => unknown {
  const event = {
    rawPath: '/v1/events',
    headers: { 'content-encoding': 'gzip', 'user-agent': CHROME, origin: ORIGIN },
    requestContext: { http: { method: 'POST', sourceIp: '198.51.100.7' } },
    body: zipped.toString('base64'),
    isBase64Encoded: true,
  };
  return () => {
    const request = toRawRequest(event, () => false);
    return request === 'too_large' ? request : collect(request, context);
  };
}

const batch = (referrer: (n: number) => string) =>
  gzipSync(
    JSON.stringify({
      site: 'shop',
      events: Array.from({ length: 490 }, (_, n) => ({
        name: 'pageview',
        url: `https://www.example.com/products/Model-${n % 50}?utm_source=newsletter`,
        referrer: referrer(n),
      })),
    }),
  );

it('the dearest zipped body costs at most twenty ordinary batches of 490 events', () => {
  const ordinary = answering(batch((n) => `https://news${n}.example.org/article`));
  const empty = gzipSync('');
  const members = (one: Buffer, most: number) =>
    Buffer.concat(Array<Buffer>(Math.floor(most / one.length)).fill(one));
  const bodies: Readonly<Record<string, Buffer>> = {
    'empty members': members(empty, MIB),
    'members of one letter': members(gzipSync('a'), MIB),
    'an event behind empty members': Buffer.concat([members(empty, MIB / 2), gzipSync('{"site":"shop"}')]),
    'one letter': gzipSync('a'.repeat(MIB)),
    'one letter too many': gzipSync('a'.repeat(64 * MIB)),
    'white space': gzipSync(`${' '.repeat(MIB - 2)}{}`),
    'zipped twice': gzipSync(gzipSync('a'.repeat(64 * MIB))),
    'stored blocks': gzipSync('a'.repeat(MIB), { level: 0 }),
    brackets: gzipSync(`{"x":[${'[[[[[]]]]],'.repeat(95_000)}0]}`),
    'referrers of dots': batch(() => `https://${'a.'.repeat(985)}com`),
    'cut off': gzipSync('a'.repeat(MIB)).subarray(0, 600),
  };
  const work = Object.entries(bodies).map(([made, zipped]) => ({ made, run: answering(zipped) }));
  expect(tooDear(ordinary, work)).toEqual([]);
});
