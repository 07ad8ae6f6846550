/**
 * Removes parameters that were encoded into a path (`/x%3Fsid=1`, `/x%253Bjsessionid=1`, `/x&sid=1`): the text after an
 * encoded delimiter means the same as after a plain one, be it query, fragment or matrix parameter. It may not judge
 * identifiers.
 */
import { decodePercent } from './unwrap.ts';

export interface SplitPath {
  /** Segments without parameters; a segment that had none is unchanged. */
  readonly segments: readonly string[];
  /**
   * The decoded text after an encoded `?` or a bare `&`. It is read like the query, so only allow-listed parameters are
   * kept.
   */
  readonly query: string;
}

/**
 * `?`, `#`, `;`, and `&` before `key=value`: each ends the path or the segment. Those of a character reference of HTML,
 * which is how some pages write the sign of an address, do not.
 */
const DELIMITER =
  /\?|#(?!(?<=&#)(?:x[0-9a-f]{2,5}|\d{2,6})(?:;|$))|(?<!&(?:#(?:x[0-9a-f]{2,5}|\d{2,6})|commat|period));|&(?=[^&=/]*=)/i;

/**
 * Splits segments from parameters. A delimiter at the very end hides nothing and stays: `/wiki/Who%3F`, `/tags/c%23`.
 */
export function withoutParameters(segments: readonly string[]): SplitPath {
  if (!segments.some((segment) => /[%&;?#]/.test(segment))) return { segments, query: '' };
  const pathSegments: string[] = [];
  for (const [at, segment] of segments.entries()) {
    const pieces = (decodePercent(segment) ?? segment).split('/');
    const last = at === segments.length - 1;
    const clean: string[] = [];
    for (const [index, piece] of pieces.entries()) {
      const mark = DELIMITER.exec(piece);
      const rest = mark === null ? '' : piece.slice(mark.index + 1);
      if (mark === null || (rest === '' && mark[0] !== ';' && last && index === pieces.length - 1)) {
        clean.push(piece);
        continue;
      }
      const head = piece.slice(0, mark.index);
      // `a=1&b=2` is a query as a whole.
      const isQuery = mark[0] === '&' && head.includes('=');
      clean.push(isQuery ? '' : head);
      if (mark[0] === ';') continue;
      pathSegments.push(joinEncoded(clean));
      if (mark[0] === '#') return { segments: pathSegments, query: '' };
      const query = [
        isQuery ? `${head}&${rest}` : rest,
        ...pieces.slice(index + 1),
        ...segments.slice(at + 1),
      ].join('/');
      return { segments: pathSegments, query: query.split('#', 1)[0] ?? '' };
    }
    pathSegments.push(clean.every((piece, index) => piece === pieces[index]) ? segment : joinEncoded(clean));
  }
  return { segments: pathSegments, query: '' };
}

/**
 * Joins decoded pieces into one segment; the slashes between them, and characters that would read as more than a
 * segment, are encoded.
 */
function joinEncoded(pieces: readonly string[]): string {
  return pieces
    .map((piece) =>
      // eslint-disable-next-line no-control-regex
      piece.replaceAll(/[?#%;\u0000-\u0020\u007f]/g, (character) => encodeURIComponent(character)),
    )
    .join('%2F');
}
