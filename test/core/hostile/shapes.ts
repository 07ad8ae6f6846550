/**
 * Texts on which a parser could be slow: every significant character and pair of them, repeated up to a length, after
 * the opening of a part of the parser.
 */

/**
 * Characters that mean something to some parser, near-matches of its patterns, and characters that grow when they are
 * decoded.
 */
const ATOMS = [
  ...'./%@-_:;&=?#+()[]{}"\'\\ ,|<*019aAze\t',
  ...'%2F %25 %3F %26amp; %C3%A9 %C3 %2e %00 a. .a a@ (at) -at- .dot. eyJ DE12 0049 (0 xn-- utm_ ab: -ab \\x'.split(
    ' ',
  ),
  ...'Linux Chrome/1 sm- \u00e9 \ufdfa \u0301 \u3002 \uff11 \u202e \u0130 \u00df'.split(' '),
];
const ENDS = ['', '!', '0'];

/** A text with a description of its construction that is short enough to be printed. */
export interface Shape {
  readonly made: string;
  readonly text: string;
}

/** Returns shapes of at most `length` characters; pairs of atoms too if `pairs` is true. */
export function* shapes(length: number, openings: readonly string[], pairs: boolean): Generator<Shape> {
  const units = pairs ? [...ATOMS, ...ATOMS.flatMap((a) => ATOMS.map((b) => a + b))] : ATOMS;
  for (const unit of new Set(units)) {
    for (const opening of openings) {
      const end = ENDS[unit.length % ENDS.length] ?? '';
      const times = Math.floor((length - opening.length - end.length) / unit.length);
      yield { made: JSON.stringify([opening, unit, times, end]), text: opening + unit.repeat(times) + end };
    }
  }
}
