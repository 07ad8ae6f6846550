/** HTTP API events as AWS documents them (payload format 2.0), with visitors' canaries in every field that could carry one. */

export const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** What identifies the visitor: none of it may be sent on or logged. */
export const CANARIES = {
  ip: '81.187.204.113', agent: 'xk9QmWvT3rLp', cookie: 'cT7hJw2NbRzQ', query: 'qF4mXs8KdLwV', email: 'rosalind.qvxtz', clientId: 'Zw8Kq3Vn-5Rt7Yp2M', fragment: 'fG6tBn9HcPxJ',
  referrerPath: 'pH3vKm7QsDwL', header: 'hX5zRt8WmCnB', authorization: 'aJ2yLq6VfKsT', requestId: 'JKJaXmPLvHcESHA=', userinfo: 'uN9dWx4GpMbS',
} as const;

const KEPT_IN_CONTEXT = '12/Mar/2026:19:03:58 +0000';

export interface EventOptions {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** As API Gateway sets it for media types that are no text. */
  readonly base64?: boolean;
}

/** An event of a browser behind API Gateway; canaries in the cookie, the agent, the parsed query, the context. */
export function httpEvent({ method = 'POST', path = '/v1/events', query = '', headers = {}, body, base64 = false }: EventOptions): object {
  return {
    version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: query,
    cookies: [`id=${CANARIES.cookie}`],
    headers: {
      'accept': '*/*', 'accept-encoding': 'gzip', 'content-type': 'text/plain;charset=UTF-8', 'host': 'id.execute-api.eu-central-1.amazonaws.com', 'origin': 'https://shop.example',
      'referer': `https://shop.example/?q=${CANARIES.query}`, 'user-agent': `${AGENT} ${CANARIES.agent}`, 'x-amzn-trace-id': `Root=1-5f84c7a9-${CANARIES.header}`, 'x-forwarded-for': CANARIES.ip,
      'x-forwarded-port': '443', 'x-forwarded-proto': 'https', 'sec-ch-ua': `"${CANARIES.header}"`, 'accept-language': 'de-DE', ...headers,
    },
    ...(query === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      accountId: '123456789012', apiId: 'id', domainName: 'id.execute-api.eu-central-1.amazonaws.com', domainPrefix: 'id',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: CANARIES.ip, userAgent: `${AGENT} ${CANARIES.agent}` },
      requestId: CANARIES.requestId, routeKey: '$default', stage: '$default', time: KEPT_IN_CONTEXT, timeEpoch: 1_583_348_638_390,
    },
    ...(body === undefined ? {} : { body: base64 ? Buffer.from(body).toString('base64') : body.toString() }),
    isBase64Encoded: base64,
  };
}

/** An event of the site, numbered by its worth: what a fault lost or doubled can be told by it. */
export function numbered(number: number): Record<string, unknown> {
  return {
    site: 'shop', name: 'signup', value: number / 100, id: `${CANARIES.clientId}-${String(number).padStart(8, '0')}`,
    url: `https://${CANARIES.userinfo}:x@shop.example/account?sid=${CANARIES.query}&utm_campaign=spring#${CANARIES.fragment}`,
    referrer: `https://news.example.org/${CANARIES.referrerPath}?q=${CANARIES.query}`,
    props: { note: `mail ${CANARIES.email}@example.org`, unlisted: CANARIES.header },
  };
}
