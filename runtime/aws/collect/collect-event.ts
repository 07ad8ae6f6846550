/**
 * Handles one HTTP API event: reads it, collects, makes the rows durable, and only then answers. Nothing of a request
 * outlives this or is logged.
 */
import { NOT_FOUND, NOT_STORED, TOO_LARGE } from '#core/collect/answers';
import { collect, refuse } from '#core/collect/collect';
import type { Answer, CollectContext, RawRequest } from '#core/collect/raw-request';
import { isCollectorPath } from '#core/collect/routes';
import { SiteRate } from '#core/collect/site-rate';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { compileDeployedConfig, type DeployedConfig } from '#core/config/deployed-config';
import { mayBeSealed } from '#core/seal/may-be-sealed';
import { Delivery, type DeliveryParts } from '../firehose/deliver.ts';
import { CurrentKey } from '../salts/current-key.ts';
import type { HttpEvent, HttpResponse } from './http-event.ts';
import { trackerVersions } from '#runtime/node/tracker-versions';
import { createKeyMatcher, createSecretMatcher } from './presented-secrets.ts';
import { staticAnswers, type Problem } from './static-answers.ts';
import { toRawRequest } from './to-raw-request.ts';
import { toResponse } from './to-response.ts';

export interface CollectorParts extends DeliveryParts {
  readonly config: DeployedConfig;
  readonly saltsTable: string;
  readonly originSecrets: readonly string[];
  readonly tracker: () => string;
  /** Returns the tracker of an earlier release by its version. @default none is known */
  readonly formerTracker?: (version: string) => string | undefined;
  readonly country: (ip: string) => string | undefined;
  readonly random128: () => string;
}

/** Lambda's context of an invocation. */
export interface Invocation {
  readonly getRemainingTimeInMillis?: () => number;
}

export type CollectEvent = (event: HttpEvent, invocation?: Invocation) => Promise<HttpResponse>;

/** API Gateway gives up after 30 s; the answer must be sent before. */
const GATEWAY_TIMEOUT_MS = 28_000;
/** Time of an invocation that is reserved for the answer itself. */
const RESERVE_MS = 500;

/**
 * Creates the function's handler. It never rejects: a rejection's text could contain what was sent, and Lambda would
 * log it.
 */
export function collector(parts: CollectorParts): CollectEvent {
  const { clock, warnings } = parts;
  const config = compileDeployedConfig(parts.config);
  const derived = new DerivedCache();
  const key = new CurrentKey({ call: parts.call, table: parts.saltsTable, zone: config.zone }, warnings, () =>
    derived.clear(),
  );
  const rate = new SiteRate(config);
  const keyMatches = createKeyMatcher(parts.config);
  const isOurs = createSecretMatcher(parts.originSecrets);
  const delivery = new Delivery(parts);
  let undelivered = false;
  const problems = (): Problem[] => [
    ...(key.failing ? ['salt' as const] : []),
    ...(undelivered ? ['delivery' as const] : []),
  ];
  const trackers = trackerVersions({
    current: parts.tracker,
    former: parts.formerTracker ?? (() => undefined),
  });
  const statics = staticAnswers(config, trackers, problems);

  const createContext = async (now: number): Promise<CollectContext> => {
    const today = config.zone.day(now);
    return {
      config,
      now,
      dayKey: await key.keyFor(today, now),
      random128: parts.random128,
      country: parts.country,
      derived,
      keyMatches,
      isSealed: (_site, day) => mayBeSealed(day, today),
    };
  };

  const answer = async (request: RawRequest, now: number, deadline: number): Promise<Answer> => {
    if (!isCollectorPath(request.path))
      return statics(request.method, request.path, request.header('accept-encoding')) ?? NOT_FOUND;
    const collected = collect(request, await createContext(now));
    if (collected.events.length === 0) return collected;
    const refusal = rate.refusal(collected.events, now);
    if (refusal !== undefined) return refuse(request, { config }, refusal);
    undelivered = !(await delivery.deliver(collected.events, deadline));
    return undelivered ? NOT_STORED : collected;
  };

  return async (event, invocation) => {
    const now = clock();
    const deadline =
      now +
      Math.min(GATEWAY_TIMEOUT_MS, invocation?.getRemainingTimeInMillis?.() ?? GATEWAY_TIMEOUT_MS) -
      RESERVE_MS;
    try {
      key.endBefore(config.zone.day(now));
      const request = toRawRequest(event, isOurs);
      if (request === 'too_large') return toResponse(TOO_LARGE, 'POST');
      return toResponse(await answer(request, now, deadline), request.method);
    } catch {
      warnings.warn('collector_fault');
      return toResponse(NOT_STORED, 'POST');
    }
  };
}
