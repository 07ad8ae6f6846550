/** Finds e-mail addresses, plain or obfuscated against harvesters. It may not decode anything. */
import { FILE_END } from './file-end.ts';
import type { IdentifierKind } from './identifier-kind.ts';

/** A character of a name. */
const NAME = /[^\s@/<>()[\]{}"',;:=&?|]/;
/** What stands for the sign between name and host. Spaces around it are part of it. */
const AT =
  /\s{0,3}(?:@{1,3}|[([{<]\s{0,3}(?:@|\p{L}{1,15}(?:[ -]\p{L}{1,8})?)\s{0,3}[)\]}>]|&(?:#0{0,3}64|#x0{0,3}40|commat)(?:;|$)|=40(?=[a-z])|\\u0040|\\x40)\s{0,3}["'`\u201c\u201d]?\s{0,3}/giu;
const MAY_HOLD_AT = /@|[([{<]\s{0,3}\p{L}{1,15}(?:[ -]\p{L}{1,8})?\s{0,3}[)\]}>]|[=\\]|&#|&comm/iu;
/** Words for the sign in brackets, for which the host needs no full stop. */
const KNOWN_AT =
  /^[\s([{<]*(?:@|at|\u00e4t|a|et|arroba|chiocciola|malpa|ma\u0142pa|sobaka|&.*|=40|\\[ux]0*40)[\s)\]}>"'`]*$/i;
const LABEL = '[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*';
const DOT =
  '(?:\\s{0,2}[([{<]\\s?(?:\\p{L}{2,8}|\\.)\\s?[)\\]}>]\\s{0,2}|["\']?\\.["\']?|\\s\\.\\s' +
  '|\\s(?:dot|punkt|punto|ponto|point)\\s|[-_](?:dot|punkt|punto|ponto|point)[-_]' +
  '|,(?=[a-z]{2,3}(?![\\p{L}\\p{N}]))|&(?:#46|#x2e|period);)';
const HOST = new RegExp(`(?:\\[[\\p{L}\\p{N}.:]{2,60}\\]|${LABEL}(?:${DOT}${LABEL})*)`, 'iuy');
const LABEL_WITHIN = new RegExp(DOT, 'giu');
const IMAGE = /^\dx\.(?:png|jpe?g|gif|webp|avif|svg)$/i;
/** What follows the sign where it names a version of a package. */
const VERSION =
  /^(?:latest|next|beta|alpha|canary|rc|main|master|dev|stable|lts|edge|nightly|experimental|v?\d.*)$/i;
const CLOSED: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\u201d': '\u201c',
  '\u2019': '\u2018',
  ')': '(',
  ']': '[',
  '>': '<',
  '}': '{',
};

/** What a displayed name before `<jo@example.org>` consists of. */
const DISPLAY_NAME = /[\p{L}\p{M} ."'-]/u;
/** A name or a comment in brackets behind an address. */
const COMMENT = />?\s?\([^()]{1,60}\)|>/y;
const MAX_QUOTES = 3;

/** Replaces addresses that have a sign for `@`. */
export function withoutAddresses(text: string): string {
  if (!MAY_HOLD_AT.test(text)) return text;
  let result = '';
  let done = 0;
  for (const { 0: sign, index } of text.matchAll(AT)) {
    if (index < done) continue;
    // An address before another at sign is the name of that one.
    if (done > 0 && index === done) {
      done = hostEnd(text, index + sign.length) ?? done;
      continue;
    }
    const end = hostEnd(text, index + sign.length);
    const start = nameStart(text, index, done);
    // A path may have lost the host with the semicolon before it.
    const isCut = sign.startsWith('&') && index + sign.length === text.length;
    if (start === index || (end === undefined && !isCut)) continue;
    const host = text.slice(index + sign.length, end);
    if (!isCut && !isHost(host, sign, index - start)) continue;
    result += `${text.slice(done, start)}:email`;
    done = end ?? text.length;
    COMMENT.lastIndex = done;
    if (COMMENT.test(text)) done = COMMENT.lastIndex;
  }
  return result + text.slice(done);
}

function hostEnd(text: string, from: number): number | undefined {
  HOST.lastIndex = from;
  const end = HOST.test(text) ? HOST.lastIndex : undefined;
  HOST.lastIndex = 0;
  return end;
}

/**
 * Returns where the name before the sign starts: behind the last space, or at the quote that closes there. A list's
 * sender holds the address of its receiver: `bounce+jo=example.org@`.
 */
function nameStart(text: string, end: number, floor: number): number {
  let start = end;
  for (let turn = 0; turn < MAX_QUOTES; turn++) {
    const open = CLOSED[text.charAt(start - 1)];
    if (open !== undefined) {
      const opened = text.lastIndexOf(open, start - 2);
      // Without its other half, a quote belongs to nothing.
      if (opened < floor && (start < end || !NAME.test(text.charAt(start - 2)))) return start;
      start = opened < floor ? start - 1 : opened;
    }
    while (start > floor && NAME.test(text.charAt(start - 1))) start--;
    if (start - 1 > floor && text.charAt(start - 1) === '=' && /\.[a-z]{2,}$/i.test(text.slice(start, end)))
      start--;
  }
  if (text.charAt(start - 1) !== '<') return start;
  let name = start - 1;
  while (name > floor && DISPLAY_NAME.test(text.charAt(name - 1))) name--;
  return name;
}

function isHost(host: string, sign: string, nameLength: number): boolean {
  if (host.startsWith('[')) return true;
  if (IMAGE.test(host)) return false;
  const labels = host.split(LABEL_WITHIN);
  if (!sign.includes('@') && FILE_END.test(labels.at(-1) ?? '')) labels.pop();
  const last = labels.at(-1) ?? '';
  if (labels.length > 1) return /^\p{L}[\p{L}\p{N}-]+$/u.test(last) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
  return (
    nameLength > 1 &&
    KNOWN_AT.test(sign) &&
    !/^\s|\s$/.test(sign) &&
    /^\p{L}[\p{L}\p{N}-]{2,}$/u.test(host) &&
    !VERSION.test(host)
  );
}

/** Ends of hosts; those that are words, too, only where nothing follows. */
const TOP =
  '(?:com|org|net|edu|gov|info|io|dev|app|de|fr|uk|ch|nl|eu|co|pl|ru|cn|jp|' +
  'ca|au|se|dk|cz|br|es|pt|tr|mx|kr|fi|ie|nz|za|biz|ua|gr|hu|ro|example|(?:it|at|be|us|in|no|me|to)(?![-_ ]))';
const GAP = '[-_ .+]';
const AT_WORD = '(?:at|arroba|chiocciola|malpa|sobaka|apenstaartje|klammeraffe|aet|et)';
const DOT_WORD = '(?:dot|punkt|punto|ponto|point|kropka|tochka|nokta|punt)';
/** Providers at which people have their address, with the ends of their hosts. */
const PROVIDER =
  `(?:(?:gmail|googlemail|gmx|hotmail|yahoo|outlook|icloud|protonmail|proton|ymail|aol|yandex|fastmail|posteo)${GAP}` +
  `(?:${DOT_WORD}${GAP})?(?:com|net|org|de|fr|es|it|nl|pl|ru|ch|at|jp|br|ca|mx|co${GAP}(?:uk|jp|in)|com${GAP}(?:br|tr|mx|ar|au))|` +
  `(?:web|t-online|mailbox|freenet|arcor)${GAP}de|(?:orange|free|wanadoo|laposte|sfr)${GAP}fr|(?:libero|virgilio|tiscali)${GAP}it|` +
  `(?:live|msn|mail|qq|163|126|naver|me|mac)${GAP}com|(?:mail|bk|inbox|list)${GAP}ru|(?:wp|onet|interia|o2)${GAP}pl|` +
  `(?:uol|bol|terra)${GAP}com${GAP}br|(?:ziggo|kpnmail|planet)${GAP}nl)`;

/** Whether a provider of mail is named with the end of its host. */
export const PROVIDED = new RegExp(`${PROVIDER}(?![a-z0-9])`, 'i');

/** Addresses in words: `jo-at-example-dot-org`, `jo_at_example.org`, `jo-gmail-com`. */
export const EMAILS: readonly IdentifierKind[] = [
  {
    mark: ':email',
    needs: { contains: new RegExp(`${GAP}${DOT_WORD}${GAP}`, 'i') },
    pattern:
      // It begins at the start of a word, or behind another address. Otherwise each start would be tried for each `at`
      // and each `dot`.
      new RegExp(
        `(?=[a-z0-9])(?<=(?:(?<![\\w.+-])|${GAP}${DOT_WORD}${GAP}[a-z]{2,4})[_.+-]*)[a-z0-9][\\w.+-]*?${GAP}${AT_WORD}` +
          `${GAP}[a-z0-9][\\w-]*?${GAP}${DOT_WORD}${GAP}(?:[a-z]{2,4}${GAP}${DOT_WORD}${GAP})?${TOP}(?![a-z0-9])`,
        'gi',
      ),
  },
  {
    mark: ':email',
    needs: { contains: new RegExp(`[-_ +]${AT_WORD}[-_ +]`, 'i') },
    pattern: new RegExp(
      `(?<![\\w.+-])[a-z0-9][\\w.+-]*?[-_ +]${AT_WORD}[-_ +](?:[a-z0-9]+(?:-[a-z0-9]+){0,2}\\.(?:[a-z]{2,4}\\.)?(?!${FILE_END.source.slice(1)})[a-z]{2,12}` +
        `|[a-z0-9]+[-_ ](?:com|net|org)$)(?![\\w-])`,
      'gi',
    ),
  },
  {
    mark: ':email',
    needs: { contains: PROVIDED },
    pattern: new RegExp(
      `(?<![\\w.+-])(?!www\\.)[a-z0-9][\\w.+-]*?${GAP}(?:${AT_WORD}${GAP}${PROVIDER}(?![a-z0-9])|${PROVIDER}(?![\\w-]))`,
      'gi',
    ),
  },
];
