/**
 * Describes how a line is built, for messages: `WORD ADDRESS - - [TIME] "..."`. It may not let a letter or a digit of
 * the line out.
 */
import { addressOfToken } from './logged-address.ts';

const MAX_TOKENS = 16;
const BEFORE = /^[("[<]{0,2}/;
const AFTER = /[)"\]>,:|]{0,2}$/;

/** Returns the shape of a line up to its request. */
export function lineShape(line: string): string {
  if (/^\s*\{/.test(line)) return '{...}';
  const bracket = /\[\d{2}\/[A-Za-z]{3}\/\d{4}:[^\]]{10,20}\]/.exec(line.slice(0, 2048));
  const head = line.slice(0, bracket?.index ?? 512).trim();
  const tokens = head.split(/\s+/);
  const shown = tokens.slice(0, MAX_TOKENS).map(tokenShape);
  if (tokens.length > MAX_TOKENS) shown.push('...');
  return [...shown, ...(bracket === null ? [] : ['[TIME]', '"..."'])].join(' ');
}

function tokenShape(token: string): string {
  if (/^[-|,]{1,2}$/.test(token)) return token;
  const before = BEFORE.exec(token)?.[0] ?? '';
  const after = AFTER.exec(token)?.[0] ?? '';
  const text = token.slice(before.length, Math.max(before.length, token.length - after.length));
  return before + wordShape(text) + after;
}

function wordShape(text: string): string {
  if (text === '') return '';
  if (text === '-') return '-';
  if (addressOfToken(text) !== undefined) return 'ADDRESS';
  if (/^\d+$/.test(text)) return 'NUMBER';
  if (/^\d[\d:.TZ+/-]*$/.test(text) && text.includes(':')) return 'TIME';
  return /^[^:]+:\d+$/.test(text) ? 'WORD:NUMBER' : 'WORD';
}
