/** The alarms of the register: each has a runbook, rises in bad times, and notifies a topic of its own. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REGISTER_METRIC } from '#runtime/aws/register/metrics';
import { runbookLink } from '#lib/operations/runbook-link';
import { evaluateAlarm, type Emission, type MetricName } from '../../support/alarms/evaluate-alarm.ts';
import { resources } from '../deployed.ts';
import { registerTemplate } from './registered.ts';

const template = registerTemplate({ alarms: { email: 'ops@example.com' } });
const alarms = new Map(
  resources({ template }, 'AWS::CloudWatch::Alarm').map(([, one]) => [
    (one.Properties['AlarmName'] as string).replace('headcount-prod-register-', ''),
    one.Properties,
  ]),
);
const HOUR = 60;
const DAY = 24 * HOUR;
/** Times are good for four days, bad for three, and good again. */
const BAD = 4 * DAY;
const GOOD_AGAIN = 7 * DAY;

/** A service's emission at a minute of good or bad times. */
type Emits = (metric: MetricName, minute: number, bad: boolean) => number | undefined;
interface Case {
  readonly what: string;
  readonly emits: Emits;
  /** Minutes within which the alarm rises, and falls. */
  readonly rises: number;
  readonly falls: number;
}
const every =
  (minutes: number, good: number | undefined, bad: number | undefined): Emits =>
  (_, minute, isBad) =>
    minute % minutes === 0 ? (isBad ? bad : good) : undefined;
const daily =
  (good: number | undefined, bad: number | undefined): Emits =>
  (_, minute, isBad) =>
    minute % DAY === 195 ? (isBad ? bad : good) : undefined;
const only =
  (name: string, emits: Emits): Emits =>
  (metric, minute, bad) =>
    metric.name === name ? emits(metric, minute, bad) : undefined;

const CASES: Readonly<Record<string, Case>> = {
  MailRefused: {
    what: 'a mail is refused each hour',
    emits: every(HOUR, 0, 1),
    rises: 2 * HOUR + 15,
    falls: 3 * HOUR,
  },
  MailFails: { what: 'each run of a minute fails', emits: every(1, 0, 1), rises: 20, falls: 35 },
  MailUnfiled: { what: 'a received mail stays', emits: every(1, 0, 1), rises: 3 * HOUR, falls: 3 * HOUR },
  NoticesLost: { what: 'a bounce waits in the queue', emits: every(5, 0, 1), rises: 10, falls: 15 },
  Complaints: {
    what: 'two of a thousand complain',
    emits: every(15, 0.0005, 0.002),
    rises: 2 * HOUR,
    falls: 3 * HOUR,
  },
  SweepLate: {
    what: 'no sweep does all it has to',
    emits: daily(1, undefined),
    rises: 34 * HOUR,
    falls: 30 * HOUR,
  },
  SweepFails: {
    what: 'the run of a day fails, and both repetitions',
    emits: (_, minute, bad) =>
      minute % DAY >= 195 && minute % DAY < (bad ? 198 : 196) ? Number(bad) : undefined,
    rises: DAY,
    falls: 2 * HOUR,
  },
  CasesOpen: { what: 'a case is open for a week', emits: daily(0, 1), rises: DAY, falls: 32 * HOUR },
  PagesFail: {
    what: 'requests are answered 503',
    emits: only('PagesFailed', every(10, 0, 1)),
    rises: 25,
    falls: 35,
  },
  PagesThrottled: { what: 'requests are turned away', emits: every(1, 0, 3), rises: 15, falls: 20 },
  StaffFails: { what: 'a command runs out of time', emits: every(90, undefined, 1), rises: 95, falls: 15 },
  TableThrottled: {
    what: 'the index turns writes away',
    emits: only('WriteThrottleEvents', every(5, undefined, 4)),
    rises: 20,
    falls: 25,
  },
};

describe('the alarms of the register', () => {
  it('are not deployed unless they are on', () => {
    expect(resources({ off: registerTemplate() }, 'AWS::CloudWatch::Alarm')).toEqual([]);
    const off = registerTemplate({ alarms: { on: false, email: 'ops@example.com' } });
    expect(resources({ off }, 'AWS::SNS::Topic')).toHaveLength(1);
  });

  it('have a case each below', () => {
    expect(Object.keys(CASES).toSorted()).toEqual([...alarms.keys()].toSorted());
  });

  it.each(Object.entries(CASES))(
    '%s rises in bad times and falls in good ones',
    (name, { what, emits, rises, falls }) => {
      const alarm = alarms.get(name) ?? {};
      const emission: Emission = (metric, minute) =>
        emits(metric, minute, minute >= BAD && minute < GOOD_AGAIN);
      const at = (minute: number) => evaluateAlarm(alarm, emission, minute, 2);
      const within = (from: number, minutes: number, state: string) =>
        Array.from({ length: minutes + 1 }, (_, add) => from + add).some((minute) => at(minute) === state);
      for (let minute = BAD - DAY; minute < BAD; minute += 7)
        expect(at(minute), `${what}: minute ${minute}`).toBe('OK');
      expect(within(BAD, rises, 'ALARM'), `${what}: never rises within ${rises} minutes`).toBe(true);
      expect(within(GOOD_AGAIN, falls, 'OK'), `${what}: never falls within ${falls} minutes`).toBe(true);
    },
  );

  it('name for each a heading of docs/register-operations.md that is there', () => {
    const document = 'docs/register-operations.md';
    const text = readFileSync(join(resolve(import.meta.dirname, '../../..'), document), 'utf8');
    const links = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => runbookLink(heading, document));
    for (const [name, one] of alarms)
      expect(links, name).toContain(/Runbook: (\S+)$/.exec(one['AlarmDescription'] as string)?.[1]);
  });

  it('are as many, on as many metrics, as docs/cost.md says', () => {
    const watched = [...alarms.values()].flatMap((one) =>
      ((one['Metrics'] ?? [{ MetricStat: {} }]) as object[]).filter((of) => 'MetricStat' in of),
    );
    const cost = readFileSync(join(resolve(import.meta.dirname, '../../..'), 'docs/cost.md'), 'utf8');
    expect(cost).toContain(`alarms: ${alarms.size} on ${watched.length} metrics`);
    // Two more are those of SES: bounces and complaints of the configuration set.
    expect(cost).toContain(`CloudWatch: ${Object.keys(REGISTER_METRIC).length + 2} metrics of its own`);
  });

  it('tell one topic, which the address is subscribed to, of what is wrong and what is right again', () => {
    for (const one of alarms.values())
      expect([one['AlarmActions'], one['OKActions']]).toEqual([
        [{ Ref: expect.stringContaining('AlarmTopic') }],
        [{ Ref: expect.stringContaining('AlarmTopic') }],
      ]);
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });

  it('look at metrics that tell of no person: function, table, queue or configuration set', () => {
    const metrics = [...alarms.values()].flatMap((one) => [
      one,
      ...((one['Metrics'] ?? []) as { MetricStat?: { Metric: object } }[]).map((of) => of.MetricStat?.Metric),
    ]) as ({ readonly Dimensions?: readonly { readonly Name: string }[] } | undefined)[];
    const names = metrics.flatMap((one) => one?.Dimensions ?? []).map(({ Name }) => Name);
    expect(new Set(names)).toEqual(
      new Set([
        'FunctionName',
        'GlobalSecondaryIndexName',
        'QueueName',
        'Table',
        'TableName',
        'ses:configuration-set',
      ]),
    );
  });
});
