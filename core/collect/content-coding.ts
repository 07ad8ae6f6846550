/** Chooses a content coding from Accept-Encoding (RFC 9110, 12.5.3). */

export type ContentCoding = 'br' | 'gzip' | 'identity';

/** Maximum length that is read; browsers send 30 characters. */
const MAX_HEADER_LENGTH = 256;
const ITEM = /^\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i;

/**
 * Returns the coding with the highest weight, the smaller one of two that weigh the same. Without a header nothing is
 * compressed: few clients that send none can decompress. Where nothing is acceptable, the answer is not compressed.
 */
export function chooseCoding(acceptEncoding: string | undefined): ContentCoding {
  const weights = new Map<string, number>();
  for (const item of (acceptEncoding ?? '').slice(0, MAX_HEADER_LENGTH).split(',')) {
    const [, name, weight = '1'] = ITEM.exec(item) ?? [];
    if (name !== undefined) weights.set(name.toLowerCase().replace(/^x-/, ''), Number(weight));
  }
  const others = weights.get('*') ?? 0;
  const weightOf = (coding: ContentCoding): number => weights.get(coding) ?? others;
  const identity = weights.get('identity') ?? 0;
  const [br, gzip] = [weightOf('br'), weightOf('gzip')];
  const best = Math.max(br, gzip);
  if (best === 0 || best < identity) return 'identity';
  return br === best ? 'br' : 'gzip';
}
