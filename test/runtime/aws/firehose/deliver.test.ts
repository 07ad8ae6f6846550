import { describe, expect, it } from 'vitest';
import { notStoredRow } from '#core/anonymize/anonymize-event';
import { toJsonLine } from '#core/event/anonymous-event';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import { Delivery } from '#runtime/aws/firehose/deliver';
import { sendToQueue } from '#runtime/aws/firehose/fallback-queue';
import { DENIED, Fake, messageOf, recordsOf, taken, THROTTLED } from '../trying.ts';

const EVENTS = [
  notStoredRow('shop', '2026-11-24', 'bot', () => 'a'.repeat(32)),
  notStoredRow('shop', '2026-11-24', 'excluded', () => 'b'.repeat(32)),
];
const LINES = `${EVENTS.map(toJsonLine).join('\n')}\n`;
const delivery = (fake: Fake) =>
  new Delivery({
    ...fake.trying,
    stream: 's',
    queueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/q',
    warnings: fake.warnings,
  });
const services = (fake: Fake) => fake.calls.map(({ service }) => service).join(' ');
const SENT = { MessageId: 'm' };

describe('delivery', () => {
  it('puts all rows of a request into one record', async () => {
    const fake = new Fake(taken);
    expect(await delivery(fake).deliver(EVENTS, fake.now + 10_000)).toBe(true);
    expect(fake.calls.map(recordsOf)).toEqual([[LINES]]);
    expect(fake.said).toEqual([]);
  });

  it('hands to the queue what Firehose did not take in time, the rows and nothing else', async () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? SENT : THROTTLED));
    expect(await delivery(fake).deliver(EVENTS, fake.now + 10_000)).toBe(true);
    expect(fake.calls.at(-1)).toMatchObject({
      service: 'sqs',
      target: 'AmazonSQS.SendMessage',
      input: { QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/q', MessageBody: LINES },
      endpoint: 'https://sqs.eu-central-1.amazonaws.com/',
    });
    expect(Object.keys(fake.calls.at(-1)?.input ?? {})).toEqual(['QueueUrl', 'MessageBody']);
    expect(fake.said).toEqual([
      { warning: 'firehose_failed', count: 1, code: 'ServiceUnavailableException' },
      { warning: 'queued', count: 1 },
    ]);
  });

  it('says no only where neither holds the rows, within the time of the request', async () => {
    const fake = new Fake(() => THROTTLED);
    const deadline = fake.now + 3_000;
    expect(await delivery(fake).deliver(EVENTS, deadline)).toBe(false);
    expect(fake.now).toBeLessThanOrEqual(deadline);
    expect(fake.said.at(-1)).toEqual({ warning: 'not_stored', count: 1 });
    expect(services(fake)).toMatch(/^(firehose ?)+(sqs ?)+$/);
  });

  it('leaves the queue half of a short time, also where Firehose hangs', async () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? SENT : THROTTLED));
    fake.takes = (call) => (call.service === 'sqs' ? 5 : 60_000);
    const start = fake.now;
    let asked = 0;
    const reply = fake.reply;
    fake.reply = (call, n) => {
      asked = fake.now - start;
      return reply(call, n);
    };
    expect(await delivery(fake).deliver(EVENTS, start + 2_000)).toBe(true);
    expect(asked).toBeLessThanOrEqual(1_100);
  });

  it('waits a second, not four, for a queue that failed a moment ago', async () => {
    const fake = new Fake(() => THROTTLED);
    fake.takes = () => 60_000;
    const one = delivery(fake);
    const took = async () => {
      const start = fake.now;
      expect(await one.deliver(EVENTS, start + 20_000)).toBe(false);
      return fake.now - start;
    };
    expect(await took()).toBeGreaterThan(6_000);
    expect(await took()).toBeLessThanOrEqual(2_000);
  });

  it('asks the queue again after a fault that passes', async () => {
    let asked = 0;
    const fake = new Fake((call) => (call.service !== 'sqs' ? DENIED : (asked += 1) < 3 ? THROTTLED : SENT));
    expect(await delivery(fake).deliver(EVENTS, fake.now + 5_000)).toBe(true);
    expect(asked).toBe(3);
  });

  it('takes an answer of the queue without a message id for none', async () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? {} : DENIED));
    expect(await delivery(fake).deliver(EVENTS, fake.now + 5_000)).toBe(false);
  });

  it('spares a Firehose that just failed, asks it before it refuses a sender, and goes back to it', async () => {
    const fake = new Fake((call) => (call.service === 'sqs' ? SENT : DENIED));
    const one = delivery(fake);
    await one.deliver(EVENTS, fake.now + 10_000);
    await one.deliver(EVENTS, fake.now + 10_000);
    expect(services(fake)).toBe('firehose sqs sqs');
    fake.calls.length = 0;
    fake.reply = (call) => (call.service === 'sqs' ? DENIED : taken(call));
    expect(await one.deliver(EVENTS, fake.now + 10_000)).toBe(true);
    expect(services(fake)).toBe('sqs firehose');
    fake.calls.length = 0;
    fake.now += 5_001;
    expect(await one.deliver(EVENTS, fake.now + 10_000)).toBe(true);
    expect(services(fake)).toBe('firehose');
  });

  it('writes what SQS refuses in a message as JSON escapes, the same value', async () => {
    const fake = new Fake(() => SENT);
    const row = JSON.stringify({ path: '/a\ufffe\uffffb' });
    await sendToQueue('https://sqs.x/1/q', [`${row}\n`], fake.now + 1_000, fake.trying);
    const body = messageOf(fake.calls[0]);
    expect(body).not.toMatch(/[\ufffe\uffff]/);
    expect(JSON.parse(body)).toEqual(JSON.parse(row));
    const wide = `${JSON.stringify({ path: '\uffff'.repeat(150) })}\n`.repeat(2_000);
    fake.calls.length = 0;
    expect(
      (await sendToQueue('https://sqs.x/1/q', [wide], fake.now + 60_000, fake.trying)).remaining,
    ).toEqual([]);
    const bodies = fake.calls.map(messageOf);
    expect(Math.max(...bodies.map((one) => Buffer.byteLength(one)))).toBeLessThanOrEqual(1_048_576);
    expect(bodies.join('').split('\n')).toHaveLength(2_001);
  });

  it('repeats a word in its log once a minute at most, with how often', async () => {
    const fake = new Fake(() => new AwsFault('network', true));
    const warnings = fake.warnings;
    for (let n = 0; n < 50; n += 1) warnings.warn('queued');
    fake.now += 60_000;
    warnings.warn('queued');
    expect(fake.said).toEqual([
      { warning: 'queued', count: 1 },
      { warning: 'queued', count: 50 },
    ]);
  });
});
