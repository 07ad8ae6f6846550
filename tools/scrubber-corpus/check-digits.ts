/** Check digits of national and banking numbers, as their issuers publish them; only arithmetic. */

const weighted = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number.parseInt(text[at]!, 36), 0);

/** Luhn (ISO/IEC 7812): cards, IMEI, SIN, SIREN, personnummer. */
export function luhn(stem: string): string {
  const sum = [...stem].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return stem + String((10 - (sum % 10)) % 10);
}

/** ISO 7064 mod 11, 10: the German Steuer-ID and the Croatian OIB. */
export function mod11and10(stem: string): string {
  let product = 10;
  for (const digit of stem) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return stem + String((11 - product) % 10);
}

/** IBAN (ISO 13616): mod 97. */
export function iban(country: string, account: string): string {
  const number = BigInt([...`${account}${country}00`].map((letter) => Number.parseInt(letter, 36)).join(''));
  return `${country}${String(98n - (number % 97n)).padStart(2, '0')}${account}`;
}

/** A weighted sum mod `modulus`; 10 becomes what `ten` says, undefined where such numbers are not issued. */
export function weightedCheck(
  stem: string,
  weights: readonly number[],
  modulus: number,
  ten = '0',
  complement = false,
): string {
  const rest = weighted(stem, weights) % modulus;
  const check = complement ? (modulus - rest) % modulus : rest;
  return stem + (check > 9 ? ten : String(check));
}

/** CPF: two digits, each mod 11 over what stands before. */
export function cpf(stem: string): string {
  let text = stem;
  for (const first of [10, 11]) {
    const rest =
      weighted(
        text,
        Array.from({ length: text.length }, (_, at) => first - at),
      ) % 11;
    text += String(rest < 2 ? 0 : 11 - rest);
  }
  return text;
}

/** The Turkish TCKN: two digits of sums of odd and even places. */
export function tckn(stem: string): string {
  const digits = [...stem].map(Number);
  const odd = digits.filter((_, at) => at % 2 === 0).reduce((a, b) => a + b, 0);
  const even = digits.filter((_, at) => at % 2 === 1).reduce((a, b) => a + b, 0);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return `${stem}${tenth}${(odd + even + tenth) % 10}`;
}

/** The control letter of an Italian codice fiscale. */
export function codiceFiscale(stem: string): string {
  const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  const value = (letter: string): number =>
    /\d/.test(letter) ? Number(letter) : letter.codePointAt(0)! - 'A'.codePointAt(0)!;
  const sum = [...stem].reduce(
    (total, letter, at) => total + (at % 2 === 0 ? ODD[value(letter)]! : value(letter)),
    0,
  );
  return stem + String.fromCodePoint('A'.codePointAt(0)! + (sum % 26));
}

/** The check character of a Chinese identity number (ISO 7064 mod 11, 2). */
export function chineseIdentity(stem: string): string {
  return stem + '10X98765432'[weighted(stem, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11]!;
}

/** EAN-13: the Swiss AHV number. */
export function ean13(stem: string): string {
  return weightedCheck(stem, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], 10, '0', true);
}

/** Verhoeff: Aadhaar. */
export function verhoeff(stem: string): string {
  const step = (a: number, b: number): number => {
    const flip = a > 4;
    return flip
      ? b > 4
        ? (a - b + 5) % 5
        : ((a - 5 - b + 10) % 5) + 5
      : b > 4
        ? ((a + b - 5) % 5) + 5
        : (a + b) % 5;
  };
  const BASE = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const permuted = (digit: number, times: number): number =>
    Array.from({ length: times }).reduce<number>((value) => BASE[value]!, digit);
  let check = 0;
  [...stem].toReversed().forEach((digit, at) => {
    check = step(check, permuted(Number(digit), (at + 1) % 8));
  });
  return stem + String([0, 4, 3, 2, 1, 5, 6, 7, 8, 9][check]!);
}
