import { describe, expect, it } from 'vitest';
import { Zone } from '#core/time/zone';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import type { AwsCall } from '#runtime/aws/client/call-aws';
import { CurrentKey } from '#runtime/aws/salts/current-key';
import { deleteEndedSalts } from '#runtime/aws/salts/delete-ended-salts';
import { Fake, type Reply } from '../trying.ts';

const zone = new Zone('Europe/Berlin');
interface Item {
  readonly day: { S: string };
  readonly salt: { B: Buffer };
  readonly expires: { N: string };
}

/** The reader of a salt overwrites it. */
const copyOf = (item: Item | undefined) => item && { ...item, salt: { B: Buffer.from(item.salt.B) } };

/** A table that behaves like DynamoDB's, as far as the salts use it. */
class Table {
  readonly items = new Map<string, Item>();
  readonly reply = (call: AwsCall): Reply => {
    const input = call.input as {
      Key?: { day: { S: string } };
      Item?: Item;
      ConsistentRead?: boolean;
      ConditionExpression?: string;
    };
    const day = input.Key?.day.S ?? input.Item?.day.S ?? '';
    const conditionFailed = new AwsFault('ConditionalCheckFailedException', false);
    if (call.target.endsWith('GetItem'))
      return input.ConsistentRead === true && this.items.has(day)
        ? { Item: copyOf(this.items.get(day)) }
        : {};
    if (call.target.endsWith('PutItem')) {
      if (input.ConditionExpression !== 'attribute_not_exists(#day)' || this.items.has(day))
        return conditionFailed;
      if (input.Item !== undefined)
        this.items.set(day, { ...input.Item, salt: { B: Buffer.from(call.secret ?? []) } });
      return {};
    }
    if (!this.items.delete(day)) return conditionFailed;
    return {};
  };
}

const keyOf = (fake: Fake, onEnd: () => void = () => undefined) =>
  new CurrentKey({ call: fake.call, table: 'salts', zone }, fake.warnings, onEnd);
const DAY = '2026-11-24';

describe('the salt of today', () => {
  it('is made once of 32 random bytes, and every instance of the day has the same', async () => {
    const table = new Table();
    const fakes = Array.from({ length: 8 }, () => new Fake(table.reply));
    const keys = await Promise.all(fakes.map((fake) => keyOf(fake).keyFor(DAY, fake.now)));
    expect(new Set(keys.map((key) => key?.hash('t', ['a']))).size).toBe(1);
    expect(keys[0]?.day).toBe(DAY);
    expect(table.items.get(DAY)?.salt.B).toHaveLength(32);
    const other = new Table();
    const fake = new Fake(other.reply);
    await keyOf(fake).keyFor(DAY, fake.now);
    expect(other.items.get(DAY)?.salt.B).not.toEqual(table.items.get(DAY)?.salt.B);
  });

  it('expires an hour after its local day, the day the clocks change included', async () => {
    const table = new Table();
    const fake = new Fake(table.reply);
    for (const day of [DAY, '2026-10-25']) await keyOf(fake).keyFor(day, fake.now);
    expect([DAY, '2026-10-25'].map((day) => table.items.get(day)?.expires.N)).toEqual(
      [Date.parse('2026-11-25T00:00:00+01:00'), Date.parse('2026-10-26T00:00:00+01:00')].map((end) =>
        String(end / 1_000 + 3_600),
      ),
    );
  });

  it("is the winner's for whoever comes second, also where the first put was not answered", async () => {
    const table = new Table();
    const winner = new Fake(table.reply);
    const key = await keyOf(winner).keyFor(DAY, winner.now);
    let reads = 0;
    // The first read is from before the winner's put; its own put loses.
    const loser = new Fake((call) =>
      call.target.endsWith('GetItem') && reads++ === 0
        ? {}
        : call.target.endsWith('PutItem')
          ? new AwsFault('network', true)
          : table.reply(call),
    );
    expect((await keyOf(loser).keyFor(DAY, loser.now))?.hash('t', ['a'])).toBe(key?.hash('t', ['a']));
  });

  it('is read also where the answer to its own put was not awaited', async () => {
    const table = new Table();
    const fake = new Fake((call) => {
      const reply = table.reply(call);
      return call.target.endsWith('PutItem') ? new AwsFault('timeout', true) : reply;
    });
    expect((await keyOf(fake).keyFor(DAY, fake.now))?.day).toBe(DAY);
    expect(fake.said).toEqual([]);
  });

  it('the salt is requested once a day and instance, and gone with everything derived at the first wake-up after the day', async () => {
    const fake = new Fake(new Table().reply);
    let ended = 0;
    const current = keyOf(fake, () => {
      ended += 1;
    });
    const key = await current.keyFor(DAY, fake.now);
    await current.keyFor(DAY, fake.now);
    expect(fake.calls).toHaveLength(2);
    expect(ended).toBe(1);
    current.endBefore('2026-11-25');
    expect(ended).toBe(2);
    expect(() => key?.hash('t', ['a'])).toThrow('the key of a day that ended was asked for');
  });

  it('is done without, with a word in the log and a rest before the next try, where it cannot be had', async () => {
    for (const code of ['timeout', 'AccessDeniedException', 'InternalServerError', 'network']) {
      const table = new Table();
      let fails = true;
      const fake = new Fake((call) =>
        fails ? new AwsFault(code, code !== 'AccessDeniedException') : table.reply(call),
      );
      const current = keyOf(fake);
      const start = fake.now;
      for (let n = 0; n < 100; n += 1) expect(await current.keyFor(DAY, start + n)).toBeUndefined();
      expect(fake.calls.length).toBeLessThanOrEqual(4);
      expect(current.failing).toBe(true);
      expect(fake.said).toEqual([{ warning: 'salt_unavailable', count: 1, code }]);
      fails = false;
      expect((await current.keyFor(DAY, start + 3_000))?.day).toBe(DAY);
      expect(current.failing).toBe(false);
    }
  });

  it('is no salt where the item holds something else', async () => {
    const fake = new Fake((call) =>
      call.target.endsWith('GetItem') ? { Item: { salt: { B: Buffer.alloc(16) } } } : {},
    );
    expect(await keyOf(fake).keyFor(DAY, fake.now)).toBeUndefined();
  });
});

describe('the keeper of salts', () => {
  it("deletes those of ended days, today's never, and reads none", async () => {
    const table = new Table();
    const fake = new Fake(table.reply);
    for (const day of ['2026-11-13', '2026-11-22', '2026-11-23', DAY])
      await keyOf(fake).keyFor(day, fake.now);
    fake.calls.length = 0;
    expect(await deleteEndedSalts(DAY, 'salts', fake.call)).toEqual({ deleted: 3, failed: 0 });
    expect([...table.items.keys()]).toEqual([DAY]);
    expect(new Set(fake.calls.map(({ target }) => target))).toEqual(
      new Set(['DynamoDB_20120810.DeleteItem']),
    );
  });

  it('asks again, twice, where a deletion failed in passing', async () => {
    const table = new Table();
    const fake = new Fake((call) =>
      fake.calls.filter(({ input }) => JSON.stringify(input) === JSON.stringify(call.input)).length < 3
        ? new AwsFault('InternalServerError', true)
        : table.reply(call),
    );
    await keyOf(new Fake(table.reply)).keyFor('2026-11-23', fake.now);
    expect(await deleteEndedSalts(DAY, 'salts', fake.call)).toEqual({ deleted: 1, failed: 0 });
    expect(table.items.size).toBe(0);
  });

  it('counts what it could not delete', async () => {
    const fake = new Fake(() => new AwsFault('InternalServerError', true));
    expect(await deleteEndedSalts(DAY, 'salts', fake.call)).toEqual({ deleted: 0, failed: 14 });
  });
});
