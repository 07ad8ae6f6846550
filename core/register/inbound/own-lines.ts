/**
 * What somebody wrote in an answer, without what the answer quotes: lines marked by `>`, what follows an attribution or
 * a block of headers, a signature, and lines of our own mails.
 */
import { foldText } from './fold-words.ts';
import type { IsOurs } from './our-text.ts';

/** "On 3 May 2027, Demo Instruments wrote:", in the languages of the mail programs. */
const ATTRIBUTION_VERB =
  /(?:^|[^a-z])(?:wrote|writes|schrieb|schreibt|a ecrit|ecrit|escribio|ha scritto|scrive|schreef|heeft geschreven|napisal|napisala|napisal\(a\)|pisze|escreveu|skrev|kirjoitti)(?:[^a-z]|$)/;
const ATTRIBUTION_START =
  /^(?:on|am|le|el|il|op|w dniu|dnia|em|a|den|pon\.|wt\.|sr\.|czw\.|pt\.|sob\.|niedz\.)[ ,]/;

const SEPARATOR =
  /^[-_*=~ ]{2,}\s*(?:begin )?(?:(?:original|forward(?:ed)?|reply|ursprungliche|urspruengliche|weitergeleitete|oorspronkelijk|doorgestuurd|oryginalna|przekazana)\b.{0,40}|.{0,20}(?:original message|d'origine|transfere|original|originale|inoltrato|reenviado|reencaminhada|oryginalna|bericht))[-_*=~ ]*:?$/;
const FROM_FIELD = /^\*?(?:from|von|de|da|van|od|fra|fran|lahettaja)\s?:\*?\s*\S/;
const NEXT_FIELD =
  /^\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoye|a|objet|enviado|enviado el|fecha|para|asunto|inviato|data|oggetto|verzonden|aan|onderwerp|wyslano|wyslane|do|temat|enviada|assunto|skickat|till|sendt|til)\s?:/;

const isBlank = (line: string | undefined): boolean => (line ?? '').trim() === '';
const isMarked = (line: string | undefined): boolean => /^\s*>/.test(line ?? '');

/** Returns the lines that are not quoted, in their order. */
export function ownLines(text: string, isOurs: IsOurs): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const own: string[] = [];
  let isSignature = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isMarked(line)) {
      isSignature = false;
      continue;
    }
    const attribution = attributionAt(lines, at);
    if (attribution > 0) {
      const next = lines.slice(at + attribution).find((one) => !isBlank(one));
      // What follows an attribution without marks is quoted to its end.
      if (!isMarked(next)) break;
      at += attribution - 1;
      isSignature = false;
      continue;
    }
    if (beginsQuotation(lines, at)) break;
    if (/^-- ?$/.test(line)) isSignature = true;
    if (!isSignature && !isBlank(line) && !isOurs(line)) own.push(line.trim());
  }
  return own;
}

/** Returns how many lines from here on are an attribution; 0 where none begins here. */
function attributionAt(lines: readonly string[], at: number): number {
  const first = foldText(lines[at] ?? '').trim();
  if (first === '' || first.length > 400) return 0;
  const isStart = ATTRIBUTION_START.test(first);
  let joined = '';
  for (let count = 1; count <= (isStart ? 4 : 1); count++) {
    const line = lines[at + count - 1];
    if (isBlank(line)) return 0;
    joined = `${joined} ${foldText(line ?? '').trim()}`.trim().slice(0, 800);
    if (!joined.endsWith(':') || !ATTRIBUTION_VERB.test(joined)) continue;
    // It names a sender or a date, else it is a sentence of somebody.
    if (
      /@|\d/.test(joined) &&
      (isStart || /@/.test(joined) || /^[^:]{0,200}(?:wrote|schrieb)[^:]{0,100}:$/.test(joined))
    )
      return count;
  }
  return 0;
}

/** Whether the rest of the lines is another message, as Outlook puts it below the answer. */
function beginsQuotation(lines: readonly string[], at: number): boolean {
  const line = foldText(lines[at] ?? '').trim();
  if (line.length > 200) return false;
  if (SEPARATOR.test(line)) return true;
  if (!FROM_FIELD.test(line)) return false;
  return lines.slice(at + 1, at + 5).some((next) => NEXT_FIELD.test(foldText(next.slice(0, 100)).trim()));
}
