/** Each alarm receives its metric as AWS emits it, and must rise and fall. */
import { describe, expect, it } from 'vitest';
import { evaluateAlarm, type Emission } from '../support/alarms/evaluate-alarm.ts';
import { ALARM_CASES } from './alarm-cases.ts';
import { resources, templatesOf } from './deployed.ts';
import { firstOf } from '../support/full-length.ts';

const alarms = new Map(
  resources(templatesOf({ alarms: {} }), 'AWS::CloudWatch::Alarm').map(([, one]) => [
    (one.Properties['AlarmName'] as string).replace('headcount-prod-', ''),
    one.Properties,
  ]),
);
/** Times are good for four days, bad for three, and good again, since an alarm may cover a day or two. */
const BAD = 4 * 1440;
const GOOD_AGAIN = 7 * 1440;
/** Periods that an alarm considers beyond its own; AWS does not document the number. */
const MORE = [2, 5];

it('the cases cover every alarm there is', () => {
  expect(Object.keys(ALARM_CASES).toSorted()).toEqual([...alarms.keys()].toSorted());
});

describe.each(Object.entries(ALARM_CASES))('%s', (name, cases) => {
  const alarm = alarms.get(name) ?? {};
  it.each(firstOf(() => name, cases))(
    'rises in bad times, falls in good ones: $what',
    ({ emits, rises, falls }) => {
      const emission: Emission = (metric, minute) =>
        emits(metric, minute, minute >= BAD && minute < GOOD_AGAIN);
      for (const more of MORE) {
        const at = (minute: number) => evaluateAlarm(alarm, emission, minute, more);
        const firstWithin = (from: number, minutes: number, state: string) => {
          for (let minute = from; minute <= from + minutes; minute += 1)
            if (at(minute) === state) return minute;
          return undefined;
        };
        for (let minute = BAD - 1440; minute < BAD; minute += 1)
          if (at(minute) !== 'OK') expect.fail(`${at(minute)} in good times, minute ${minute}`);
        expect(firstWithin(BAD, rises, 'ALARM'), `never rises within ${rises} minutes`).toBeDefined();
        expect(firstWithin(GOOD_AGAIN, falls, 'OK'), `never falls within ${falls} minutes`).toBeDefined();
        expect(at(GOOD_AGAIN + falls + 2 * 1440)).toBe('OK');
      }
    },
  );
});

describe('the evaluator', () => {
  const stat = (Id: string) => ({
    Id,
    MetricStat: { Metric: { Namespace: 'N', MetricName: Id }, Period: 300, Stat: 'Sum' },
  });
  const sum = (Expression: string, more: object = {}) => ({
    Metrics: [{ Id: 'sum', Expression }, stat('m0'), stat('m1')],
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 3,
    TreatMissingData: 'notBreaching',
    ...more,
  });
  const onlyOne: Emission = ({ name }, minute) => (name === 'm0' && minute % 5 === 0 ? 1 : undefined);

  it('has no value of a sum where a part has none, unless the part is filled', () => {
    expect(evaluateAlarm(sum('m0 + m1'), onlyOne, 600, 2)).toBe('OK');
    expect(evaluateAlarm(sum('FILL(m0, 0) + FILL(m1, 0)'), onlyOne, 600, 2)).toBe('ALARM');
  });

  it('takes missing values as the alarm says, where there are too few others', () => {
    const none: Emission = () => undefined;
    const state = (TreatMissingData: string) =>
      evaluateAlarm(sum('m0 + m1', { TreatMissingData }), none, 600, 2);
    expect([state('notBreaching'), state('breaching'), state('missing')]).toEqual([
      'OK',
      'ALARM',
      'INSUFFICIENT_DATA',
    ]);
  });
});
