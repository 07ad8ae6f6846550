/** The scrubber for values that may name a page, a file or a host. It may not keep the query of an address. */
import { scrub } from './scrub.ts';
import { scrubSegments } from './scrub-segments.ts';
import { neutralizeFormula } from './scrub-value.ts';
import { decodePercent } from './unwrap.ts';
import { withoutParameters } from './without-parameters.ts';

/** Maximum depth; deeper values are cut there, as deeper paths are. A value is shorter than a path. */
const MAX_SEGMENTS = 6;

/**
 * Reduces addresses of pages and files to host and scrubbed path. Other text is scrubbed as a value, and after each
 * slash as a path.
 */
export function scrubPlace(text: string): string {
  const visible = text.replaceAll(/\p{Cc}+/gu, ' ');
  const place =
    /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#]*@)?([^/?#]+)([^?#]*)/i.exec(visible) ??
    /^()(\/[^?#]*)/.exec(visible);
  const [, host, path] = place ?? ['', scrub(visible), ''];
  const [first = '', ...all] = `${place === null ? host : scrub(host ?? '')}${path ?? ''}`.split(
    '/',
    MAX_SEGMENTS + 2,
  );
  const segments = all.length > MAX_SEGMENTS ? [...all.slice(0, MAX_SEGMENTS), ':token'] : all;
  if (segments.length === 0) return neutralizeFormula(first);
  // Without a host, the word before the first slash may also announce what follows it.
  const words = [first, ...segments].map((segment) => segment.split(';', 1)[0] ?? '');
  const isPlace = place !== null || /[?#&][^\s?#&=]*=/.test(decodePercent(visible) ?? '');
  const scrubbed = scrubSegments(isPlace ? withoutParameters(words).segments : words);
  return neutralizeFormula(scrubbed.join('/'));
}
