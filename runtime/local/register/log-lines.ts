/**
 * The lines of the register's log. Each is one event as JSON. Lines that were written together count together: each but
 * the last begins with a member `more`, the number of those that still follow, so that a reader drops what a crash left
 * of them. That member is no part of the event.
 */

/** How many lines follow that of a group. */
export const MORE = /^\{"more":(\d+),/;
/** The same, where what follows can be JSON. */
const IN_GROUP = /^\{"more":([1-9]\d*),(?=")/;

/** Returns an event as JSON. Throws a TypeError where it has a member `more`, or something that JSON cannot hold. */
export function formatEvent(event: object): string {
  if ('more' in event) throw new TypeError('an event of the register has no member "more"');
  return JSON.stringify(event);
}

/** Returns the lines of events that count together. */
export function formatGroup(events: readonly string[]): string {
  return events
    .map((event, at) => {
      const more = events.length - 1 - at;
      if (more === 0) return `${event}\n`;
      return `{"more":${more}${event === '{}' ? '' : ','}${event.slice(1)}\n`;
    })
    .join('');
}

/** Returns the event of a line and how many lines of its group follow; undefined where it is no JSON object. */
export function parseLine<E>(line: string): { readonly event: E; readonly more: number } | undefined {
  const [start, more] = IN_GROUP.exec(line) ?? [];
  const event = parseObject(start === undefined ? line : `{${line.slice(start.length)}`);
  if (event === undefined) return undefined;
  // Lines of a group begin with `more`; elsewhere it costs a copy of the event.
  if ('more' in event) return withoutMore(parseObject(line));
  return more === undefined || isCount(Number(more))
    ? { event: event as E, more: Number(more ?? 0) }
    : undefined;
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function withoutMore<E>(value: object | undefined): { readonly event: E; readonly more: number } | undefined {
  if (value === undefined || !('more' in value)) return undefined;
  const { more, ...event } = value;
  return isCount(more) ? { event: event as E, more } : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
