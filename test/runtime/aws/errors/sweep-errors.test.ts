import { describe, expect, it } from 'vitest';
import { anonymousEvent, toJsonLine } from '#core/event/anonymous-event';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { errorLines } from '#runtime/aws/errors/error-lines';
import type { ErrorObjects } from '#runtime/aws/errors/error-objects';
import { drainDeadLetters } from '#runtime/aws/errors/drain-dead-letters';
import { sweepErrors } from '#runtime/aws/errors/sweep-errors';
import { redriveMessages } from '#runtime/aws/firehose/redrive-messages';
import type { Redelivery } from '#runtime/aws/firehose/redeliver';
import type { AwsCall } from '#runtime/aws/client/call-aws';
import { DENIED, Fake, messageOf, recordsOf, taken } from '../trying.ts';

const EMPTY = Object.fromEntries(FIELDS.map(({ name }) => [name, null])) as unknown as ArrivalRow;
const line = (day: string, path: string) =>
  toJsonLine(
    anonymousEvent({
      ...EMPTY,
      event_id: path,
      site: 'shop',
      day,
      hour: 9,
      outcome: 'stored',
      visitor: 'v'.repeat(32),
      path,
    }),
  );
const document = (record: string) =>
  JSON.stringify({
    attemptsMade: 1,
    lastErrorCode: 'DataFormatConversion.ParseError',
    lastErrorMessage: 'quotes /secret',
    rawData: Buffer.from(record).toString('base64'),
  });
const HOUR = 3_600_000;

class Bucket implements ErrorObjects {
  readonly objects = new Map<string, { since: number; text: string }>();
  async *list() {
    yield* this.objects.keys();
  }
  async read(key: string) {
    const object = this.objects.get(key);
    if (object === undefined) throw new Error('NoSuchKey');
    return { key, ...object };
  }
  async rewrite({ key, since }: { readonly key: string; readonly since: number }, text: string) {
    this.objects.set(key, { since, text });
  }
  async delete(key: string) {
    this.objects.delete(key);
  }
}

const redelivery = (fake: Fake): Redelivery => ({
  ...fake.trying,
  stream: 's',
  queueUrl: 'https://sqs.x/1/q',
  heldContext: () => ({ today: '2026-11-24', isSite: (id) => id === 'shop', random128: () => 'random' }),
});
const sweep = (bucket: Bucket, fake: Fake) =>
  sweepErrors(bucket, fake.now + 600_000, redelivery(fake), fake.warnings);
const rowsSent = (fake: Fake) =>
  fake.calls
    .filter(({ service }) => service === 'firehose')
    .flatMap(recordsOf)
    .flatMap((record) => record.trim().split('\n'))
    .map((one) => JSON.parse(one) as ArrivalRow);

describe('the sweep of the error prefix', () => {
  it('sends rows in time as they were and late ones as rows that only count, then deletes the original', async () => {
    const bucket = new Bucket();
    const fake = new Fake(taken);
    bucket.objects.set('errors/a', {
      since: fake.now,
      text: `${document(`${line('2026-11-24', '/a')}\n${line('2026-11-22', '/b')}\n`)}\n${document(line('2026-11-23', '/c'))}\n`,
    });
    expect(await sweep(bucket, fake)).toEqual({ objects: 1, rows: 3, late: 1, unreadable: 0, failed: 0 });
    expect(
      rowsSent(fake).map(({ path, outcome, visitor, day, hour, event_id }) => ({
        path,
        outcome,
        visitor: visitor !== null,
        day,
        hour,
        event_id,
      })),
    ).toEqual([
      { path: '/a', outcome: 'stored', visitor: true, day: '2026-11-24', hour: 9, event_id: '/a' },
      { path: null, outcome: 'late', visitor: false, day: '2026-11-24', hour: null, event_id: 'random' },
      { path: '/c', outcome: 'stored', visitor: true, day: '2026-11-23', hour: 9, event_id: '/c' },
    ]);
    expect(bucket.objects.size).toBe(0);
    expect(JSON.stringify(fake.said)).toBe('[{"warning":"late","count":1}]');
  });

  it('keeps an original that nothing took the place of', async () => {
    const bucket = new Bucket();
    const fake = new Fake(() => DENIED);
    bucket.objects.set('errors/a', { since: fake.now, text: document(line('2026-11-22', '/b')) });
    expect(await sweep(bucket, fake)).toMatchObject({ failed: 1 });
    expect(bucket.objects.size).toBe(1);
  });

  it('lets the queue hold the replacement of a late original, so that the original can go', async () => {
    const bucket = new Bucket();
    const fake = new Fake((call) => (call.service === 'sqs' ? { MessageId: 'm' } : DENIED));
    bucket.objects.set('errors/a', { since: fake.now, text: document(line('2026-11-22', '/b')) });
    expect(await sweep(bucket, fake)).toMatchObject({ failed: 0, late: 1 });
    expect(bucket.objects.size).toBe(0);
    expect(JSON.stringify(fake.calls.at(-1)?.input)).not.toContain('/b');
  });

  it('counts what cannot be read, keeps it alone, and deletes it after 48 hours', async () => {
    const bucket = new Bucket();
    const fake = new Fake(taken);
    bucket.objects.set('errors/a', {
      since: fake.now,
      text: `${document(line('2026-11-24', '/a'))}\n{"rawData":"!!!"\n${document(`${line('2026-11-24', '/d')}\n{"torn`)}\n`,
    });
    expect(await sweep(bucket, fake)).toMatchObject({ rows: 2, unreadable: 2 });
    expect(await sweep(bucket, fake)).toMatchObject({ rows: 0, unreadable: 2 });
    expect(rowsSent(fake).map(({ path }) => path)).toEqual(['/a', '/d']);
    expect(errorLines(bucket.objects.get('errors/a')?.text ?? '').map(({ record }) => record)).toEqual([
      undefined,
      '{"torn',
    ]);
    fake.now += 48 * HOUR + 1;
    await sweep(bucket, fake);
    expect(bucket.objects.size).toBe(0);
  });

  it('keeps of what cannot be read the record alone: neither when it came nor the message, which quotes a value', async () => {
    const bucket = new Bucket();
    const fake = new Fake(taken);
    const rawData = Buffer.from([0xff, 0xfe]).toString('base64');
    const text = `${JSON.stringify({ attemptsMade: 1, arrivalTimestamp: 1_795_514_400_123, lastErrorMessage: 'quotes /secret', attemptEndingTimestamp: 1_795_514_400_456, rawData })}\n`;
    bucket.objects.set('errors/a', { since: fake.now, text });
    expect(await sweep(bucket, fake)).toMatchObject({ unreadable: 1, failed: 0 });
    expect(bucket.objects.get('errors/a')).toEqual({
      since: fake.now,
      text: `${JSON.stringify({ rawData })}\n`,
    });
    expect(await sweep(bucket, fake), 'and is found again').toMatchObject({ unreadable: 1 });
    bucket.rewrite = () => {
      throw new Error('written though nothing changed');
    };
    expect(await sweep(bucket, fake)).toMatchObject({ unreadable: 1, failed: 0 });
  });

  it('goes on with the next object where one cannot be read', async () => {
    const bucket = new Bucket();
    const fake = new Fake(taken);
    bucket.objects.set('errors/b', { since: fake.now, text: document(line('2026-11-24', '/b')) });
    bucket.list = async function* list() {
      yield* ['errors/gone', 'errors/b'];
    };
    expect(await sweep(bucket, fake)).toEqual({ objects: 2, rows: 1, late: 0, unreadable: 0, failed: 1 });
    expect(bucket.objects.size).toBe(0);
    expect(fake.said).toEqual([{ warning: 'sweep_failed', count: 1 }]);
  });

  it('reads documents that follow each other without a newline', () => {
    expect(errorLines(document('a') + document('b')).map(({ record }) => record)).toEqual(['a', 'b']);
  });
});

describe('the redrive of the queue', () => {
  it('names the messages that Firehose did not take, and no other', async () => {
    const fake = new Fake((call) =>
      recordsOf(call).some((record) => record.includes('/b')) ? DENIED : taken(call),
    );
    const Records = ['/a', '/b', '/c'].map((path) => ({ messageId: path, body: line('2026-11-24', path) }));
    expect(await redriveMessages({ Records }, 60_000, redelivery(fake), fake.warnings)).toEqual({
      batchItemFailures: [{ itemIdentifier: '/b' }],
    });
    expect(fake.said).toEqual([{ warning: 'redrive_failed', count: 1, code: 'AccessDeniedException' }]);
  });

  it('ends within its invocation where Firehose and the queue hang, and counts nothing as late that nothing holds', async () => {
    const fake = new Fake(() => DENIED);
    fake.takes = () => 60_000;
    const start = fake.now;
    const Records = [
      { messageId: 'a', body: line('2026-11-24', '/a') },
      { messageId: 'b', body: line('2026-11-21', '/b') },
    ];
    expect(await redriveMessages({ Records }, 60_000, redelivery(fake), fake.warnings)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }],
    });
    expect(fake.now - start).toBeLessThan(60_000);
    expect(JSON.stringify(fake.said)).not.toContain('"late"');
  });

  it('leaves a record in time where it is, with the age that it has, though the queue would take it anew', async () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? { MessageId: 'm' } : DENIED));
    expect(
      await redriveMessages(
        { Records: [{ messageId: 'm', body: line('2026-11-23', '/a') }] },
        60_000,
        redelivery(fake),
        fake.warnings,
      ),
    ).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
    expect(fake.calls.map(({ service }) => service)).toEqual(['firehose']);
  });

  it('replaces rows of a day that may be sealed, in the queue where Firehose does not take them', async () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? { MessageId: 'm' } : DENIED));
    const Records = [{ messageId: 'm', body: line('2026-11-21', '/a') }];
    expect(await redriveMessages({ Records }, 60_000, redelivery(fake), fake.warnings)).toEqual({
      batchItemFailures: [],
    });
    expect(JSON.parse(messageOf(fake.calls.at(-1)))).toMatchObject({
      outcome: 'late',
      visitor: null,
      path: null,
      hour: null,
    });
  });
});

describe('a redrive whose services hang', () => {
  const HANGS = new Map([
    ['firehose', 60_000],
    ['sqs', 1_500],
  ]);
  const hanging = () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? { MessageId: 'm' } : taken(call)));
    fake.takes = ({ service }) => HANGS.get(service) ?? 5;
    return fake;
  };

  it('answers within its time, so that no message comes back whose replacement is held', async () => {
    const fake = hanging();
    const began = fake.now;
    const Records = Array.from({ length: 10 }, (_, n) => ({
      messageId: `m${n}`,
      body: `${line('2026-11-21', `/${n}`)}\n{"torn\n`,
    }));
    const { batchItemFailures } = await redriveMessages(
      { Records },
      120_000,
      redelivery(fake),
      fake.warnings,
    );
    expect(fake.now - began).toBeLessThan(120_000);
    expect(batchItemFailures, 'each has its share of the time').toEqual([]);
  });

  it('leaves in the queue what it has no time for', async () => {
    const fake = hanging();
    const began = fake.now;
    const Records = Array.from({ length: 10 }, (_, n) => ({
      messageId: `m${n}`,
      body: `${line('2026-11-21', `/${n}`)}\n{"torn\n`,
    }));
    const { batchItemFailures } = await redriveMessages({ Records }, 20_000, redelivery(fake), fake.warnings);
    expect(fake.now - began).toBeLessThan(20_000);
    expect(batchItemFailures.length).toBeGreaterThan(0);
    expect(
      fake.calls.filter(({ service }) => service === 'sqs').length,
      'a message is begun as a whole or not at all',
    ).toBe(2 * (10 - batchItemFailures.length));
  });

  it('leaves dead letters for the next sweep where its time is up', async () => {
    const fake = hanging();
    const letters = Array.from({ length: 10 }, (_, n) => ({
      Body: line('2026-11-21', `/${n}`),
      ReceiptHandle: `r${n}`,
      Attributes: { SentTimestamp: String(fake.now) },
    }));
    fake.reply = (call) =>
      call.target.endsWith('ReceiveMessage')
        ? { Messages: letters }
        : call.service === 'sqs'
          ? { MessageId: 'm' }
          : taken(call);
    const deadline = fake.now + 30_000;
    const { messages } = await drainDeadLetters('https://sqs.x/1/dead', deadline, {
      ...redelivery(fake),
      call: fake.call,
    });
    expect(messages).toBeLessThan(10);
    expect(fake.now).toBeLessThanOrEqual(deadline);
    expect(fake.calls.filter(({ target }) => target.endsWith('DeleteMessage'))).toHaveLength(messages);
  });

  it('does not meet a dead letter twice in one sweep, which would count its rows twice', async () => {
    const fake = hanging();
    const seen = () =>
      fake.calls
        .filter(({ target }) => target.endsWith('ReceiveMessage'))
        .map(({ input }) => (input as { readonly VisibilityTimeout: number }).VisibilityTimeout);
    fake.reply = () => ({});
    await drainDeadLetters('https://sqs.x/1/dead', fake.now + 30_000, {
      ...redelivery(fake),
      call: fake.call,
    });
    for (const seconds of seen())
      expect(seconds, 'longer than the function runs').toBeGreaterThanOrEqual(300);
  });
});

describe('a message with late rows and a line that cannot be read', () => {
  const BODY = `${line('2026-11-21', '/a')}\n{"torn\n`;
  const act = (call: AwsCall) => (call.target.endsWith('SendMessage') ? { MessageId: 'm' } : taken(call));

  it('goes, and leaves the line in a message of its own: its rows are counted as late once, not at each attempt', async () => {
    const fake = new Fake(act);
    expect(
      await redriveMessages(
        { Records: [{ messageId: 'm', body: BODY }] },
        60_000,
        redelivery(fake),
        fake.warnings,
      ),
    ).toEqual({ batchItemFailures: [] });
    expect(rowsSent(fake)).toHaveLength(1);
    const rest = messageOf(fake.calls.at(-1));
    expect(rest).toBe('{"torn\n');
    expect(
      await redriveMessages(
        { Records: [{ messageId: 'n', body: rest }] },
        60_000,
        redelivery(fake),
        fake.warnings,
      ),
      'that comes back',
    ).toEqual({ batchItemFailures: [{ itemIdentifier: 'n' }] });
    expect(rowsSent(fake)).toHaveLength(1);
  });

  it('stays as it is where the queue does not take the line', async () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? DENIED : taken(call)));
    expect(
      await redriveMessages(
        { Records: [{ messageId: 'm', body: BODY }] },
        60_000,
        redelivery(fake),
        fake.warnings,
      ),
    ).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
  });

  it('leaves the dead-letter queue in the same way', async () => {
    const letters = [
      {
        Body: BODY,
        ReceiptHandle: 'm',
        Attributes: { SentTimestamp: String(Date.parse('2026-11-24T09:00:00Z')) },
      },
    ];
    const fake = new Fake((call) => {
      if (call.target.endsWith('ReceiveMessage')) return { Messages: fake.calls.length === 1 ? letters : [] };
      if (call.target.endsWith('DeleteMessage')) return { deleted: letters.pop() };
      return act(call);
    });
    expect(
      await drainDeadLetters('https://sqs.x/1/dead', fake.now + 60_000, {
        ...redelivery(fake),
        call: fake.call,
      }),
    ).toMatchObject({ messages: 1, late: 1, unreadable: 1, failed: 0 });
    expect(letters).toEqual([]);
    expect(
      fake.calls
        .filter((call) => call.target.endsWith('SendMessage'))
        .map((call) => [(call.input as { readonly QueueUrl: string }).QueueUrl, messageOf(call)]),
    ).toEqual([['https://sqs.x/1/q', '{"torn\n']]);
  });
});

describe('the dead-letter queue', () => {
  it('is emptied of what Firehose takes, and keeps the rest', async () => {
    const letters = new Map(['/a', '/b'].map((path) => [path, line('2026-11-24', path)]));
    let received = false;
    const act = (call: AwsCall) => {
      if (call.service === 'firehose')
        return recordsOf(call).some((record) => record.includes('/b')) ? DENIED : taken(call);
      if (call.target.endsWith('ReceiveMessage')) {
        if (received) return {};
        received = true;
        return {
          Messages: [...letters].map(([path, Body]) => ({
            Body,
            ReceiptHandle: path,
            Attributes: { SentTimestamp: '0' },
          })),
        };
      }
      letters.delete((call.input as { ReceiptHandle: string }).ReceiptHandle);
      return {};
    };
    const fake = new Fake(act);
    expect(
      await drainDeadLetters('https://sqs.x/1/dead', fake.now + 60_000, {
        ...redelivery(fake),
        call: fake.call,
      }),
    ).toEqual({ messages: 2, late: 0, unreadable: 0, failed: 1 });
    expect([...letters.keys()]).toEqual(['/b']);
  });

  it('keeps what cannot be read for 48 hours and no longer', async () => {
    const deleted: string[] = [];
    const fake = new Fake((call) => {
      if (call.target.endsWith('DeleteMessage'))
        deleted.push((call.input as { ReceiptHandle: string }).ReceiptHandle);
      return call.target.endsWith('ReceiveMessage') && fake.calls.length === 1
        ? {
            Messages: [47, 49].map((hours) => ({
              Body: '{"torn',
              ReceiptHandle: `${hours}`,
              Attributes: { SentTimestamp: String(fake.now - hours * HOUR) },
            })),
          }
        : {};
    });
    expect(
      await drainDeadLetters('https://sqs.x/1/dead', fake.now + 60_000, {
        ...redelivery(fake),
        call: fake.call,
      }),
    ).toMatchObject({ messages: 2, unreadable: 2 });
    expect(deleted).toEqual(['49']);
  });
});
