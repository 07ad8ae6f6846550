/** The sweep of errors while Firehose hangs: what it still does in its time. */
import { describe, expect, it } from 'vitest';
import type { ErrorObjects } from '#runtime/aws/errors/error-objects';
import { sweepErrors } from '#runtime/aws/errors/sweep-errors';
import { Fake, THROTTLED } from '../trying.ts';

const row = (day: string) => JSON.stringify({ event_id: 'e', site: 'shop', day, outcome: 'stored' });
const hanging = () => {
  const fake = new Fake((call) => (call.service === 'sqs' ? { MessageId: 'm' } : THROTTLED));
  fake.takes = (call) => (call.service === 'sqs' ? 5 : 60_000);
  return fake;
};
const sweep = async (fake: Fake, day: string, milliseconds: number) => {
  const keys = new Set(Array.from({ length: 9 }, (_, n) => `errors/${n}`));
  const objects: ErrorObjects = {
    async *list() {
      yield* keys;
    },
    read: async (key) => ({
      key,
      since: fake.now,
      text: JSON.stringify({ rawData: Buffer.from(row(day)).toString('base64') }),
    }),
    rewrite: async () => undefined,
    delete: async (key) => {
      keys.delete(key);
    },
  };
  const held = () => ({ today: '2026-11-24', isSite: () => true, random128: () => 'random' });
  const swept = await sweepErrors(
    objects,
    fake.now + milliseconds,
    { ...fake.trying, stream: 's', queueUrl: 'https://sqs.x/1/q', heldContext: held },
    fake.warnings,
  );
  return { swept, left: keys.size };
};

describe('the sweep, where Firehose hangs', () => {
  it('has time left for the queue, so that late originals go', async () => {
    expect(await sweep(hanging(), '2026-11-21', 30_000)).toMatchObject({
      swept: { objects: 1, failed: 0, late: 1 },
      left: 8,
    });
  });

  it('ends by its deadline, and begins no object that it has no time for', async () => {
    const fake = hanging();
    const start = fake.now;
    const { swept, left } = await sweep(fake, '2026-11-21', 30_000);
    expect(fake.now - start).toBeLessThanOrEqual(30_000);
    expect(swept.objects + left).toBe(9);
  });
});
