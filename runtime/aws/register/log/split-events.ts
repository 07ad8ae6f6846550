/** Splits what is about too many people for one transaction into groups, each of which is stored at once. */
import type { RegisterEvent, TransferredEvent } from '#core/register/event';
import type { Loaded } from './loaded.ts';

/** An erasure writes about a dozen items, and a transaction takes 100. */
const EVENTS_AT_ONCE = 5;

/**
 * Returns the groups in the order of the log. What has a condition stays together, but for a transfer: it is recorded
 * person by person, so that one that is cut off has recorded too much and never too little.
 */
export function splitEvents(
  events: readonly RegisterEvent[],
  loaded: Loaded,
  hasCondition: boolean,
): readonly (readonly RegisterEvent[])[] {
  const single = events.flatMap((event): readonly RegisterEvent[] =>
    event.event === 'transferred' ? byPart(event, loaded) : [event],
  );
  if (single.length <= EVENTS_AT_ONCE || (hasCondition && single.length === events.length)) return [single];
  const groups: RegisterEvent[][] = [];
  for (let at = 0; at < single.length; at += EVENTS_AT_ONCE)
    groups.push(single.slice(at, at + EVENTS_AT_ONCE));
  return groups;
}

/** The event once for each partition that it is about, with the submissions in that. */
function byPart(event: TransferredEvent, { partOf }: Loaded): readonly TransferredEvent[] {
  const parts = new Map<string, string[]>();
  for (const id of event.submissions) {
    const part = partOf.get(id);
    if (part !== undefined) parts.set(part, [...(parts.get(part) ?? []), id]);
  }
  return [...parts.values()].map((submissions) => ({ ...event, submissions }));
}
