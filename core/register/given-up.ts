/**
 * What people gave up, without identity: withdrawals, erasures, and addresses that are suppressed. A copy of these
 * lines kept elsewhere keeps a restored backup from bringing anything back.
 */
import type { ErasedEvent, LiftedEvent, RegisterEvent, SuppressedEvent, WithdrawnEvent } from './event.ts';

export type GivenUpEvent = WithdrawnEvent | ErasedEvent | SuppressedEvent | LiftedEvent;

/** Whether the event belongs into `given-up.jsonl`. */
export function isGivenUp(event: RegisterEvent): event is GivenUpEvent {
  return (
    event.event === 'withdrawn' ||
    event.event === 'erased' ||
    event.event === 'suppressed' ||
    event.event === 'lifted'
  );
}

/** Returns the lines of `known` beyond those of `own`; undefined where `known` does not begin with all of `own`. */
export function linesBeyond(own: readonly string[], known: readonly string[]): readonly string[] | undefined {
  return own.every((line, at) => line === known[at]) ? known.slice(own.length) : undefined;
}
