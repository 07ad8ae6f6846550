/**
 * Neutralizes characters that control a terminal, reorder or hide the text beside them, or are invisible. Visitors can
 * send them; nothing that is printed may contain them.
 */

/**
 * Controls (C0, C1), formats (direction, zero width, tags), line separators, lone surrogates, characters without a
 * glyph. An emoji keeps its variation selector.
 */
const UNSAFE = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const UNSAFE_IN_LINES =
  /(?![\ufe0e\ufe0f\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Replaces each such character, line feeds included, with U+FFFD: a path must not move a terminal's cursor. */
export function toPrintable(text: string): string {
  return text.replaceAll(UNSAFE, '\ufffd');
}

/**
 * Escapes each such character except line feeds as JSON does (backslash, u, four digits), so that JSON keeps its
 * meaning.
 */
export function escapeControls(lines: string): string {
  return lines.replaceAll(UNSAFE_IN_LINES, (found) =>
    Array.from(
      { length: found.length },
      (_, index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
