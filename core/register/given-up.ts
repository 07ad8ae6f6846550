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

/**
 * Returns the lines of `known` that `own` lacks, each once and in their order; undefined where `known` lacks one of
 * `own`. It is for lines that several processes kept, of which neither order nor number tells anything.
 */
export function linesLackedBy(
  own: Iterable<string>,
  known: readonly string[],
): readonly string[] | undefined {
  const held = new Set(own);
  const all = new Set(known);
  return [...held].every((line) => all.has(line)) ? [...all].filter((line) => !held.has(line)) : undefined;
}

/** Returns the lines of `known` beyond those of `own`; undefined where `known` does not begin with all of `own`. */
export function linesBeyond(own: readonly string[], known: readonly string[]): readonly string[] | undefined {
  return own.every((line, at) => line === known[at]) ? known.slice(own.length) : undefined;
}
