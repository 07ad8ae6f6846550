/** Reads a request's body within its limit and in its encoding. It never holds more than the limit. */

const MAX_BODY_BYTES = 65_536;

export type BodyFault = 'too-large' | 'wrong-type' | 'wrong-encoding';

/** The media type of a request in lower case, without its parameters. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Returns the bytes, or undefined where there are too many. */
export async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** Reads a body of JSON; `wrong-encoding` where it is not UTF-8. The text is not parsed. */
export async function readJsonText(request: Request): Promise<{ readonly text: string } | BodyFault> {
  if (!/^application\/(?:[\w.+-]+\+)?json$/.test(mediaTypeOf(request))) return 'wrong-type';
  const bytes = await readBytes(request);
  if (bytes === undefined) return 'too-large';
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return 'wrong-encoding';
  }
}

/** Reads the pairs of a form body; `wrong-encoding` where an escape or a byte is no UTF-8. */
export async function readPairs(request: Request): Promise<URLSearchParams | BodyFault> {
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') return 'wrong-type';
  const bytes = await readBytes(request);
  if (bytes === undefined) return 'too-large';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // A URLSearchParams leaves a percent sign that escapes nothing, and puts U+FFFD in place of what is no UTF-8.
    decodeURIComponent(text.replaceAll(/%(?![\dA-Fa-f]{2})/g, '%25'));
    return new URLSearchParams(text);
  } catch {
    return 'wrong-encoding';
  }
}

/**
 * Reads what is posted to a link: a form body of either kind, as mail programs send for one-click (RFC 8058, 3.2); any
 * other body is left unread, since a link needs none.
 */
export async function readLinkPairs(request: Request): Promise<URLSearchParams | BodyFault> {
  const type = mediaTypeOf(request);
  if (type === 'application/x-www-form-urlencoded') return readPairs(request);
  if (type !== 'multipart/form-data') return new URLSearchParams();
  const bytes = await readBytes(request);
  if (bytes === undefined) return 'too-large';
  try {
    const form = await new Response(bytes, {
      headers: { 'Content-Type': request.headers.get('Content-Type') ?? '' },
    }).formData();
    return new URLSearchParams(
      [...form].flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      ),
    );
  } catch {
    return 'wrong-encoding';
  }
}
