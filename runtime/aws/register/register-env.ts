/**
 * The environment, the files and the words in logs of the register's functions: the contract between lib/register,
 * which declares them, and the adapters in runtime/aws/register. It may not name anything of the usage stream.
 */

/** Name of each environment variable, by its purpose. */
export const REGISTER_ENV = {
  /** DynamoDB table: `pk` and `sk` (string keys), index `by-list` over `list` and `ref`, keys only. */
  table: 'HEADCOUNT_REGISTER_TABLE',
  /** Bucket of everything that has persons in it: evidence, mails, transfers, inputs and results of staff. */
  bucket: 'HEADCOUNT_REGISTER_BUCKET',
  /** Bucket of what has nobody in it: `demand.json`, and `survey-table/survey.parquet`. */
  openBucket: 'HEADCOUNT_REGISTER_OPEN_BUCKET',
  /** ARN of the secret with the key of addresses: 64 hexadecimal digits. */
  hashSecret: 'HEADCOUNT_REGISTER_HASH_SECRET',
  /** ARN of the secret with the key of links: 64 hexadecimal digits. */
  linkSecret: 'HEADCOUNT_REGISTER_LINK_SECRET',
  /** SES configuration set under which every mail leaves. */
  configurationSet: 'HEADCOUNT_REGISTER_CONFIGURATION_SET',
  /** Function that alone may send; for staff's function. */
  mailFunction: 'HEADCOUNT_REGISTER_MAIL_FUNCTION',
} as const;
export type RegisterEnvName = keyof typeof REGISTER_ENV;

/**
 * The configuration beside a bundle, as `readRegister` takes it: forms, catalogue, style rules and documents lie below
 * its folder as they lay below the operator's.
 */
export const REGISTER_BESIDE = 'register/register.json';

/**
 * Words that the alarms match: a function logs `{"warning": WORD}` as an object at level WARN, and `sweepDone` as
 * `{"progress": WORD}` at level INFO. Nothing about a person may stand beside them.
 */
export const REGISTER_LOG_WORDS = {
  /** Mail: SES refused a mail, or takes none. */
  mailRefused: 'mail_refused',
  /** Sweep: the run of the day ended with everything done; the alarm is on its absence. */
  sweepDone: 'sweep_done',
  /** Sweep: a case is open for seven days or more. */
  caseOverdue: 'case_overdue',
} as const;
