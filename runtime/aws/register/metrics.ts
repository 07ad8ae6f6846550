/**
 * Counts of the register's functions as CloudWatch metrics, by lines of the embedded metric format (CloudWatch User
 * Guide, "Specification: Embedded metric format"). A line holds counts alone, nothing of a person or a request.
 */

/** Namespace of the metrics; their only dimension is `Table`, the table of the register. */
export const REGISTER_METRICS = 'Headcount/Register';

/** Name of each metric; all are counts. */
export const REGISTER_METRIC = {
  /** Requests that were answered 503, since keys or log could not be reached. */
  pagesFailed: 'PagesFailed',
  /** Mails that SES took. */
  mailsSent: 'MailsSent',
  /** Mails that SES did not take and that stay due. */
  mailsRefused: 'MailsRefused',
  /** Mails that wait for the hour's limit. */
  mailsWaiting: 'MailsWaiting',
  /** Complaints of recipients that SES passed on. */
  complaints: 'Complaints',
  /** Received mails and notices of SES that could not be filed and are tried again. */
  mailsUnfiled: 'MailsUnfiled',
  /** Cases that nobody has closed for seven days. */
  casesOpenOver7Days: 'CasesOpenOver7Days',
  /** Daily sweeps that did all they had to; the alarm is on its absence. */
  sweepRan: 'SweepRan',
} as const;
export type RegisterMetric = keyof typeof REGISTER_METRIC;

export type Counts = Partial<Record<RegisterMetric, number>>;

/** Writes counts of a moment, in milliseconds since 1970. */
export type WriteCounts = (counts: Counts, now: number) => void;

/**
 * Returns what writes counts. `write` is `process.stdout.write` in a function: its console would wrap the line, and
 * CloudWatch would not recognize it.
 */
export function countsOf(table: string, write: (line: string) => void): WriteCounts {
  return (counts, now) => {
    const values = Object.entries(counts).map(
      ([name, count]) => [REGISTER_METRIC[name as RegisterMetric], count] as const,
    );
    write(
      `${JSON.stringify({
        _aws: {
          Timestamp: now,
          CloudWatchMetrics: [
            {
              Namespace: REGISTER_METRICS,
              Dimensions: [['Table']],
              Metrics: values.map(([Name]) => ({ Name, Unit: 'Count' })),
            },
          ],
        },
        Table: table,
        ...Object.fromEntries(values),
      })}\n`,
    );
  };
}
