/** Checks the shape of a stored JSON value, not its content. */

/**
 * Whether the value is an object that has, for each key, a value of the given type: `text`, `number`, or `texts` and
 * `list` for arrays.
 */
export function isObject(
  json: unknown,
  keys: Readonly<Record<string, 'text' | 'number' | 'texts' | 'list'>>,
): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  return Object.entries(keys).every(([key, type]) => {
    const value = (json as Readonly<Record<string, unknown>>)[key];
    if (type === 'text') return typeof value === 'string';
    if (type === 'number') return typeof value === 'number';
    return Array.isArray(value) && (type === 'list' || value.every((item) => typeof item === 'string'));
  });
}
