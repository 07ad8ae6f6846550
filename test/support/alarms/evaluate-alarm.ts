/**
 * Evaluates an alarm's state as CloudWatch does, over synthesized properties and metrics as a service emits them. After
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: of a range somewhat
 * longer than the evaluation periods, the most recent values count; if there are fewer than periods, missing ones are
 * filled in as the alarm says. AWS does not document how much longer the range is, so it is an argument.
 */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  /** Logical id of the resource in the metric's dimension; empty where it has none. */
  readonly resource: string;
}

/** Returns the value of a metric at a minute; undefined if its service emits nothing. */
export type Emission = (metric: MetricName, minute: number) => number | undefined;
export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

interface MetricStat {
  readonly Metric: {
    readonly Namespace: string;
    readonly MetricName: string;
    readonly Dimensions?: readonly Dimension[];
  };
  readonly Period: number;
  readonly Stat: string;
}
interface Dimension {
  readonly Value: unknown;
}
type Properties = Readonly<Record<string, any>>;
/** Returns the value of each period by its number since the beginning, omitting periods without one. */
type Series = ReadonlyMap<number, number>;

/** Returns the state at the end of minute `minute`, if `more` periods beyond the evaluation periods are considered. */
export function evaluateAlarm(alarm: Properties, emission: Emission, minute: number, more: number): State {
  const needed = alarm['EvaluationPeriods'] as number;
  const wrong = (alarm['DatapointsToAlarm'] as number | undefined) ?? needed;
  const period = periodMinutes(alarm);
  const last = Math.floor(minute / period);
  const values = seriesOf(alarm, emission, { from: last - needed - more + 1, to: last, period, minute });
  const real = [...values].toSorted(([a], [b]) => a - b).map(([, value]) => breaches(alarm, value));
  const missing = alarm['TreatMissingData'] as string;
  if (real.length === 0 && missing === 'missing') return 'INSUFFICIENT_DATA';
  const filled = Array.from({ length: Math.max(0, needed - real.length) }, () => missing === 'breaching');
  const judged = [...(real.length >= needed ? real.slice(-needed) : real), ...filled];
  return judged.filter(Boolean).length >= wrong ? 'ALARM' : 'OK';
}

/** Minutes of a period. */
export function periodMinutes(alarm: Properties): number {
  const [first] = statsOf(alarm);
  return (first?.[1].Period ?? Number.NaN) / 60;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly period: number;
  /** Nothing later has been emitted yet. */
  readonly minute: number;
}

function seriesOf(alarm: Properties, emission: Emission, range: Range): Series {
  const series = new Map(statsOf(alarm).map(([id, stat]) => [id, aggregated(stat, emission, range)]));
  const expression = (alarm['Metrics'] as readonly Properties[] | undefined)?.find(
    (one) => one['Expression'] !== undefined,
  )?.['Expression'] as string | undefined;
  if (expression === undefined) return [...series.values()][0] ?? new Map();
  const terms = expression.split('+').map((term) => {
    const [, filled, value, bare] = /^\s*(?:FILL\((\w+), (\d+)\)|(\w+))\s*$/.exec(term) ?? [];
    const of = series.get(filled ?? bare ?? '');
    if (of === undefined) throw new Error(`the evaluator does not know ${term}`);
    return { of, fill: value === undefined ? undefined : Number(value) };
  });
  const sums = new Map<number, number>();
  for (let at = range.from; at <= range.to; at += 1) {
    const values = terms.map(({ of, fill }) => of.get(at) ?? fill);
    if (values.every((value) => value !== undefined))
      sums.set(
        at,
        values.reduce((sum: number, value) => sum + Number(value), 0),
      );
  }
  return sums;
}

function statsOf(alarm: Properties): readonly (readonly [string, MetricStat])[] {
  const metrics = alarm['Metrics'] as readonly Properties[] | undefined;
  if (metrics !== undefined)
    return metrics
      .filter((one) => one['MetricStat'] !== undefined)
      .map((one) => [one['Id'] as string, one['MetricStat'] as MetricStat]);
  const { Namespace, MetricName: name, Dimensions, Period, Statistic, ExtendedStatistic } = alarm;
  const Metric = { Namespace, MetricName: name, Dimensions };
  return [['only', { Metric, Period, Stat: Statistic ?? ExtendedStatistic }]];
}

function aggregated({ Metric, Stat }: MetricStat, emission: Emission, range: Range): Series {
  const [dimension] = Metric.Dimensions ?? [];
  const metric = {
    namespace: Metric.Namespace,
    name: Metric.MetricName,
    resource: dimension === undefined ? '' : JSON.stringify(dimension.Value),
  };
  const series = new Map<number, number>();
  for (let at = range.from; at <= range.to; at += 1) {
    const values: number[] = [];
    for (
      let minute = at * range.period;
      minute < (at + 1) * range.period && minute <= range.minute;
      minute += 1
    ) {
      const value = minute < 0 ? undefined : emission(metric, minute);
      if (value !== undefined) values.push(value);
    }
    if (values.length > 0) series.set(at, statistic(Stat, values));
  }
  return series;
}

function statistic(name: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (name === 'Sum') return sum;
  if (name === 'Average') return sum / values.length;
  if (name === 'Maximum') return Math.max(...values);
  if (name === 'Minimum') return Math.min(...values);
  if (name === 'p99')
    return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN;
  throw new Error(`the evaluator does not know the statistic ${name}`);
}

function breaches(alarm: Properties, value: number): boolean {
  const threshold = alarm['Threshold'] as number;
  if (alarm['ComparisonOperator'] === 'GreaterThanThreshold') return value > threshold;
  if (alarm['ComparisonOperator'] === 'LessThanThreshold') return value < threshold;
  throw new Error(`the evaluator does not know ${String(alarm['ComparisonOperator'])}`);
}
