/**
 * Signs one request by AWS Signature Version 4 (IAM User Guide, "Create a signed AWS API request"). It uses
 * node:crypto: signing by web standards loads all of Node's fetch, 40 ms of a cold start.
 */
import { createHmac, hash } from 'node:crypto';
import type { Identity } from '../env.ts';

export interface RequestToSign {
  /** POST by default. */
  readonly method?: string;
  readonly url: URL;
  readonly service: string;
  /** Lower-case names; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Cache of signing keys by secret, day, region and service: all calls of a day share one. */
const keys = new Map<string, Buffer>();

/**
 * Returns the headers to send: the given ones, `host`, `x-amz-date`, the session's token and `authorization`. `now` is
 * in milliseconds.
 */
export function sign(
  { method = 'POST', url, service, headers, body }: RequestToSign,
  { accessKeyId, secretAccessKey, sessionToken, region }: Identity,
  now: number,
): Record<string, string> {
  const time = new Date(now).toISOString().replaceAll(/[:-]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const bodyHash = hash('sha256', body);
  const allHeaders: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-date': time,
    // S3 alone demands it as a header.
    ...(service === 's3' ? { 'x-amz-content-sha256': bodyHash } : {}),
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(allHeaders).toSorted();
  const signed = names.join(';');
  const request = [
    method,
    // S3 alone takes the path as it is sent; the others encode it once more.
    service === 's3' ? url.pathname : url.pathname.split('/').map(encodeStrictly).join('/'),
    canonicalQuery(url),
    ...names.map((name) => `${name}:${allHeaders[name]?.trim() ?? ''}`),
    '',
    signed,
    bodyHash,
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const signature = createHmac('sha256', signingKey(secretAccessKey, day, region, service))
    .update(['AWS4-HMAC-SHA256', time, scope, hash('sha256', request)].join('\n'))
    .digest('hex');
  return {
    ...allHeaders,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}

/** Encodes all but letters, digits and `-._~` (RFC 3986), as AWS does before it verifies a signature. */
export const encodeStrictly = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const canonicalQuery = ({ searchParams }: URL): string =>
  [...searchParams]
    .map(([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`)
    .toSorted()
    .join('&');

function signingKey(secret: string, day: string, region: string, service: string): Buffer {
  const cacheKey = `${secret} ${day} ${region} ${service}`;
  let key = keys.get(cacheKey);
  if (key === undefined) {
    key = [day, region, service, 'aws4_request'].reduce<Buffer>(
      (last, part) => createHmac('sha256', last).update(part).digest(),
      Buffer.from(`AWS4${secret}`),
    );
    if (keys.size > 16) keys.clear();
    keys.set(cacheKey, key);
  }
  return key;
}
