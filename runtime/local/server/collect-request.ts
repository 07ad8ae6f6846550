/**
 * Handles one request to the collector: reads the body, collects, makes the rows durable, and only then answers.
 * Nothing of the request outlives this or is logged; only what `collect` returned is written.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NOT_STORED, TOO_BUSY, TOO_LARGE, TOO_SLOW } from '#core/collect/answers';
import { collect, refuse } from '#core/collect/collect';
import type { Answer, CollectContext, RawRequest } from '#core/collect/raw-request';
import type { SiteRate } from '#core/collect/site-rate';
import { toJsonLine, type AnonymousEvent } from '#core/event/anonymous-event';
import type { Journal } from '../journal/journal.ts';
import type { HourlyCounts } from './hourly-counts.ts';
import type { LateEvents } from './late-events.ts';
import type { ProxyDoubts } from './proxy-doubts.ts';
import { readBody, type BodyFault } from './read-body.ts';
import { sendAndClose, sendAnswer } from './send-answer.ts';
import type { WaitingBodies } from './waiting-bodies.ts';

export interface Collector {
  readonly journal: Journal;
  readonly rate: SiteRate;
  /** Receives events that came too late, if set. */
  readonly late?: LateEvents;
  /** Receives whether visitors' addresses were found, if set. */
  readonly doubts?: ProxyDoubts;
  /** Receives outcomes and durations, if set. */
  readonly counts?: HourlyCounts;
  /** Returns the context at this instant, including today's key. */
  readonly context: () => CollectContext;
}

/** Characters that may wait for the disk before senders are asked to retry later. */
const MAX_WAITING_CHARS = 8 * 1024 * 1024;

const REFUSALS: Readonly<Record<Exclude<BodyFault, 'aborted'>, Answer>> = {
  too_large: TOO_LARGE,
  too_busy: TOO_BUSY,
  too_slow: TOO_SLOW,
};

/** Handles a request to one of the collector's routes, and answers it. */
export function collectRequest(
  collector: Collector,
  bodies: WaitingBodies,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: string,
): void {
  const startedAtMs = performance.now();
  const { counts } = collector;
  if (collector.journal.waitingChars > MAX_WAITING_CHARS) return sendAndClose(request, response, TOO_BUSY);
  readBody(bodies, request, (fault, body) => {
    if (fault === 'aborted') return;
    if (fault !== undefined) return sendAndClose(request, response, REFUSALS[fault]);
    const { headers } = request;
    const raw: RawRequest = {
      method: request.method ?? 'GET',
      path,
      query,
      body,
      header: (name) => {
        const value = headers[name];
        return typeof value === 'object' ? value.join(', ') : value;
      },
      peer: request.socket.remoteAddress ?? '',
    };
    const judged = judge(collector, raw);
    if (judged === undefined) return sendAnswer(response, NOT_STORED);
    const { collected, lines, events } = judged;
    if (lines === '') return sendAnswer(response, collected);
    collector.journal.appendThen(lines, (fault) => {
      sendAnswer(response, fault === undefined ? collected : NOT_STORED);
      if (fault === undefined) counts?.note(events);
      counts?.noteDuration((performance.now() - startedAtMs) / 1_000);
    });
  });
}

interface Judged {
  readonly collected: Answer;
  readonly lines: string;
  readonly events: readonly AnonymousEvent[];
}

/**
 * Returns the answer and the lines to write; undefined after an internal error, which must neither end the process nor
 * be printed: its text could contain what was sent.
 */
function judge(collector: Collector, raw: RawRequest): Judged | undefined {
  try {
    const context = collector.context();
    const collected = collect(raw, context);
    const refusal = collector.rate.refusal(collected.events, context.now);
    if (refusal !== undefined) return { collected: refuse(raw, context, refusal), lines: '', events: [] };
    collector.late?.note(collected.events, context.isSealed);
    collector.doubts?.note(raw, collected.events, context);
    let lines = '';
    for (const event of collected.events) lines += `${toJsonLine(event)}\n`;
    return { collected, lines, events: collected.events };
  } catch {
    return undefined;
  }
}
