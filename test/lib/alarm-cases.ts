/** The case for each alarm, as its service emits it: minutes at which there is a value, in good times and in bad. */
import type { MetricName } from '../support/alarms/evaluate-alarm.ts';

export interface AlarmCase {
  readonly what: string;
  /** Returns the metric's value at a minute of good or bad times; undefined if its service emits nothing. */
  readonly emits: (metric: MetricName, minute: number, bad: boolean) => number | undefined;
  /** Minutes within which the alarm rises in bad times and falls in good ones. */
  readonly rises: number;
  readonly falls: number;
}

const HOUR = 60;
const every =
  (minutes: number, at: number, good: number | undefined, bad: number | undefined) =>
  (_: MetricName, minute: number, isBad: boolean) =>
    minute % minutes === at ? (isBad ? bad : good) : undefined;
/** A metric filter has a value if a line was logged, and none otherwise. */
const logged = (minutes: number, at: number) => every(minutes, at, undefined, 1);
const inNight = (minute: number, from = 3, to = 9) => {
  const hour = Math.floor(minute / HOUR) % 24;
  return hour >= from && hour < to;
};
/** Values of Lambda's metrics: one per run, 0 if it succeeded (Lambda developer guide, "Types of metrics"). */
const runs =
  (
    of: Readonly<Record<string, { readonly every: number; readonly at: number; readonly retries?: number }>>,
    failing: string,
  ) =>
  ({ resource }: MetricName, minute: number, bad: boolean) => {
    const [name, one] = Object.entries(of).find(([id]) => resource.includes(id)) ?? [];
    if (one === undefined || !inNightOf(name, minute)) return undefined;
    const since = (((minute - one.at) % one.every) + one.every) % one.every;
    const fails = bad && name === failing;
    return since === 0 || (fails && since <= (one.retries ?? 0)) ? Number(fails) : undefined;
  };
const PIPELINE = {
  Seal: { every: 15, at: 0 },
  Release: { every: 15, at: 5 },
  Report: { every: 15, at: 10 },
};
const inNightOf = (name: string | undefined, minute: number) =>
  !Object.hasOwn(PIPELINE, name ?? '') || inNight(minute);

export const ALARM_CASES: Readonly<Record<string, readonly AlarmCase[]>> = {
  DeliveryLate: [
    {
      what: 'records wait in Firehose, whose age it tells by the minute',
      emits: (_, minute, bad) => (bad ? 900 + (minute % (24 * HOUR)) * 60 : 900),
      rises: 3 * HOUR,
      falls: 15,
    },
  ],
  DeliveryFails: [
    {
      what: 'each quarter of an hour a delivery, and all fail',
      emits: every(15, 7, 1, 0),
      rises: HOUR,
      falls: 65,
    },
    { what: 'each minute a delivery, and all fail', emits: every(1, 0, 1, 0), rises: 20, falls: 65 },
    {
      what: 'a delivery in twenty minutes, half of its calls failing',
      emits: every(20, 3, 1, 0.5),
      rises: 65,
      falls: 65,
    },
  ],
  ConversionFails: [
    { what: 'one record that does not fit', emits: every(15, 7, 0, 1), rises: 20, falls: 15 },
  ],
  StreamThrottled: [
    { what: 'the quota is reached, by the minute', emits: every(1, 0, 0, 40), rises: 20, falls: 15 },
  ],
  CollectorThrottled: [
    { what: 'requests are turned away, by the minute', emits: every(1, 0, 0, 7), rises: 20, falls: 15 },
  ],
  FallbackOld: [
    {
      what: 'a record waits until its third receipt, when SQS leaves it out',
      emits: (_, minute, bad) => (bad ? Math.min(minute % (24 * HOUR), 29) * 60 : 0),
      rises: 40,
      falls: 15,
    },
  ],
  DeadLetters: [
    {
      what: 'letters stay, though the sweep has them in hand for some minutes each hour',
      emits: (_, minute, bad) => (bad && (minute % HOUR < 20 || minute % HOUR > 30) ? 4 : 0),
      rises: 4 * HOUR,
      falls: 2 * HOUR,
    },
  ],
  NotStored: [{ what: 'one request that nothing took', emits: logged(90, 13), rises: 90, falls: 15 }],
  Salts: [{ what: 'one request without a salt', emits: logged(90, 13), rises: 90, falls: 15 }],
  SaltKeeperFails: [
    {
      what: 'each hourly run fails, and its two repetitions',
      emits: runs({ Keeper: { every: HOUR, at: 1, retries: 2 } }, 'Keeper'),
      rises: 3 * HOUR,
      falls: 2 * HOUR,
    },
  ],
  CollectorErrors: [
    { what: 'every request fails on a site with many', emits: every(1, 0, 0, 9), rises: 10, falls: 35 },
    {
      what: 'every request fails on a site with one in ten minutes',
      emits: every(10, 4, 0, 1),
      rises: 25,
      falls: 35,
    },
  ],
  CollectorSlow: [
    { what: 'requests take three seconds', emits: every(1, 0, 40, 3_000), rises: 20, falls: 15 },
  ],
  RedriveFails: [
    {
      what: 'one record is tried each quarter of an hour, and the function ends in an error',
      emits: every(15, 2, undefined, 1),
      rises: 35,
      falls: 65,
    },
    { what: 'many records wait, and every run fails', emits: every(1, 0, 0, 2), rises: 15, falls: 65 },
  ],
  SweepFails: [
    {
      what: 'each hourly run fails, and its two repetitions',
      emits: runs({ Sweep: { every: HOUR, at: 20, retries: 2 } }, 'Sweep'),
      rises: 3 * HOUR,
      falls: 3 * HOUR,
    },
  ],
  SealLate: [
    {
      what: 'no tick of the night says that all is sealed',
      emits: (_, minute, bad) => (!bad && inNight(minute) && minute % 15 === 3 ? 1 : undefined),
      rises: 48 * HOUR,
      falls: 28 * HOUR,
    },
  ],
  PipelineFails: ['Seal', 'Release', 'Report'].flatMap((failing) => [
    {
      what: `every run of ${failing} fails`,
      emits: runs(PIPELINE, failing),
      rises: 28 * HOUR,
      falls: 2 * HOUR,
    },
    {
      what: `every run of ${failing} fails, and no other function runs`,
      emits: runs({ [failing]: PIPELINE[failing as keyof typeof PIPELINE] }, failing),
      rises: 28 * HOUR,
      falls: 2 * HOUR,
    },
  ]),
  ReconciliationOff: [
    { what: 'one day whose books do not balance', emits: logged(1440, 200), rises: 1440, falls: 65 },
  ],
  ReleaseRefused: [
    { what: 'one release refused in the night', emits: logged(1440, 200), rises: 1440, falls: 2 * 1440 },
  ],
  ArrivalsPastDeadline: [
    { what: 'arrivals deleted unsealed', emits: logged(1440, 200), rises: 1440, falls: 65 },
  ],
  EventsLate: [{ what: 'rows of a sealed day', emits: logged(1440, 200), rises: 1440, falls: 65 }],
};
