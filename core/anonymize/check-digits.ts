/** Check digits of card and account numbers. It may not know where they were found. */

/** Luhn (ISO/IEC 7812-1) over digits; separators are skipped. */
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

/** ISO 7064 mod 97-10 of an IBAN (ISO 13616), whole or followed by other words; separators are skipped. */
export function passesIban(text: string): boolean {
  for (
    let end = text.length;
    end >= 15;
    end = Math.max(...[' ', '.', '_', '+', '-'].map((mark) => text.lastIndexOf(mark, end - 1)))
  ) {
    if (
      isIban(
        text
          .slice(0, end)
          .toUpperCase()
          .replaceAll(/[^0-9A-Z]/g, ''),
      )
    )
      return true;
  }
  return false;
}

function isIban(plain: string): boolean {
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
