/** Whether a secret survives in a stored text, in any decoding. It is the judge's own and shares no code with core. */

const ENTITY: Readonly<Record<string, string>> = {
  '&#64;': '@',
  '&#x40;': '@',
  '&commat;': '@',
  '&#46;': '.',
};

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/%([0-7][0-9a-f])/gi, (_all, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
  }
}

/** Every reading of a text: percent-decoded up to four times, entities, and pieces that are base64. */
function readings(text: string): readonly string[] {
  const found = [text];
  for (let round = 0; round < 4; round++) {
    const next = decodePercent(found.at(-1)!);
    if (next === found.at(-1)) break;
    found.push(next);
  }
  for (const one of found.slice()) {
    found.push(one.replaceAll(/&#?\w+;/g, (entity) => ENTITY[entity.toLowerCase()] ?? entity));
    for (const [piece] of one.matchAll(/[\w+/-]{8,}/g))
      found.push(
        ...piece
          .split('/')
          .concat(piece)
          .map((part) => Buffer.from(part, 'base64').toString('utf8')),
      );
  }
  return found;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
const compact = (text: string): string => folded(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Whether a secret remains: as it is, or without its separators at least seven tenths of it in one piece, so that
 * leaving a country code or an area code is no miss and leaving a number without its last digits is.
 */
export function survives(stored: readonly string[], secret: string): boolean {
  const short = compact(secret);
  const least = short.length < 6 ? short.length : Math.ceil(short.length * 0.7);
  return stored.flatMap(readings).some((text) => {
    if (short.length < 5) return folded(text).includes(folded(secret));
    const within = compact(text);
    for (let at = 0; at + least <= short.length; at++)
      if (within.includes(short.slice(at, at + least))) return true;
    return false;
  });
}
