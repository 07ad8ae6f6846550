/** The map of `--fields`: which field of a JSON log holds what. */

/** What a map can name, in the order of the documentation. */
export const FIELD_NAMES = [
  'address',
  'forwardedFor',
  'time',
  'request',
  'method',
  'path',
  'query',
  'status',
  'userAgent',
  'referrer',
  'host',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** Names of fields in the log, nested ones by dots. */
export type FieldMap = Readonly<Partial<Record<FieldName, string>>>;

/** Other words for the names, in lower case without separators. */
const ALSO: Readonly<Record<string, FieldName>> = {
  ip: 'address',
  xff: 'forwardedFor',
  forwarded: 'forwardedFor',
  timestamp: 'time',
  uri: 'path',
  url: 'path',
  target: 'path',
  agent: 'userAgent',
  ua: 'userAgent',
  referer: 'referrer',
};

/** Parses `address=clientIp,time=ts`; returns the sentence that says what is wrong where it cannot. */
export function parseFieldMap(text: string): FieldMap | string {
  const map: Partial<Record<FieldName, string>> = {};
  for (const pair of text.split(',')) {
    const equals = pair.indexOf('=');
    const [word, field] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    if (equals < 0 || field === '') return `takes NAME=FIELD,... with the names ${FIELD_NAMES.join(', ')}`;
    const plain = word.toLowerCase().replaceAll(/[^a-z]/g, '');
    const name = FIELD_NAMES.find((one) => one.toLowerCase() === plain) ?? ALSO[plain];
    if (name === undefined) return `has no name ${JSON.stringify(word)}: ${FIELD_NAMES.join(', ')}`;
    map[name] = field;
  }
  return map;
}
