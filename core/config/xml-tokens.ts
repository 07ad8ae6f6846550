/**
 * Splits XML into tags and text: as much of XML 1.0 as sitemaps use, and strict about what is left open, so that a file
 * which was cut off is not taken for a short one. It may not read a declared entity, nor anything outside the text.
 */

export type XmlToken =
  | { readonly kind: 'open' | 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const TOKEN =
  /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[(?<data>[^]*?)\]\]>|<!DOCTYPE[^>[]*>|<(?<slash>\/?)(?<name>[^\s<>/!?="'&]+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|(?<text>[^<]+)/y;

/**
 * Yields the tokens in order; an empty element gives both of its tags. Returns whether the text is well-formed: where
 * it is not, the tokens before the fault were yielded.
 */
export function* xmlTokens(xml: string): Generator<XmlToken, boolean> {
  const open: string[] = [];
  let roots = 0;
  const token = new RegExp(TOKEN);
  while (token.lastIndex < xml.length) {
    const found = token.exec(xml);
    if (found === null) return false;
    const { data, slash, name, text } = found.groups as Readonly<Record<string, string | undefined>>;
    if (name !== undefined && slash === '/') {
      if (open.pop() !== name) return false;
      yield { kind: 'close', name };
    } else if (name !== undefined) {
      if (open.length === 0 && (roots += 1) > 1) return false;
      yield { kind: 'open', name };
      if (found[0].endsWith('/>')) yield { kind: 'close', name };
      else open.push(name);
    } else if (data !== undefined) yield { kind: 'text', text: data };
    else if (text !== undefined) {
      if (open.length === 0 && text.trim() !== '') return false;
      yield { kind: 'text', text: decodeReferences(text) };
    }
  }
  return open.length === 0 && roots === 1;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Replaces the five entities of XML and characters by number; any other stays as it is written. */
function decodeReferences(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|quot|apos|amp));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
