/** The text of an HTML part, for messages without a text part: what it quotes gets the marks of a quotation. */

const DROPPED = /^(?:style|script|head|title|template|svg)$/;
const BREAKING = /^(?:br|p|div|tr|table|ul|ol|li|h[1-6]|blockquote|pre|section|article|header|footer|hr)$/;
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  oacute: 'ó',
  aacute: 'á',
  iacute: 'í',
  uacute: 'ú',
  ntilde: 'ñ',
  atilde: 'ã',
  otilde: 'õ',
  ograve: 'ò',
  ugrave: 'ù',
  igrave: 'ì',
  icirc: 'î',
  ucirc: 'û',
  rsquo: '\u2019',
  lsquo: '\u2018',
  euml: 'ë',
  iuml: 'ï',
};

/** Returns the text, in time that grows with its length alone. Never throws. */
export function textOfHtml(html: string): string {
  const lines: string[] = [''];
  let depth = 0;
  let dropped = '';
  const add = (text: string) => {
    if (dropped === '') lines[lines.length - 1] += text;
  };
  const breakLine = () => {
    if (lines.at(-1) !== marks(depth)) lines.push(marks(depth));
  };
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    add(decodeEntities(html.slice(at, open < 0 ? html.length : open).replaceAll(/[ \t\r\n]+/g, ' ')));
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const close = html.indexOf('>', open);
    const [, slash, name = ''] = /^<(\/?)([A-Za-z][A-Za-z0-9]{0,20})/.exec(html.slice(open, open + 24)) ?? [];
    at = close < 0 ? html.length : close + 1;
    const tag = name.toLowerCase();
    if (dropped !== '') {
      if (slash === '/' && tag === dropped) dropped = '';
      continue;
    }
    if (DROPPED.test(tag) && slash !== '/') dropped = tag;
    if (tag === 'blockquote') depth = Math.max(0, Math.min(50, depth + (slash === '/' ? -1 : 1)));
    if (BREAKING.test(tag)) breakLine();
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

const marks = (depth: number): string => (depth === 0 ? '' : `${'>'.repeat(depth)} `);

const decodeEntities = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name as string] ?? (whole as string);
      const point = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
        ? String.fromCodePoint(point)
        : ' ';
    },
  );
