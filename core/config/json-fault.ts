/**
 * Finds where a text stops being JSON (RFC 8259), and says what is wrong there and what to do. It may not quote the
 * text, which may be a secret: brackets, commas and the like alone are named.
 */

export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly problem: string;
}

/** Returns the first fault; undefined where the text is JSON. */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    new Reader(text).document();
    return undefined;
  } catch (error) {
    if (!(error instanceof NotJsonError)) throw error;
    const lines = text.slice(0, error.at).split(/\r\n|\n|\r/);
    return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1, problem: error.problem };
  }
}

/** Ends the reading; it never leaves this file. */
class NotJsonError extends Error {
  readonly at: number;
  readonly problem: string;

  constructor(at: number, problem: string) {
    super('not JSON');
    this.at = at;
    this.problem = problem;
  }
}

/** Deeper ones are refused, since each level takes a call. */
const MAX_DEPTH = 500;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const SPACE = /[ \t\n\r]*/y;
/** What stands where a word or a number may. */
const WORD = /[^\s,:[\]{}"'`]*/y;
/** What a text may hold up to its end, a wrong escape or a control character. */
const CHARACTERS = /(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*/uy;
const CLOSING = { '{': '}', '[': ']' } as const;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#space();
    if (this.#next === undefined) throw new NotJsonError(0, 'the file is empty: write an object {...}');
    this.#value(0);
    this.#space();
    if (this.#next !== undefined)
      throw new NotJsonError(
        this.#at,
        'the JSON has ended before this: remove what follows, or a closing bracket before it',
      );
  }

  get #next(): string | undefined {
    return this.#text[this.#at];
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += taken.length;
    return taken;
  }

  /** Skips white space; a comment after it is a fault. */
  #space(): void {
    this.#take(SPACE);
    if (/^(?:\/\/|\/\*|#)/.test(this.#text.slice(this.#at, this.#at + 2)))
      throw new NotJsonError(this.#at, 'JSON has no comments: remove it');
  }

  #value(depth: number): void {
    const open = this.#next;
    if (open === '{' || open === '[') return this.#list(open, depth + 1);
    if (open === '"') return this.#string();
    const start = this.#at;
    const word = this.#take(WORD);
    if (!/^(?:true|false|null)$/.test(word) && !NUMBER.test(word))
      throw new NotJsonError(start, noValue(open, word));
  }

  #list(open: '{' | '[', depth: number): void {
    const start = this.#at;
    if (depth > MAX_DEPTH) throw new NotJsonError(start, `brackets are nested more than ${MAX_DEPTH} deep`);
    const close = CLOSING[open];
    const what = open === '{' ? 'object' : 'list';
    this.#at += 1;
    for (let comma: number | undefined; ;) {
      this.#space();
      if (this.#next === close && comma === undefined) break;
      if (this.#next === close)
        throw new NotJsonError(
          comma ?? this.#at,
          `a comma stands after the last entry of the ${what}: remove it`,
        );
      if (this.#next === undefined)
        throw new NotJsonError(start, `this ${open} is never closed: add ${close} where its ${what} ends`);
      if (this.#next === ',')
        throw new NotJsonError(this.#at, 'a comma without an entry before it: remove it');
      if (open === '{') this.#key();
      this.#value(depth);
      const end = this.#at;
      this.#space();
      if (this.#next === close) break;
      if (this.#next === undefined)
        throw new NotJsonError(start, `this ${open} is never closed: add ${close} where its ${what} ends`);
      if (this.#next !== ',') throw new NotJsonError(end, this.#noComma(close, what));
      comma = this.#at;
      this.#at += 1;
    }
    this.#at += 1;
  }

  #noComma(close: string, what: string): string {
    if (this.#next === ':')
      return `a : where a comma or ${close} is expected: a colon stands after a key only`;
    if (/[\]}]/.test(this.#next ?? ''))
      return `${this.#next} where the ${what} still has to be closed: write ${close} before it`;
    return `a comma is missing after this entry of the ${what}`;
  }

  #key(): void {
    const quote = this.#next;
    if (quote === "'" || quote === '`') throw new NotJsonError(this.#at, QUOTES);
    if (quote !== '"')
      throw new NotJsonError(
        this.#at,
        /[\]}[{:]/.test(quote ?? '')
          ? 'a key in double quotes is expected here'
          : 'a key stands in double quotes: add them',
      );
    this.#string();
    const end = this.#at;
    this.#space();
    const colon = this.#next;
    if (colon !== ':') throw new NotJsonError(end, 'a colon is missing after this key');
    this.#at += 1;
    this.#space();
  }

  #string(): void {
    const start = this.#at;
    this.#at += 1;
    this.#take(CHARACTERS);
    const next = this.#next;
    if (next === '"') this.#at += 1;
    else if (next === '\\') throw new NotJsonError(this.#at, 'a backslash in a text is written twice: \\\\');
    else if (next === undefined || /[\n\r]/.test(next))
      throw new NotJsonError(start, 'this text has no closing double quote on its line: add it');
    else
      throw new NotJsonError(this.#at, 'a control character in a text is written as an escape: a tab as \\t');
  }
}

const QUOTES = 'keys and texts stand in double quotes: use " in place of this quote';

/** Says what is wrong with a word that is no value. The word itself is not repeated. */
function noValue(open: string | undefined, word: string): string {
  if (open === undefined) return 'the file ends where a value is expected';
  if (open === "'" || open === '`' || /[\u2018-\u201f]/.test(open)) return QUOTES;
  if (word === '') return `a value is expected here, not ${open}`;
  if (/^(?:true|false|null|none|nil|undefined|yes|no|on|off)$/i.test(word))
    return 'a word of another language: JSON has true, false and null, in lower case';
  if (/^[+-]?[\d.]/.test(word))
    return (
      'a number as JSON does not write it: digits without + or a leading 0, with a point before decimals; ' +
      'a text stands in double quotes'
    );
  return 'a text stands in double quotes: add them';
}
