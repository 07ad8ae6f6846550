/**
 * What a restored backup may not lack, without identity: what people gave up, so that it brings nothing back, and what
 * was offered to whom by information mail, so that nobody gets it again. A copy of these lines is kept elsewhere.
 */
import type {
  DroppedEvent,
  ErasedEvent,
  LiftedEvent,
  MailEvent,
  RegisterEvent,
  SuppressedEvent,
  WithdrawnEvent,
} from './event.ts';

/** An information mail before its hand-over; without an outcome it counts as gone. */
type OfferedEvent = MailEvent & { readonly event: 'sending' };
/** An information mail that certainly did not leave. */
type RefusedEvent = DroppedEvent & { readonly cause: 'refused' };

export type GivenUpEvent =
  WithdrawnEvent | ErasedEvent | SuppressedEvent | LiftedEvent | OfferedEvent | RefusedEvent;

/** Whether the event belongs into `given-up.jsonl`. */
export function isGivenUp(event: RegisterEvent): event is GivenUpEvent {
  return (
    event.event === 'withdrawn' ||
    event.event === 'erased' ||
    event.event === 'suppressed' ||
    event.event === 'lifted' ||
    event.event === 'sending' ||
    (event.event === 'dropped' && event.cause === 'refused')
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

/** Returns the lines but for those of information mails, which versions of before 2026-12-01 did not keep. */
export function withoutOffers(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => {
    const { event } = JSON.parse(line) as RegisterEvent;
    return event !== 'sending' && event !== 'dropped';
  });
}
