/** `doctor` of the daily sweep, which erases what is due: by the metric that it writes when it has done all. */
import { REGISTER_METRIC, REGISTER_METRICS } from '#runtime/aws/register/metrics';
import type { Problem } from '#core/register/staff/problem';
import type { RegisterDeployment } from './register-deployment.ts';

const HOUR_MS = 3_600_000;
/** A day and what a start may be late. */
const HOURS = 26;

/** Returns a problem where no sweep has ended in the last 26 hours. */
export async function checkSweep(
  { ask, outputs }: RegisterDeployment,
  now: number,
): Promise<readonly Problem[]> {
  const answer = await ask({
    service: 'monitoring',
    parameters: {
      Action: 'GetMetricStatistics',
      Version: '2010-08-01',
      Namespace: REGISTER_METRICS,
      MetricName: REGISTER_METRIC.sweepRan,
      'Dimensions.member.1.Name': 'Table',
      'Dimensions.member.1.Value': outputs('RegisterTable'),
      StartTime: new Date(now - HOURS * HOUR_MS).toISOString(),
      EndTime: new Date(now).toISOString(),
      Period: '3600',
      'Statistics.member.1': 'Sum',
    },
  });
  const runs = [...answer.matchAll(/<Sum>([^<]+)<\/Sum>/g)].some(([, sum]) => Number(sum) > 0);
  if (runs) return [];
  return [
    {
      code: 'sweep',
      text: `the daily sweep has not ended well in the last ${HOURS} hours, so what is due is not erased: see the log of ${outputs('RegisterSweepFunction')} (after the first deployment wait a day)`,
    },
  ];
}
