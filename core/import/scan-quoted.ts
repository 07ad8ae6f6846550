/** Reads the quoted fields of Apache's, nginx's and ALB's logs, with their escapes. It may not know a format. */

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Index of the quote that closes the field opened at `open`; -1 where there is none. An escaped quote closes nothing.
 */
export function closingQuote(line: string, open: number): number {
  let at = line.indexOf('"', open + 1);
  while (at > 0 && isEscaped(line, at)) at = line.indexOf('"', at + 1);
  return at;
}

function isEscaped(line: string, quote: number): boolean {
  let slashes = 0;
  while (line.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', v: '\v', f: '\f' };

/**
 * Takes back the escapes of Apache (`\"`, `\\`, `\t`, `\xhh`) and nginx (`\xHH`); bytes above 127 are read as UTF-8.
 * By hand: a field may be nothing but escapes, and a function called for each costs as much as twenty characters.
 */
function unescapeField(field: string): string {
  let at = field.indexOf('\\');
  if (at < 0) return field;
  let wide = false;
  let text = '';
  let from = 0;
  for (; at >= 0 && at < field.length - 1; at = field.indexOf('\\', from)) {
    const letter = field.charAt(at + 1);
    const byte = letter === 'x' ? byteAt(field, at + 2) : -1;
    text += field.slice(from, at);
    if (byte >= 0) {
      if (byte > 127) wide = true;
      text += String.fromCharCode(byte);
      from = at + 4;
    } else {
      text += CONTROL[letter] ?? letter;
      from = at + 2;
    }
  }
  text += field.slice(from);
  return wide ? utf8(text) : text;
}

/** The byte of two hexadecimal digits; below 0 where there are none. */
function byteAt(field: string, at: number): number {
  const high = digitOf(field.charCodeAt(at));
  const low = digitOf(field.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Characters up to 255 taken as bytes of UTF-8; others stay. What is no UTF-8 becomes U+FFFD. */
function utf8(text: string): string {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 255) return text;
    bytes[at] = code;
  }
  return new TextDecoder().decode(bytes);
}

/** The text between two quotes, `-` as empty. */
export function quotedField(line: string, open: number, close: number): string {
  if (close === open + 2 && line.charCodeAt(open + 1) === 45) return '';
  return unescapeField(line.slice(open + 1, close));
}

/** Whether a quote stands at the index. */
export function isQuote(line: string, at: number): boolean {
  return line.charCodeAt(at) === QUOTE;
}
