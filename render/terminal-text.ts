/**
 * Characters that a terminal obeys, that turn or hide what stands beside them, or that cannot be seen: what visitors
 * send may hold them, and nothing that is printed does. It may not know columns or reports.
 */

/**
 * Controls (C0, C1), formats (direction, zero width, tags), line separators, half surrogates, letters without a glyph;
 * an emoji keeps its selector.
 */
const UNSAFE = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const UNSAFE_IN_LINES =
  /(?![\ufe0e\ufe0f\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The text on one line, with U+FFFD in place of each such character: a path must not move a terminal's cursor. */
export function toPrintable(text: string): string {
  return text.replaceAll(UNSAFE, '\ufffd');
}

/**
 * Whole lines, with each such character written as JSON writes it (backslash, u, four digits): JSON stays the same
 * JSON.
 */
export function escapeControls(lines: string): string {
  return lines.replaceAll(UNSAFE_IN_LINES, (found) =>
    Array.from(
      { length: found.length },
      (_, index) => `\\u${found.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
