/** The shape of a JSON value that was kept. It may not look at what the values say. */

/**
 * Whether it is an object with a value of the type named for each key: `text`, `number`, or `texts` and `list` for
 * arrays.
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
    return Array.isArray(value) && (type === 'list' || value.every((one) => typeof one === 'string'));
  });
}
