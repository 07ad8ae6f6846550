/**
 * The built collector under AWS's own runtime client, against services that fail: nothing acknowledged is lost, nothing of
 * the visitor is sent on or logged. HEADCOUNT_FAULT_REQUESTS says how many requests each fault sees (10,000 in CI).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCanaries } from '../../support/scan.ts';
import type { Fault } from '../../standins/json-service.ts';
import type { StandIns } from '../../standins/start.ts';
import { Deployed, seeded, sometimes, startStandIns } from './deployed.ts';
import { CANARIES, httpEvent, numbered } from './http-events.ts';

const REQUESTS = Number(process.env['HEADCOUNT_FAULT_REQUESTS'] ?? 300);
/** Share of calls that wait for a time-out: some five in a run. */
const FEW = 5 / REQUESTS;

interface Scenario {
  readonly title: string;
  readonly firehose?: () => (operation: string) => Fault | undefined;
  readonly sqs?: () => (operation: string) => Fault | undefined;
  readonly dynamodb?: () => (operation: string) => Fault | undefined;
  /** Whether Firehose may hold a record twice: where it took one and the answer was lost. */
  readonly mayDouble?: true;
}

const error = (status: number, type: string): Fault => ({ kind: 'error', status, type });

const SCENARIOS: readonly Scenario[] = [
  { title: 'nothing fails' },
  { title: 'Firehose throttles a third of the calls', firehose: () => sometimes(0.33, [error(503, 'ServiceUnavailableException'), error(400, 'ThrottlingException'), error(400, 'LimitExceededException')]) },
  { title: 'Firehose takes a call and leaves its records out', firehose: () => sometimes(0.3, [{ kind: 'partial', share: 1 }, { kind: 'partial', share: 0.5 }]) },
  { title: 'Firehose answers 5xx and pages of a proxy', firehose: () => sometimes(0.2, [error(500, 'InternalFailure'), { kind: 'html', status: 502 }, { kind: 'html', status: 503 }]) },
  { title: 'connections to Firehose are reset before and after it took a record', firehose: () => sometimes(0.2, [{ kind: 'reset' }, { kind: 'lost-reset' }, { kind: 'lost-garbage' }]), mayDouble: true },
  { title: 'Firehose does not answer in time', firehose: () => sometimes(FEW, [{ kind: 'silent' }, { kind: 'lost-silent' }]), mayDouble: true },
  { title: 'Firehose answers slowly', firehose: () => sometimes(FEW * 2, [{ kind: 'slow', ms: 300 }]) },
  { title: 'Firehose is refused to us and the queue takes everything', firehose: () => () => error(400, 'AccessDeniedException') },
  { title: 'Firehose and the queue fail in turn', firehose: () => sometimes(0.5, [error(400, 'AccessDeniedException')]), sqs: () => sometimes(0.3, [error(500, 'InternalError'), { kind: 'reset' }, { kind: 'lost-reset' }], 2), mayDouble: true },
  { title: 'the queue is dead and Firehose throttles', firehose: () => sometimes(0.3, [error(503, 'ServiceUnavailableException')]), sqs: () => () => ({ kind: 'reset' }) },
  { title: 'DynamoDB fails half of the time', dynamodb: () => sometimes(0.5, [error(500, 'InternalServerError'), { kind: 'reset' }, { kind: 'lost-reset' }]) },
];

describe('the collector under the Lambda runtime', () => {
  let stands: StandIns;
  beforeAll(async () => { stands = await startStandIns({ dynamodb: true }); });
  afterAll(() => stands.stop());

  const expectNothingOfTheVisitor = (deployed: Deployed) => {
    const texts = [
      { where: 'log', text: deployed.lambda.output },
      { where: 'records', text: deployed.firehose.records.join('\n') },
      ...Object.entries({ firehose: deployed.firehose, sqs: deployed.sqs, dynamodb: deployed.dynamodb }).map(([where, { sent }]) => ({ where: `sent to ${where}`, text: sent.join('\n') })),
    ];
    expect(findCanaries(texts, CANARIES)).toEqual([]);
  };

  it.each(SCENARIOS)('loses nothing acknowledged where $title', async ({ firehose, sqs, dynamodb, mayDouble }) => {
    const deployed = await Deployed.start(stands);
    try {
      deployed.firehose.random = seeded(3);
      for (const [service, fault] of [[deployed.firehose, firehose], [deployed.sqs, sqs], [deployed.dynamodb, dynamodb]] as const) if (fault !== undefined) service.fault = fault();
      const { acknowledged, refused } = await deployed.sendNumbered(1, REQUESTS);
      for (const service of [deployed.firehose, deployed.sqs, deployed.dynamodb]) service.fault = () => undefined;
      const rows = await deployed.held();
      const copies = new Map<number, (typeof rows)[number][]>();
      for (const row of rows) copies.set(row.worth_cents, [...(copies.get(row.worth_cents) ?? []), row]);
      expect(acknowledged.filter((number) => !copies.has(number)), 'lost').toEqual([]);
      expect(acknowledged.length + refused.length).toBe(REQUESTS);
      expect(refused.filter(({ statusCode, headers }) => statusCode !== 503 || headers['retry-after'] === undefined)).toEqual([]);
      const doubled = [...copies.values()].filter((same) => same.length > 1);
      if (mayDouble === undefined) expect(doubled).toEqual([]);
      // The seal drops what came twice by its id.
      else expect(doubled.filter((same) => new Set(same.map((row) => row.event_id)).size > 1)).toEqual([]);
      expectNothingOfTheVisitor(deployed);
    } finally {
      await deployed.stop();
    }
  });
});
