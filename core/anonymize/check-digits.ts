/** Check digits of card and account numbers. */

/** Whether digits pass the Luhn check (ISO/IEC 7812-1); separators are skipped. */
export function passesLuhn(text: string): boolean {
  let sum = 0;
  let double = false;
  for (let at = text.length - 1; at >= 0; at--) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) continue;
    const value = double ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    double = !double;
  }
  return sum % 10 === 0;
}

/** Lengths of account numbers (ISO 13616): country and check digits, then at most 30 characters. */
const MIN_IBAN_LENGTH = 15;
const MAX_IBAN_LENGTH = 34;
const HEAD_LENGTH = 4;

/**
 * Whether a text begins with an IBAN (ISO 13616, ISO 7064 mod 97-10), possibly followed by other words; separators are
 * skipped. The first four characters count last, so one pass over the others tests every possible end.
 */
export function passesIban(text: string): boolean {
  let length = 0;
  let [head, headPower, rest] = [0, 1, 0];
  const passes = () =>
    length >= MIN_IBAN_LENGTH && length <= MAX_IBAN_LENGTH && (rest * headPower + head) % 97 === 1;
  for (let at = 0; at < text.length; at++) {
    const value = base36(text.charCodeAt(at));
    if (value === undefined) {
      if (passes()) return true;
      continue;
    }
    const power = value > 9 ? 100 : 10;
    if (length < HEAD_LENGTH) [head, headPower] = [(head * power + value) % 97, (headPower * power) % 97];
    else rest = (rest * power + value) % 97;
    length++;
  }
  return passes();
}

/** Returns the value of a digit or letter, in either case. */
function base36(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 122 ? letter - 87 : undefined;
}
