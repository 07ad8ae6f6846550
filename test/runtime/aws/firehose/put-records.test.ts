import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putRecords } from '#runtime/aws/firehose/put-records';
import { DENIED, Fake, recordsOf, taken, THROTTLED } from '../trying.ts';

describe('putting records', () => {
  it('sends again only what Firehose left out, until it has taken each record exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 200 }),
        async (count, luck) => {
          const held: string[] = [];
          let draw = 0;
          const fake = new Fake((call) => ({
            RequestResponses: recordsOf(call).map((record) => {
              if (luck[draw++ % luck.length] === false && draw < 100)
                return { ErrorCode: 'ServiceUnavailableException', ErrorMessage: record };
              held.push(record);
              return { RecordId: 'r' };
            }),
          }));
          const records = Array.from({ length: count }, (_, n) => `record ${n}\n`);
          const { remaining: left } = await putRecords('s', records, fake.now + 60_000, fake.trying);
          expect(left).toEqual([]);
          expect(held.toSorted()).toEqual(records.toSorted());
        },
      ),
    );
  });

  it('sends all of a call again whose answer nobody saw or can read', async () => {
    const fake = new Fake((call, n) =>
      n === 1 ? { RequestResponses: [{ RecordId: 'r' }] } : n === 2 ? {} : taken(call),
    );
    expect((await putRecords('s', ['a\n', 'b\n'], fake.now + 4_000, fake.trying)).remaining).toEqual([]);
    expect(fake.calls.map(recordsOf)).toEqual([['a\n', 'b\n'], ['b\n'], ['b\n']]);
  });

  it('ends by its deadline and gives back what is left, whether calls fail or hang', async () => {
    for (const takes of [5, 10_000]) {
      const fake = new Fake(() => THROTTLED);
      fake.takes = () => takes;
      const deadline = fake.now + 4_000;
      const { remaining: left } = await putRecords('s', ['a\n'], deadline, fake.trying);
      expect(left).toEqual(['a\n']);
      expect(fake.now).toBeLessThanOrEqual(deadline);
      expect(fake.calls.length).toBeGreaterThan(1);
    }
  });

  it('does not ask again where asking cannot help', async () => {
    const fake = new Fake(() => DENIED);
    expect(await putRecords('s', ['a\n'], fake.now + 4_000, fake.trying)).toEqual({
      remaining: ['a\n'],
      code: 'AccessDeniedException',
    });
    expect(fake.calls).toHaveLength(1);
  });

  it('waits after a fault only: what fills many calls goes in one go', async () => {
    const fake = new Fake(taken);
    const began = fake.now;
    const records = Array.from({ length: 40 }, (_, n) => `${n % 10}`.repeat(1_000_000));
    expect((await putRecords('s', records, began + 60_000, fake.trying)).remaining).toEqual([]);
    expect(fake.calls.length).toBeGreaterThan(10);
    expect(fake.now - began).toBe(5 * fake.calls.length);
  });

  it('keeps each call within 4 MiB of base64', async () => {
    const fake = new Fake(taken);
    const records = Array.from({ length: 9 }, (_, n) => `${n}`.repeat(1_000_000));
    expect((await putRecords('s', records, fake.now + 4_000, fake.trying)).remaining).toEqual([]);
    expect(Math.max(...fake.calls.map((call) => JSON.stringify(call.input).length))).toBeLessThanOrEqual(
      4 * 1_048_576,
    );
    expect(fake.calls.flatMap(recordsOf)).toEqual(records);
  });

  it('keeps each call within the 500 records that Firehose takes', async () => {
    const fake = new Fake(taken);
    const records = Array.from({ length: 1_001 }, (_, n) => `${n}\n`);
    expect((await putRecords('s', records, fake.now + 4_000, fake.trying)).remaining).toEqual([]);
    expect(fake.calls.map((call) => recordsOf(call).length)).toEqual([500, 500, 1]);
    expect(fake.calls.flatMap(recordsOf)).toEqual(records);
  });

  it('takes a record for failed where its entry has an error, whatever else stands there, and tells of the error its code alone', async () => {
    const answers = [{ RecordId: 'r', ErrorCode: 'InternalFailure' }, { ErrorCode: 'quotes /secret' }];
    const fake = new Fake((call, n) =>
      answers[n - 1] === undefined ? taken(call) : { RequestResponses: [answers[n - 1]] },
    );
    expect(await putRecords('s', ['a\n'], fake.now + 4_000, fake.trying)).toEqual({
      remaining: [],
      code: 'partial',
    });
    expect(fake.calls.map(recordsOf)).toEqual([['a\n'], ['a\n'], ['a\n']]);
  });

  it('waits longer before each try, a random part of up to a second', async () => {
    const waits: number[] = [];
    const fake = new Fake((call, n) => (n > 7 ? taken(call) : THROTTLED));
    const sleep = async (ms: number) => {
      waits.push(ms);
    };
    await putRecords('s', ['a\n'], fake.now + 60_000, { ...fake.trying, sleep });
    expect(waits).toEqual([25, 50, 100, 200, 400, 500, 500]);
    waits.length = 0;
    fake.calls.length = 0;
    await putRecords('s', ['a\n'], fake.now + 60_000, { ...fake.trying, sleep, random: () => 0.1 });
    expect(waits).toEqual([5, 10, 20, 40, 80, 100, 100]);
  });
});
