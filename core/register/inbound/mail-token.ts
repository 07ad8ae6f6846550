/**
 * The token in the recipient's address of mails to us: whom an answer is about, and whether it withdraws. It is a MAC
 * under `link.key` as the links are, and of letters and digits alone, since mail servers may change their case.
 */
import { isEqual, type LinkMac } from '../link.ts';

/** `reply`: an answer, for Reply-To. `withdraw`: the mail itself withdraws, for the `mailto` of List-Unsubscribe. */
export type TokenAct = 'reply' | 'withdraw';

const LETTERS = { reply: 'r', withdraw: 'w' } as const;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** 22 characters of base64url are 132 bits. */
const SUBJECT = /^[A-Za-z0-9_-]{22}$/;
const SUBJECT_LENGTH = 27;
/** 80 bits, which nobody can guess by sending mails. */
const TAG_LENGTH = 16;
const TOKEN = new RegExp(`\\+([rw])([a-z2-7]{${SUBJECT_LENGTH}})([a-z2-7]{${TAG_LENGTH}})@`, 'gi');

/** An address of RFC 5321 has 64 characters before the `@`; the token and its plus take these. */
export const TOKEN_LENGTH = 2 + SUBJECT_LENGTH + TAG_LENGTH;

/**
 * Returns the address with the token; undefined for a subject that is no id of the register. A subject is a submission
 * or a person's ref.
 */
export function addressWithToken(
  address: string,
  act: TokenAct,
  subject: string,
  mac: LinkMac,
): string | undefined {
  if (!SUBJECT.test(subject)) return undefined;
  const at = address.lastIndexOf('@');
  const token = LETTERS[act] + recode(subject, BASE64URL, BASE32) + tagOf(act, subject, mac);
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

export interface TokenRead {
  readonly act: TokenAct;
  readonly subject: string;
}

/** Finds the first token within a text, such as the value of a header, that was made by us. */
export function findToken(text: string, mac: LinkMac): TokenRead | undefined {
  for (const [, letter, encoded = '', tag = ''] of text.matchAll(TOKEN)) {
    const act = letter?.toLowerCase() === 'w' ? 'withdraw' : 'reply';
    const subject = recode(encoded.toLowerCase(), BASE32, BASE64URL).slice(0, 22);
    if (isEqual(tag.toLowerCase(), tagOf(act, subject, mac))) return { act, subject };
  }
  return undefined;
}

const tagOf = (act: TokenAct, subject: string, mac: LinkMac): string =>
  recode(mac(`mail-${act}.${subject}`), BASE64URL, BASE32).slice(0, TAG_LENGTH);

/** Writes the bits of a text in another alphabet; the last character is filled up with zeros. */
function recode(text: string, from: string, to: string): string {
  const [widthFrom, widthTo] = [Math.log2(from.length), Math.log2(to.length)];
  let [held, bits, out] = [0, 0, ''];
  for (const character of text) {
    held = ((held << widthFrom) | Math.max(0, from.indexOf(character))) & 0xffff;
    bits += widthFrom;
    for (; bits >= widthTo; bits -= widthTo) out += to[(held >> (bits - widthTo)) & (to.length - 1)] ?? '';
  }
  return bits === 0 ? out : out + (to[(held << (widthTo - bits)) & (to.length - 1)] ?? '');
}
