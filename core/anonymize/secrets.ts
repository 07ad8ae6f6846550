/**
 * Removes the values of `key=value` within one text, where the key announces a session, a secret or a person. It may
 * not judge other values: they are searched for identifiers as any text.
 */
import { KEY_SIGN } from './marks.ts';
import { openingOf } from './openers.ts';
import { isWritten } from './written.ts';

/** Keys whose value goes whatever it is. */
const SECRET_KEY =
  /sess|sid$|token|auth|secret|passw|passphrase|pwd|apikey|^(?:key|sig|k|t|u|uid|me|pw|ip|tel|dob|zx|cid|pid|gid|vid|fbp|tid)$|otp|signature|nonce|csrf|xsrf|jwt|bearer|cfid|ticket|user|mail|phone|mobile|telefon|handy|customer|visitor|deviceid|clientid|memberid|accountid|credential|cookie|birth|iban|^(?:lat|lon|lng|latitude|longitude|geo|ll)$|kunde|fullname|firstname|lastname|vorname|nachname|surname|username|nickname|^(?:name|fname|lname|first|last|nom|prenom|nombre|apellido|apellidos|nome|cognome|sobrenome|imie|nazwisko|naam|voornaam|achternaam|adi?|soyadi?|imya|familiya|login|usr|uname|pass|clave|senha|haslo|parol|sifre|kennwort|passe|mdp)$/;
/** Keys whose value stays where it is written in words. */
const SOFT_KEY =
  /code|hash|client|account|member|access|^(?:ref|state|name|who|from|to|for|id)$|id$|num(?:ber)?$|nr$/;
const MARK = /^[=:]*:[a-z]+$/;
const MAX_KEY_LENGTH = 40;
const SEPARATOR = /([;&?,|\s/]+)/;

/** Replaces the values of telling keys by `:token`; other text is unchanged. */
export function withoutSecrets(plain: string): string {
  if (!/[=:]/.test(plain)) return plain;
  return plain.split(SEPARATOR).map(withoutSecret).join('');
}

function withoutSecret(part: string): string {
  const mark = KEY_SIGN.exec(part)?.index ?? 0;
  if (mark < 1 || mark > MAX_KEY_LENGTH || mark === part.length - 1) return part;
  const value = part.slice(mark + 1);
  const isTold = part.charAt(mark) === ':' ? !isWritten(value) : undefined;
  return isTelling(part.slice(0, mark), value, isTold) ? `${part.slice(0, mark + 1)}:token` : part;
}

/** Whether a value may not stay because of its key. */
function isTelling(key: string, value: string, isTold?: boolean): boolean {
  if (MARK.test(value)) return false;
  const name = key.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (SECRET_KEY.test(name) || openingOf(key) === 'token') return isTold ?? true;
  return SOFT_KEY.test(name) && !isWritten(value);
}
