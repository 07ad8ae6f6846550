/**
 * HTTP API events as AWS documents them (payload format 2.0), with visitors' canaries in every field that could carry
 * one.
 */
import { gzipSync } from 'node:zlib';

export const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** Values that identify the visitor: none of them may be sent on or logged. */
export const CANARIES = {
  ip: '81.187.204.113',
  agent: 'xk9QmWvT3rLp',
  cookie: 'cT7hJw2NbRzQ',
  query: 'qF4mXs8KdLwV',
  email: 'rosalind.qvxtz',
  clientId: 'Zw8Kq3Vn-5Rt7Yp2M',
  fragment: 'fG6tBn9HcPxJ',
  referrerPath: 'pH3vKm7QsDwL',
  header: 'hX5zRt8WmCnB',
  authorization: 'aJ2yLq6VfKsT',
  requestId: 'JKJaXmPLvHcESHA=',
  userinfo: 'uN9dWx4GpMbS',
} as const;

const KEPT_IN_CONTEXT = '12/Mar/2026:19:03:58 +0000';

export interface EventOptions {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** As API Gateway sets it for media types that are not text. */
  readonly base64?: boolean;
}

/** An event of a browser behind API Gateway; canaries in the cookie, the agent, the parsed query, the context. */
export function httpEvent({
  method = 'POST',
  path = '/v1/events',
  query = '',
  headers = {},
  body,
  base64 = false,
}: EventOptions): object {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    cookies: [`id=${CANARIES.cookie}`],
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip',
      'content-type': 'text/plain;charset=UTF-8',
      host: 'id.execute-api.eu-central-1.amazonaws.com',
      origin: 'https://shop.example',
      referer: `https://shop.example/?q=${CANARIES.query}`,
      'user-agent': `${AGENT} ${CANARIES.agent}`,
      'x-amzn-trace-id': `Root=1-5f84c7a9-${CANARIES.header}`,
      'x-forwarded-for': CANARIES.ip,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'sec-ch-ua': `"${CANARIES.header}"`,
      'accept-language': 'de-DE',
      ...headers,
    },
    ...(query === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      domainName: 'id.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'id',
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: CANARIES.ip,
        userAgent: `${AGENT} ${CANARIES.agent}`,
      },
      requestId: CANARIES.requestId,
      routeKey: '$default',
      stage: '$default',
      time: KEPT_IN_CONTEXT,
      timeEpoch: 1_583_348_638_390,
    },
    ...(body === undefined ? {} : { body: base64 ? Buffer.from(body).toString('base64') : body.toString() }),
    isBase64Encoded: base64,
  };
}

/** An event of the site, numbered by its worth, which identifies lost and duplicated events. */
export function numbered(number: number): Record<string, unknown> {
  return {
    site: 'shop',
    name: 'signup',
    value: number / 100,
    id: `${CANARIES.clientId}-${String(number).padStart(8, '0')}`,
    url: `https://${CANARIES.userinfo}:x@shop.example/account?sid=${CANARIES.query}&utm_campaign=spring#${CANARIES.fragment}`,
    referrer: `https://news.example.org/${CANARIES.referrerPath}?q=${CANARIES.query}`,
    props: { note: `mail ${CANARIES.email}@example.org`, unlisted: CANARIES.header },
  };
}

/** Requests of every kind that a collector meets, each with the status of its answer. */
export function oddEvents(): (object & { readonly status: number })[] {
  const event = (status: number, options: EventOptions) => Object.assign(httpEvent(options), { status });
  const page = { ...numbered(1), name: 'pageview' };
  const json = (body: object) => JSON.stringify(body);
  const bare = httpEvent({ body: json(page) }) as Record<string, unknown>;
  return [
    event(202, { body: json(page) }),
    event(202, { body: json(page), base64: true, headers: { 'content-type': 'application/octet-stream' } }),
    event(202, {
      body: gzipSync(
        json({ site: 'shop', events: [page, page, { ...page, id: `${CANARIES.clientId}-again` }] }),
      ),
      base64: true,
      headers: { 'content-encoding': 'gzip' },
    }),
    event(202, {
      body: json({
        ...page,
        url: `https://shop.example/u/${encodeURIComponent(`${CANARIES.email}@example.org`)}`,
      }),
    }),
    event(202, {
      body: json({ ...page, url: `https://shop.example/reset/${CANARIES.query}?token=${CANARIES.query}` }),
    }),
    event(400, { body: `{"site":"shop","name":"${CANARIES.query}"` }),
    event(400, { body: 'not gzip', headers: { 'content-encoding': 'gzip' } }),
    event(413, {
      body: gzipSync(Buffer.alloc(2_000_000, 32)),
      base64: true,
      headers: { 'content-encoding': 'gzip' },
    }),
    event(413, { body: ' '.repeat(1_048_577) }),
    event(415, { body: json(page), headers: { 'content-encoding': 'br' } }),
    event(202, { body: json({ ...page, name: `!${CANARIES.query}` }) }),
    event(202, { body: json({ ...page, site: CANARIES.query }) }),
    event(202, { body: json(page), headers: { authorization: `Bearer ${CANARIES.authorization}` } }),
    event(202, { body: json(page), headers: { 'sec-gpc': '1' } }),
    event(202, { body: json(page), headers: { 'user-agent': `Googlebot/2.1 ${CANARIES.agent}` } }),
    event(403, { body: json(page), headers: { origin: `https://${CANARIES.header.toLowerCase()}.example` } }),
    event(204, { method: 'OPTIONS' }),
    event(200, {
      method: 'GET',
      path: '/v1/pixel.gif',
      query: `site=shop&url=${encodeURIComponent(`https://shop.example/p?x=${CANARIES.query}#${CANARIES.fragment}`)}`,
    }),
    event(200, { method: 'GET', path: '/headcount.js' }),
    event(200, { method: 'GET', path: '/healthz' }),
    event(200, { method: 'GET', path: '/.well-known/gpc.json' }),
    event(404, { method: 'GET', path: `/nowhere/${CANARIES.query}` }),
    // Fields that AWS may omit (headers, body, query), and one that it never should.
    Object.assign(
      { ...bare, headers: undefined, body: undefined, isBase64Encoded: undefined, cookies: undefined },
      { status: 400 },
    ),
    Object.assign({ ...bare, requestContext: undefined }, { status: 405 }),
    Object.assign({ version: '2.0' }, { status: 404 }),
  ];
}
