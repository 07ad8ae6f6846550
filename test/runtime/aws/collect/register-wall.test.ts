/** The wall in the collector on AWS, with the configuration as deployed: what touches the register leaves no trace. */
import { describe, expect, it } from 'vitest';
import { deployedConfig } from '#core/config/deployed-config';
import { parseConfig } from '#core/config/parse-config';
import { collector } from '#runtime/aws/collect/collect-event';
import { keyDigest } from '#runtime/aws/collect/presented-secrets';
import { Fake, recordsOf, taken } from '../trying.ts';
import { CONFIG } from '../../../core/wall/walled.ts';

const KEY = 'k3y-of-the-shop-3f9a';
const URL_OF_PAGE = 'https://www.example.com/products';

function deployed() {
  const fake = new Fake((call) => (call.service === 'firehose' ? taken(call) : {}));
  let random = 0;
  const answer = collector({
    ...fake.trying,
    config: deployedConfig(
      parseConfig(JSON.stringify({ ...CONFIG, country: 'none' })),
      new Map(),
      new Map([['shop', keyDigest(KEY)]]),
    ),
    stream: 's',
    queueUrl: 'https://sqs.x/1/q',
    saltsTable: 'salts',
    originSecrets: [],
    tracker: () => '',
    country: () => undefined,
    random128: () => `${random++}`.padStart(32, '0'),
    warnings: fake.warnings,
  });
  const send = (
    method: string,
    path: string,
    query: string,
    headers: Record<string, string>,
    body?: unknown,
  ) =>
    answer({
      rawPath: path,
      rawQueryString: query,
      headers: {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
        ...headers,
      },
      requestContext: { http: { method, sourceIp: '198.51.100.7' } },
      body: JSON.stringify(body),
      isBase64Encoded: false,
    });
  const records = () =>
    fake.calls
      .filter(({ service }) => service === 'firehose')
      .flatMap(recordsOf)
      .join('\n');
  return { send, records };
}

describe('the collector on AWS', () => {
  it.each([
    ['url', { url: 'https://register.example.com/workshop' }],
    ['path', { url: 'https://www.example.com/%72egister%2Fworkshop' }],
    ['referrer', { referrer: 'https://register.example.com/' }],
    ['prop host', { name: 'outbound', props: { host: 'register.example.com' } }],
    ['prop path', { name: 'not_found', props: { path: '/register/x' } }],
    ['prop file', { name: 'download', props: { file: '/workshops/x.pdf' } }],
  ])('excludes what touches the register by %s, of a browser and of a server', async (_way, more) => {
    const event = { site: 'shop', name: 'signup', url: URL_OF_PAGE, ...more };
    const senders: Record<string, string>[] = [
      { origin: 'https://www.example.com' },
      { authorization: `Bearer ${KEY}` },
    ];
    for (const headers of senders) {
      const { send, records } = deployed();
      const { body } = await send('POST', '/v1/events', '', headers, event);
      expect(JSON.parse(body)).toMatchObject({ accepted: 0, dropped: [{ index: 0, reason: 'excluded' }] });
      expect(records()).toContain('"outcome":"excluded"');
      expect(records()).not.toMatch(/register|workshop|signup|outbound|download|not_found|products/);
    }
  });

  it('excludes pixels of the register', async () => {
    const { send, records } = deployed();
    const query = `site=shop&url=${encodeURIComponent('https://www.example.com/danke')}`;
    const { headers } = await send('GET', '/v1/pixel.gif', query, {});
    expect(headers['x-headcount']).toBe('dropped: excluded');
    expect(records()).not.toContain('danke');
  });

  it('counts the rest', async () => {
    const { send, records } = deployed();
    const event = { site: 'shop', name: 'signup', url: URL_OF_PAGE, referrer: 'https://search.example/' };
    const { body } = await send('POST', '/v1/events', '', { origin: 'https://www.example.com' }, event);
    expect(JSON.parse(body)).toMatchObject({ accepted: 1 });
    expect(records()).toContain('"path":"/products"');
  });
});
