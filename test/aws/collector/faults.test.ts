/**
 * The built collector under AWS's own runtime client, against failing services: nothing acknowledged is lost, nothing
 * of the visitor is sent on or logged. HEADCOUNT_FAULT_REQUESTS sets the requests per fault; 10,000 is full length.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCanaries } from '../../support/scan.ts';
import { seeded, sometimes } from '../../standins/faults.ts';
import type { Fault } from '../../standins/json-service.ts';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { Deployed, type HeldRow } from './deployed.ts';
import { CANARIES, httpEvent, numbered, oddEvents } from './http-events.ts';

const REQUESTS = Number(process.env['HEADCOUNT_FAULT_REQUESTS'] ?? 300);
/** Concurrent instances, as Lambda runs them: they race for the day's salt, and their waits overlap. */
const INSTANCES = 4;
/** Share of calls that wait for a timeout or a slow answer: some five in a run. */
const FEW = 5 / REQUESTS;

interface Scenario {
  readonly title: string;
  readonly firehose?: () => (operation: string) => Fault | undefined;
  readonly sqs?: () => (operation: string) => Fault | undefined;
  readonly dynamodb?: () => (operation: string) => Fault | undefined;
  /** Whether a record may be stored twice: a service took it and the answer was lost. */
  readonly mayDouble?: true;
  /** Whether senders are refused. */
  readonly refuses?: true;
}

const error = (status: number, type: string): Fault => ({ kind: 'error', status, type });
const RESETS: readonly Fault[] = [{ kind: 'reset' }, { kind: 'lost-reset' }, { kind: 'lost-garbage' }];

const SCENARIOS: readonly Scenario[] = [
  { title: 'nothing fails' },
  {
    title: 'Firehose throttles',
    firehose: () =>
      sometimes(0.1, [
        error(503, 'ServiceUnavailableException'),
        error(400, 'ThrottlingException'),
        error(400, 'LimitExceededException'),
      ]),
  },
  {
    title: 'Firehose leaves records out of calls it takes',
    firehose: () =>
      sometimes(0.1, [
        { kind: 'partial', share: 1 },
        { kind: 'partial', share: 0.5 },
      ]),
  },
  {
    title: 'Firehose answers 5xx and pages of a proxy',
    firehose: () =>
      sometimes(0.1, [
        error(500, 'InternalFailure'),
        { kind: 'html', status: 502 },
        { kind: 'html', status: 503 },
      ]),
  },
  {
    title: 'connections are reset before and after Firehose took a record',
    firehose: () => sometimes(0.1, RESETS),
    mayDouble: true,
  },
  {
    title: 'Firehose does not answer in time',
    firehose: () => sometimes(FEW, [{ kind: 'silent' }, { kind: 'lost-silent' }]),
    mayDouble: true,
  },
  { title: 'Firehose answers slowly', firehose: () => sometimes(FEW * 2, [{ kind: 'slow', ms: 300 }]) },
  { title: 'Firehose is dead', firehose: () => () => error(400, 'AccessDeniedException') },
  {
    title: 'Firehose and the queue fail in turn',
    firehose: () => sometimes(0.2, [error(400, 'AccessDeniedException')]),
    sqs: () => sometimes(0.1, [error(500, 'InternalError'), ...RESETS], 2),
    mayDouble: true,
  },
  {
    title: 'the queue is dead and Firehose now and then',
    firehose: () => sometimes(0.1, [error(400, 'AccessDeniedException')]),
    sqs: () => () => error(403, 'AccessDenied'),
    refuses: true,
  },
  {
    title: 'DynamoDB fails half of the time',
    dynamodb: () =>
      sometimes(0.5, [error(500, 'InternalServerError'), { kind: 'reset' }, { kind: 'lost-reset' }]),
  },
];

function byNumber(rows: readonly HeldRow[]): Map<number, HeldRow[]> {
  const copies = new Map<number, HeldRow[]>();
  for (const row of rows) copies.set(row.worth_cents, [...(copies.get(row.worth_cents) ?? []), row]);
  return copies;
}

/**
 * Calls as they were sent, with their records unpacked; of calls that differ in number, time and signature only, one.
 */
function distinct(sent: readonly string[]): string {
  const plain = sent.map((call) =>
    call.replaceAll(/"Data":"([A-Za-z0-9+/=]+)"/g, (_, data: string) =>
      Buffer.from(data, 'base64').toString(),
    ),
  );
  const masked = plain.map((call) =>
    call.replaceAll(
      /(?<=event_id\\?":\\?")[0-9a-f]{32}|(?<=Signature=)[0-9a-f]{64}|\d{8}T\d{6}Z|(?<=worth_cents\\?":)\d+|(?<=content-length":")\d+/g,
      '#',
    ),
  );
  return [...sent.slice(0, 100), ...plain.slice(0, 100), ...new Set(masked)].join('\n');
}

function expectNothingOfTheVisitor(deployed: Deployed): void {
  const { firehose, sqs, dynamodb, output } = deployed;
  const texts = [
    { where: 'log', text: output },
    ...Object.entries({ firehose, sqs, dynamodb }).map(([where, { sent }]) => ({
      where: `sent to ${where}`,
      text: distinct(sent),
    })),
  ];
  expect(findCanaries(texts, CANARIES)).toEqual([]);
}

describe('the collector under the Lambda runtime', () => {
  let stands: StandIns;
  let deployed: Deployed;
  beforeAll(async () => {
    stands = await startStandIns({ dynamodb: true });
  });
  afterAll(() => stands?.stop());
  const during = async (act: () => Promise<void>, instances = 1) => {
    deployed = await Deployed.start(stands.dynamodb ?? '', { instances });
    try {
      await act();
    } finally {
      await deployed.stop();
    }
  };

  it.each(SCENARIOS)(
    'loses nothing acknowledged and tells nothing of the visitor where $title',
    async ({ firehose, sqs, dynamodb, mayDouble, refuses }) => {
      await during(async () => {
        deployed.firehose.random = seeded(3);
        for (const [service, fault] of [
          [deployed.firehose, firehose],
          [deployed.sqs, sqs],
          [deployed.dynamodb, dynamodb],
        ] as const)
          if (fault !== undefined) service.fault = fault();
        const { acknowledged, refused } = await deployed.sendNumbered(1, REQUESTS);
        const copies = byNumber(deployed.held());
        expect(
          acknowledged.filter((number) => !copies.has(number)),
          'lost',
        ).toEqual([]);
        expect(acknowledged.length + refused.length).toBe(REQUESTS);
        expect(refused.length > 0).toBe(refuses === true);
        expect(
          refused.filter(
            ({ statusCode, headers }) => statusCode !== 503 || headers['retry-after'] === undefined,
          ),
        ).toEqual([]);
        if (dynamodb === undefined) {
          // A busy machine may delay DynamoDB Local: then there is no visitor for a while, but never a second one.
          const visitors = new Set(deployed.held().map((row) => row.visitor));
          visitors.delete(null);
          expect(visitors.size, 'visitors').toBe(1);
        }
        const doubled = [...copies.values()].filter((same) => same.length > 1);
        if (mayDouble === undefined) expect(doubled).toEqual([]);
        // The seal drops duplicates by their id.
        else expect(doubled.filter((same) => new Set(same.map((row) => row.event_id)).size > 1)).toEqual([]);
        expectNothingOfTheVisitor(deployed);
      }, INSTANCES);
    },
  );

  it('answers 503 with Retry-After, and acknowledges nothing, where Firehose and the queue are both dead', async () => {
    await during(async () => {
      deployed.firehose.fault = () => error(400, 'AccessDeniedException');
      deployed.sqs.fault = () => error(403, 'AccessDenied');
      const { acknowledged, refused } = await deployed.sendNumbered(1, Math.min(REQUESTS, 500));
      expect(acknowledged).toEqual([]);
      expect(
        new Set(refused.map(({ statusCode, headers }) => `${statusCode} ${headers['retry-after']}`)),
      ).toEqual(new Set(['503 5']));
      expect((await deployed.send(httpEvent({ method: 'GET', path: '/healthz' })))?.statusCode).toBe(503);
      expectNothingOfTheVisitor(deployed);
    });
  });

  it('stores events without a visitor and says so in its log where DynamoDB is dead, without slowing each request', async () => {
    await during(async () => {
      deployed.dynamodb.fault = () => ({ kind: 'silent' });
      const start = performance.now();
      const { acknowledged } = await deployed.sendNumbered(1, REQUESTS);
      const asked = deployed.dynamodb.calls;
      // One call a second and a half at most: the time-out, then the rest before the next.
      expect(asked).toBeLessThan(2 + (performance.now() - start) / 1_500);
      expect(acknowledged).toHaveLength(REQUESTS);
      expect(new Set(deployed.held().map((row) => row.visitor))).toEqual(new Set([null]));
      expect(
        deployed.output
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as { level: string; message: object })
          .map(({ level, message }) => ({ level, message }))
          .at(0),
      ).toEqual({ level: 'WARN', message: { warning: 'salt_unavailable', count: 1, code: 'timeout' } });
      expectNothingOfTheVisitor(deployed);
    });
  });

  it("loses nothing acknowledged when its instance is killed at any moment, and takes up the day's salt again", async () => {
    await during(async () => {
      const random = seeded(5);
      const acknowledged: number[] = [];
      let kills = 0;
      for (let number = 1; number <= REQUESTS; number += 1) {
        const killed = number % Math.max(10, Math.floor(REQUESTS / 25)) === 0;
        const answer = deployed.send(httpEvent({ body: JSON.stringify(numbered(number)) }));
        if (killed) setTimeout(() => deployed.instances[0]?.kill(), random() * 5);
        kills += killed ? 1 : 0;
        if ((await answer)?.statusCode === 202) acknowledged.push(number);
      }
      const rows = deployed.held();
      const copies = byNumber(rows);
      expect(kills).toBeGreaterThan(10);
      expect(
        acknowledged.filter((number) => !copies.has(number)),
        'lost',
      ).toEqual([]);
      expect(new Set(rows.map((row) => row.visitor)).size).toBe(1);
      expectNothingOfTheVisitor(deployed);
    });
  });

  it('tells nothing of the visitor for requests of every kind, good and bad', async () => {
    await during(async () => {
      const answers = await Promise.all(oddEvents().map((event) => deployed.send(event)));
      expect(answers.map((answer) => answer?.statusCode)).toEqual(oddEvents().map(({ status }) => status));
      expect(findCanaries([{ where: 'answers', text: JSON.stringify(answers) }], CANARIES)).toEqual([]);
      expect(deployed.output).toBe('');
      expectNothingOfTheVisitor(deployed);
    });
  });
});
