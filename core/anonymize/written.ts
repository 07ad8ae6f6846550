/**
 * Decides whether a text is written in words, for what follows an opener: there, also a short text without digits may
 * be a token. It may not know words; a name is written, too.
 */
import { rarity } from './letter-triples.ts';

/** Mean level that words in a row, or a single one, hardly reach. Random letters do, in 19 of 20 cases. */
const MAX_RARITY = 0.6;
const MAX_SHORT_RARITY = 0.7;
const MAX_SHORTEST_RARITY = 1;
const MAX_UPPER_RARITY = 0.35;
const MAX_DIGITS = 4;
const MAX_LENGTH = 120;
/** Abbreviations, and words of unusual letters, that the pages behind such words have. */
const ABBREVIATIONS = new Set(
  (
    'faq faqs sso otp totp mfa sms oauth saml ldap http https html htm php asp aspx jsp json xml ' +
    'rss pdf api sdk url ' +
    'uri app ios iphone ipad github gitlab xbox qr vpn ssl tls ssh gpg pgp jwt dns cdn crm b2b ' +
    'b2c www wp cgi jpg png ' +
    'pwd kyc gdpr dsgvo rgpd lgpd agb hq hr pr tv pc vip usb nfc tmp keyboard rassylki psychology'
  ).split(' '),
);
const COUNTED =
  'oauth|saml|erc|bep|sha|base|aes|rsa|fido|utf|ipv|tls|webauthn|windows|win|office|ps|class|tier|top|day|week|' +
  'season|chapter|step|page|part|level|version|stage|phase|teil|schritt|seite|' +
  'etape|paso|passo|stap|krok|etap|shag|adim|ios|' +
  'php|html|web|h|q|s|p';
/** Words that are counted: `step2`, `oauth2`, `2fa`, `v3`. */
const NUMBERED = new RegExp(
  `^(?:(?:${COUNTED})[1-9]\\d{0,2}|\\d{1,2}(?:fa|nd|rd|st|th|er|e|a|d|x|h|min)|v\\d{1,3})$`,
  'i',
);
const YEAR = /^(?:19|20)\d\d$/;

/** Whether the text after an opener consists of written words, years and numbers below 1,000. */
export function isWritten(text: string): boolean {
  if (text.length > MAX_LENGTH || /[@%=+~^$|{}<>"\\]/.test(text)) return false;
  let [letters, sum, digits] = [0, 0, 0];
  for (const word of text.split(/[^\p{L}\p{N}\p{M}]+/u)) {
    if (word === '' || ABBREVIATIONS.has(word.toLowerCase())) continue;
    // eslint-disable-next-line no-control-regex
    const ascii = /[^\u0000-\u007f]/.test(word)
      ? word.normalize('NFD').replaceAll(/[^A-Za-z0-9]+/g, '')
      : word;
    if (ascii === '') continue;
    if (/\d/.test(ascii)) {
      if (YEAR.test(ascii)) continue;
      digits += ascii.replaceAll(/\D/g, '').length;
      if (digits > MAX_DIGITS) return false;
      if (/^\d{1,3}$/.test(ascii)) continue;
      if (NUMBERED.test(ascii)) continue;
      return false;
    }
    for (const part of ascii.split(/\d+|(?<=[a-z])(?=[A-Z])/)) {
      if (part === '') continue;
      if (part.length > 2 || ascii.length > 3) sum += rarity(part) * part.length;
      letters += part.length;
      if (part.length > 3 && part.length === ascii.length && rarity(part) > 1) return false;
    }
    if (ascii.length > 4 && (hasStrayCapitals(ascii) || isRareUpper(ascii))) return false;
  }
  const most = letters < 5 ? MAX_SHORTEST_RARITY : letters < 7 ? MAX_SHORT_RARITY : MAX_RARITY;
  return letters === 0 || sum / letters < most;
}

/** Whether capitals alone do not form a word. */
function isRareUpper(word: string): boolean {
  return /^[A-Z]+$/.test(word) && rarity(word) > MAX_UPPER_RARITY;
}

/** Whether capitals stand where neither CamelCase nor an abbreviation has them: `xKqJz`. */
function hasStrayCapitals(word: string): boolean {
  if (!/[a-z]/.test(word)) return false;
  const capitals = word.match(/[A-Z]/g)?.length ?? 0;
  return capitals > 1 && word.length / capitals < 2.6;
}
