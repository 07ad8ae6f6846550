/**
 * The collector turns a raw request into an answer and the rows to write; it is pure and synchronous. It may not write,
 * log, wait, or let anything that the sender sent into the answer.
 */
import { notStoredRow } from '../anonymize/anonymize-event.ts';
import type { AnonymousEvent } from '../event/anonymous-event.ts';
import { UNKNOWN_SITE } from '../event/fields.ts';
import { foldRows } from '../event/fold-rows.ts';
import type { Reason } from '../event/outcomes.ts';
import { outcomeOf } from '../event/outcomes.ts';
import { answerPreflight, addCorsHeaders } from './cors.ts';
import { judgeItem, type Verdict } from './judge-item.ts';
import { collectPixel, refusePixel } from './pixel.ts';
import { problem } from './problem.ts';
import type { Answer, CollectResult, CollectContext, RawRequest } from './raw-request.ts';
import { IllFormedText, readJson } from './read-json.ts';
import { DEMAND_PATH, EVENTS_PATH, findRoute, listMethods, PIXEL_PATH } from './routes.ts';
import type { TrimmedField } from './read-fields.ts';
import { readSender } from './sender.ts';

/** Maximum size of a body after decompression. */
export const MAX_BODY_BYTES = 1_048_576;
/** Maximum number of events per batch. */
const MAX_BATCH_EVENTS = 500;

/** Answers a request for `/v1/events` or `/v1/pixel.gif`; other paths are 404. Never throws, whatever was sent. */
export function collect(request: RawRequest, context: CollectContext): CollectResult {
  const dryRun = isDryRun(request.query);
  const { answer, events } = route(request, context);
  return {
    status: answer.status,
    headers: addCorsHeaders(answer.headers, request, context.config),
    body: answer.body,
    events: dryRun ? [] : events,
    dryRun,
  };
}

/**
 * Returns the answer to a request whose rows cannot be written, in place of the one from `collect`. Browsers may read
 * it.
 */
export function refuse(
  request: RawRequest,
  { config }: Pick<CollectContext, 'config'>,
  reason: Answer,
): Answer {
  const answer = request.path === PIXEL_PATH ? refusePixel(reason) : reason;
  return { ...answer, headers: addCorsHeaders(answer.headers, request, config) };
}

/** The routes under /v1/ are the same in both places. */
const ROUTE_CONTEXT = { place: 'local' } as const;

/** What to do instead, by path, where the method is none of its own. */
const METHOD_DETAILS: Readonly<Partial<Record<string, string>>> = {
  [EVENTS_PATH]: 'events are sent with POST',
  [PIXEL_PATH]: 'the pixel is read with GET',
  [DEMAND_PATH]: 'the demand is read with GET',
};

interface Outcome {
  readonly answer: Answer;
  readonly events: readonly AnonymousEvent[];
}

function route(request: RawRequest, context: CollectContext): Outcome {
  const { method, path } = request;
  switch (findRoute(method, path, ROUTE_CONTEXT)?.handler) {
    case 'events':
      return collectEvents(request, context);
    case 'preflight':
      return withoutEvents(answerPreflight(request, context.config));
    case 'pixel':
      return collectPixel(request, context);
  }
  const detail = METHOD_DETAILS[path];
  if (detail !== undefined) {
    const allow = listMethods(path, ROUTE_CONTEXT).join(', ');
    return withoutEvents(problem(405, 'Method not allowed', detail, { allow }));
  }
  return withoutEvents(problem(404, 'Not found', 'events go to POST /v1/events or GET /v1/pixel.gif'));
}

function collectEvents(request: RawRequest, context: CollectContext): Outcome {
  const today = context.config.zone.day(context.now);
  const unreadable = (reason: Reason, detail: string): Outcome => ({
    answer: problem(400, 'Bad request', detail, { 'x-headcount': reason }),
    events: [notStoredRow(UNKNOWN_SITE, today, reason, context.random128)],
  });

  if (request.body.length > MAX_BODY_BYTES)
    return withoutEvents(problem(413, 'Content too large', 'a request holds at most 1 MiB'));
  if (!isPlainOrGzip(request.header('content-encoding')))
    return withoutEvents(
      problem(415, 'Unsupported media type', 'content-encoding must be identity or gzip', {
        'accept-encoding': 'gzip',
      }),
    );

  const read = readJson(request.body, MAX_BATCH_EVENTS);
  if ('problem' in read)
    return unreadable(read.isOversized === true ? 'too_large' : 'invalid_json', read.problem);
  const { json } = read;
  if (typeof json !== 'object' || json === null || Array.isArray(json) || json instanceof IllFormedText)
    return unreadable('invalid_body', 'the body must be an event or an object with events');

  const { site, events } = json as { readonly site?: unknown; readonly events?: unknown };
  const isBatch = events !== undefined;
  if (isBatch && (!Array.isArray(events) || events.length === 0))
    return unreadable('invalid_body', `events must be a list of 1 to ${MAX_BATCH_EVENTS} events`);
  const items: readonly unknown[] = isBatch ? (events as unknown[]) : [json];
  if (items.length > MAX_BATCH_EVENTS)
    return unreadable('too_large', `a batch holds at most ${MAX_BATCH_EVENTS} events`);

  const sender = readSender(request, context);
  const seenIds = items.length === 1 ? undefined : new Set<string>();
  const verdicts = items.map((item) =>
    judgeItem(item, isBatch ? site : undefined, sender, today, seenIds, context),
  );
  return { answer: answerFor(verdicts), events: foldRows(verdicts.map((verdict) => verdict.row)) };
}

const ACCEPTED = { 'content-type': 'application/json', 'cache-control': 'no-store' };
const ONE_ACCEPTED: Answer = {
  status: 202,
  headers: ACCEPTED,
  body: '{"accepted":1,"dropped":[],"rejected":[]}',
};

function answerFor(verdicts: readonly Verdict[]): Answer {
  if (verdicts.length === 1 && verdicts[0]?.reason === undefined && verdicts[0]?.trimmed === undefined)
    return ONE_ACCEPTED;
  if (verdicts.every((verdict) => verdict.reason === 'origin_not_allowed')) {
    return problem(403, 'Forbidden', 'the origin of the request is not on the list of the site', {
      'x-headcount': 'origin_not_allowed',
    });
  }
  const dropped: { index: number; reason: Reason }[] = [];
  const rejected: { index: number; reason: Reason; detail: string }[] = [];
  const trimmed: { index: number; field: TrimmedField }[] = [];
  verdicts.forEach(({ reason, detail, trimmed: fields }, index) => {
    if (reason === undefined) trimmed.push(...(fields ?? []).map((field) => ({ index, field })));
    else if (outcomeOf(reason) === 'rejected') rejected.push({ index, reason, detail: detail ?? '' });
    else dropped.push({ index, reason });
  });
  const accepted = verdicts.length - dropped.length - rejected.length;
  return {
    status: 202,
    headers: ACCEPTED,
    body: JSON.stringify({ accepted, dropped, rejected, ...(trimmed.length > 0 && { trimmed }) }),
  };
}

/** Returns an answer without events: 404, 405, 413, 415 and preflights are not items, so nothing is counted. */
function withoutEvents(answer: Answer): Outcome {
  return { answer, events: [] };
}

const ENCODINGS: ReadonlySet<string> = new Set(['', 'identity', 'gzip', 'x-gzip']);

function isPlainOrGzip(encoding: string | undefined): boolean {
  return encoding === undefined || ENCODINGS.has(encoding.trim().toLowerCase());
}

function isDryRun(query: string): boolean {
  return query !== '' && /(?:^|&)dry_run=1(?:&|$)/.test(query);
}
