/** The event of the report function. */
import { isNameDecision, type NameDecision } from '#core/names/name-decisions';

export interface ReportEvent {
  /** One month, YYYY-MM, to publish again. */
  readonly month?: string;
  /** An operator's decisions about names, which are kept; no page is written then. */
  readonly decide?: readonly NameDecision[];
}

/** Returns the month that an event names; undefined where it names none. */
export function monthIn(event: ReportEvent | null): string | undefined {
  return typeof event?.month === 'string' && /^\d{4}-\d{2}$/.test(event.month) ? event.month : undefined;
}

/** Returns the decisions in an event; undefined where it has none. Throws a TypeError where they have another shape. */
export function decisionsIn(event: ReportEvent | null): readonly NameDecision[] | undefined {
  const decisions: unknown = event?.decide;
  if (decisions === undefined) return undefined;
  if (!Array.isArray(decisions) || !decisions.every((decision) => isNameDecision(decision)))
    throw new TypeError('decide is no list of decisions about names');
  return decisions.map(({ site, table, name, verdict }) => ({ site, table, name, verdict }));
}
