/**
 * Converts an HTTP API event to a raw request by an allow-list of what the collector reads. It may not pass the event
 * on, nor read a cookie.
 */
import { MAX_BODY_BYTES } from '#core/collect/collect';
import { PURPOSE_HEADERS } from '#core/collect/prefetch';
import { VIEWER_COUNTRY } from '#core/config/deployed-config';
import type { RawRequest } from '#core/collect/raw-request';
import { ORIGIN_SECRET_HEADER } from '../env.ts';
import type { HttpEvent } from './http-event.ts';

/** The only headers that the collector reads. */
const READ_HEADERS = new Set([
  'origin',
  'authorization',
  'user-agent',
  'accept-language',
  'accept-encoding',
  'content-encoding',
  'sec-gpc',
  'dnt',
  ...PURPOSE_HEADERS,
]);
const VIEWER_ADDRESS = 'cloudfront-viewer-address';
/**
 * No JSON starts with this byte: a body that claims to be gzip and is not is passed on as this, so that it counts as
 * unreadable.
 */
const UNREADABLE = Uint8Array.of(0xff);
const GZIP = /^\s*(x-)?gzip\s*$/i;

/**
 * Returns the request, or `too_large` where its body inflates beyond 1 MiB. `isOurs` checks whether a presented origin
 * secret is the deployment's.
 */
export function toRawRequest(
  event: HttpEvent,
  isOurs: (presented: string) => boolean,
): RawRequest | 'too_large' {
  const headers = new Map<string, string>();
  let secret: string | undefined;
  let viewer: string | undefined;
  let country: string | undefined;
  for (const [header, value] of Object.entries(event.headers ?? {})) {
    if (typeof value !== 'string') continue;
    const name = header.toLowerCase();
    if (READ_HEADERS.has(name)) headers.set(name, value);
    else if (name === ORIGIN_SECRET_HEADER) secret = value;
    else if (name === VIEWER_ADDRESS) viewer = value;
    else if (name === VIEWER_COUNTRY) country = value;
  }
  const throughCloudFront = secret !== undefined && isOurs(secret);
  if (throughCloudFront && country !== undefined) headers.set(VIEWER_COUNTRY, country);
  const body = decodeBody(event, headers.get('content-encoding'));
  if (body === 'too_large') return body;
  const { http } = event.requestContext ?? {};
  return {
    method: http?.method ?? 'GET',
    path: event.rawPath ?? '/',
    query: event.rawQueryString ?? '',
    header: (name) => headers.get(name),
    body,
    peer: throughCloudFront ? withoutPort(viewer ?? '') : (http?.sourceIp ?? ''),
  };
}

/**
 * Removes the port: `198.51.100.10:46532`, and the same for IPv6, without brackets. The port follows the last colon.
 */
function withoutPort(viewer: string): string {
  const end = viewer.lastIndexOf(':');
  return (end === -1 ? viewer : viewer.slice(0, end)).replace(/^\[(.*)\]$/, '$1');
}

function decodeBody(
  { body, isBase64Encoded }: HttpEvent,
  encoding: string | undefined,
): Uint8Array | 'too_large' {
  const raw = Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8');
  if (raw.length > MAX_BODY_BYTES) return 'too_large';
  if (encoding === undefined || !GZIP.test(encoding)) return raw;
  try {
    // Loaded for the first compressed body; browsers never compress theirs.
    return process.getBuiltinModule('node:zlib').gunzipSync(raw, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : UNREADABLE;
  }
}
