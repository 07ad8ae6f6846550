/** Placeholders of a text, `{controller}`, and what stands in their place. */

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** Returns the names of the placeholders of a text, in order. */
export function findPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Puts values in place of placeholders, once: braces within a value stay. A placeholder without a value stays too. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}
