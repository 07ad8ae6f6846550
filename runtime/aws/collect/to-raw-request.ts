/**
 * From an HTTP API event to a raw request: an allow-list of what the collector reads, copied. It may not pass the event
 * on, nor read a cookie.
 */
import { MAX_BODY_BYTES } from '#core/collect/collect';
import { VIEWER_COUNTRY } from '#core/config/deployed-config';
import type { RawRequest } from '#core/collect/raw-request';
import { ORIGIN_SECRET_HEADER } from '../env.ts';
import type { HttpEvent } from './http-event.ts';

/** Headers that the collector reads, and no other. */
const READ_HEADERS = new Set([
  'origin',
  'authorization',
  'user-agent',
  'accept-language',
  'content-encoding',
  'sec-gpc',
  'dnt',
]);
const VIEWER_ADDRESS = 'cloudfront-viewer-address';
/**
 * What no JSON begins with: a body that says gzip and is none is passed on as this, so that it is counted as
 * unreadable.
 */
const UNREADABLE = Uint8Array.of(0xff);
const GZIP = /^\s*(x-)?gzip\s*$/i;

/**
 * The request, or `too_large` where its body inflates beyond 1 MiB. `isOurs` says whether a presented origin secret is
 * the deployment's.
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
  const body = bodyOf(event, headers.get('content-encoding'));
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

/** `198.51.100.10:46532`, and for v6 the same without brackets: the port is what follows the last colon. */
function withoutPort(viewer: string): string {
  const end = viewer.lastIndexOf(':');
  return (end === -1 ? viewer : viewer.slice(0, end)).replace(/^\[(.*)\]$/, '$1');
}

function bodyOf(
  { body, isBase64Encoded }: HttpEvent,
  encoding: string | undefined,
): Uint8Array | 'too_large' {
  const raw = Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8');
  if (raw.length > MAX_BODY_BYTES) return 'too_large';
  if (encoding === undefined || !GZIP.test(encoding)) return raw;
  try {
    // Loaded when a body is first zipped, which browsers' never are.
    return process.getBuiltinModule('node:zlib').gunzipSync(raw, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : UNREADABLE;
  }
}
