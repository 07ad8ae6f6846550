/** The alarms of the register: metrics, thresholds, and the headings of their runbooks. */
import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { REGISTER_METRIC, REGISTER_METRICS, type RegisterMetric } from '#runtime/aws/register/metrics';
import type { AlarmDeclaration } from '../operations/alarm-declaration.ts';
import { functionErrors } from '../operations/function-errors.ts';
import type { Register } from './register.ts';
import { INDEX } from './register-store.ts';

const FIVE_MINUTES = Duration.minutes(5);
const HOUR = Duration.hours(1);
/** Above this share of complaints Gmail and Yahoo begin to refuse mail; SES reviews an account from 0.1 % on. */
const MOST_COMPLAINTS = 0.001;

export function registerAlarms(register: Register): readonly AlarmDeclaration[] {
  const { store, mailEvents, unfiled, pages, staff, mail, sweep } = register;
  const counted = (metric: RegisterMetric, statistic: string, period: Duration) =>
    new Metric({
      namespace: REGISTER_METRICS,
      metricName: REGISTER_METRIC[metric],
      statistic,
      period,
      dimensionsMap: { Table: store.table.tableName },
    });
  return [
    {
      id: 'MailRefused',
      runbook: 'Mail is refused',
      meaning: 'SES refused mails in two quarters of an hour; they stay due and are tried again.',
      metric: counted('mailsRefused', 'Sum', Duration.minutes(15)),
      maximum: 0,
      // After a while a mail that stays is tried once an hour.
      periods: 8,
      breachingPeriods: 2,
    },
    {
      id: 'MailFails',
      runbook: 'The mail function fails',
      meaning: 'The function that sends mail ends in errors.',
      metric: functionErrors([mail], FIVE_MINUTES),
      maximum: 0,
      periods: 6,
      breachingPeriods: 3,
    },
    {
      id: 'MailUnfiled',
      runbook: 'Received mail is not filed',
      meaning: 'Received mails could not be filed for two hours; a withdrawal may be among them.',
      metric: counted('mailsUnfiled', 'Maximum', HOUR),
      maximum: 0,
      periods: 2,
    },
    {
      id: 'NoticesLost',
      runbook: 'Notices of bounces or complaints wait',
      meaning: 'Bounces or complaints could not be filed; they are deleted after seven days.',
      metric: unfiled.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      maximum: 0,
    },
    {
      id: 'Complaints',
      runbook: 'Complaints',
      meaning: 'More than one recipient in a thousand called a mail spam.',
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'Reputation.ComplaintRate',
        statistic: 'Maximum',
        period: HOUR,
        dimensionsMap: { 'ses:configuration-set': mailEvents.configurationSet.configurationSetName },
      }),
      maximum: MOST_COMPLAINTS,
    },
    {
      id: 'SweepLate',
      runbook: 'The sweep is late',
      meaning: 'No daily sweep did all it had to for 26 hours: what is due is not erased.',
      metric: counted('sweepRan', 'Sum', HOUR),
      minimum: 1,
      // Hourly periods: for a period of a day CloudWatch would use the last day that has a value, and the alarm would
      // rise two days late.
      periods: 26,
      missingData: TreatMissingData.BREACHING,
    },
    {
      id: 'SweepFails',
      runbook: 'The sweep is late',
      meaning: 'The daily sweep ended in an error; it is tried twice more.',
      metric: functionErrors([sweep], HOUR),
      maximum: 2,
    },
    {
      id: 'CasesOpen',
      runbook: 'Cases are open for seven days',
      meaning: 'Somebody has waited for an answer for seven days or more.',
      metric: counted('casesOpenOver7Days', 'Maximum', HOUR),
      maximum: 0,
      // It is counted once a day.
      periods: 26,
      breachingPeriods: 1,
    },
    {
      id: 'PagesFail',
      runbook: 'Pages fail',
      meaning: 'Requests for pages or forms ended in a fault, or were answered 503.',
      metric: sum([
        pages.lambda.metricErrors({ period: FIVE_MINUTES }),
        counted('pagesFailed', 'Sum', FIVE_MINUTES),
      ]),
      maximum: 0,
      periods: 6,
      breachingPeriods: 2,
    },
    {
      id: 'PagesThrottled',
      runbook: 'Pages are throttled',
      meaning: "Requests were rejected because of the account's limit of concurrent functions.",
      metric: pages.lambda.metricThrottles({ period: FIVE_MINUTES }),
      maximum: 0,
      periods: 3,
      breachingPeriods: 2,
    },
    {
      id: 'StaffFails',
      runbook: 'Commands of staff fail',
      meaning: 'A command of staff ended in a fault or ran out of time.',
      metric: functionErrors([staff], FIVE_MINUTES),
      maximum: 0,
    },
    {
      id: 'TableThrottled',
      runbook: 'The table throttles',
      meaning: 'DynamoDB turned requests away.',
      metric: throttles(store.table.tableName),
      maximum: 0,
      periods: 3,
      breachingPeriods: 2,
    },
  ];
}

/** Reads and writes that the table or its index turned away. */
function throttles(TableName: string): IMetric {
  const places: readonly Readonly<Record<string, string>>[] = [
    { TableName },
    { TableName, GlobalSecondaryIndexName: INDEX },
  ];
  const metrics = places.flatMap((dimensionsMap) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map(
      (metricName) =>
        new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          statistic: 'Sum',
          period: FIVE_MINUTES,
          dimensionsMap,
        }),
    ),
  );
  return sum(metrics);
}

/** The sum per five minutes, in which no value counts as 0. */
function sum(metrics: readonly IMetric[]): IMetric {
  return new MathExpression({
    expression: metrics.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    period: FIVE_MINUTES,
  });
}
