/**
 * The function behind `/v1/demand`: merges the two released objects and answers. It reads method and `If-None-Match` of
 * a request, and of the deployment these two objects alone.
 */
import { hash } from 'node:crypto';
import { answerDemand } from '#core/demand/answer-demand';
import { mergeDemand, type Demand } from '#core/demand/merge-demand';
import { parseReleasedDemand } from '#core/demand/parse-released-demand';
import { problem } from '#core/collect/problem';
import type { DemandSide, ReleasedDemand } from '#core/report/released-demand';
import { AwsFault } from '../client/aws-fault.ts';
import type { AwsAnswer, SendSigned } from '../client/send-signed.ts';
import type { HttpEvent, HttpResponse } from '../collect/http-event.ts';
import { toResponse } from '../collect/to-response.ts';
import { DEMAND_KEY, REGISTER_DEMAND_KEY } from '../env.ts';
import type { Warnings } from '../warnings.ts';

export interface DemandParts {
  readonly send: SendSigned;
  readonly factsBucket: string;
  /** Undefined where no register is deployed. */
  readonly registerBucket: string | undefined;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly warnings: Warnings;
}

/** For so long an instance answers from what it read. */
const HOLD_MS = 60_000;
const TIMEOUT_MS = 3_000;
const ATTEMPTS = 2;
const NOT_NOW = problem(503, 'Not available', 'the demand cannot be read now: try again later', {
  'retry-after': '30',
});

/** Creates the handler. It never rejects: where S3 does not answer, it answers what it read last, or 503. */
export function answerDemandEvents(parts: DemandParts): (event: HttpEvent) => Promise<HttpResponse> {
  const { clock, warnings } = parts;
  let held: { readonly at: number; readonly demand: Demand } | undefined;
  const current = async (): Promise<Demand | undefined> => {
    const now = clock();
    if (held !== undefined && now - held.at < HOLD_MS && now >= held.at) return held.demand;
    try {
      held = { at: now, demand: await readDemand(parts) };
    } catch (error) {
      warnings.warn('demand_unavailable', 1, error instanceof AwsFault ? error.code : 'fault');
    }
    return held?.demand;
  };
  return async ({ headers = {}, requestContext }) => {
    const method = requestContext?.http?.method ?? 'GET';
    const demand = await current();
    if (demand === undefined) return toResponse(NOT_NOW, method);
    const request = { method, ifNoneMatch: headers['if-none-match'] };
    return toResponse(
      answerDemand(request, demand, (text) => hash('sha256', text)),
      method,
    );
  };
}

async function readDemand(parts: DemandParts): Promise<Demand> {
  const { factsBucket, registerBucket } = parts;
  const [usage, register] = await Promise.all([
    readSide('usage', factsBucket, DEMAND_KEY, parts),
    registerBucket === undefined
      ? undefined
      : readSide('register', registerBucket, REGISTER_DEMAND_KEY, parts),
  ]);
  return mergeDemand({ usage, register });
}

/** A side without an object has no part in it; nor has one whose object is damaged, which is logged. */
async function readSide(
  side: DemandSide,
  bucket: string,
  key: string,
  { send, warnings }: DemandParts,
): Promise<ReleasedDemand | undefined> {
  const { status, body } = await get(bucket, key, send);
  // To whom may not list a bucket, S3 answers 403 for an object that is not there.
  if (status === 404 || status === 403) return undefined;
  if (status !== 200) throw new AwsFault(`status.${status}`, false);
  const released = parseReleasedDemand(body.toString('utf8'), side);
  if (released === undefined) warnings.warn('demand_unreadable', 1, side);
  return released;
}

async function get(bucket: string, key: string, send: SendSigned): Promise<AwsAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send({
        service: 's3',
        method: 'GET',
        bucket,
        path: `/${key}`,
        timeoutMs: TIMEOUT_MS,
      });
      if (answer.status < 500 || attempt === ATTEMPTS) return answer;
    } catch (error) {
      if (!(error instanceof AwsFault) || !error.isTransient || attempt === ATTEMPTS) throw error;
    }
  }
}
