/**
 * The environment variables of the register's functions: the contract between its stack in lib/register, which sets
 * them, and its adapters here. Nothing else of the register on AWS may read the environment.
 */

/** Name of each variable, by its purpose. */
export const REGISTER_ENV = {
  /** DynamoDB table of the log. */
  table: 'HEADCOUNT_REGISTER_TABLE',
  /** Bucket of evidence, of what goes with mails, manifests, surveys, received mails and what was given up. */
  bucket: 'HEADCOUNT_REGISTER_BUCKET',
  /** Bucket of released demand and of the survey's counts, in which nothing is about a person. */
  openBucket: 'HEADCOUNT_REGISTER_OPEN_BUCKET',
  /** ARN of the secret that holds `hash.key`. */
  hashSecret: 'HEADCOUNT_REGISTER_HASH_SECRET',
  /** ARN of the secret that holds `link.key`. */
  linkSecret: 'HEADCOUNT_REGISTER_LINK_SECRET',
  /** SES configuration set, without tracking; of the mail function alone. */
  configurationSet: 'HEADCOUNT_REGISTER_CONFIGURATION_SET',
  /** Name of the function that alone may send mail; of the staff function alone. */
  mailFunction: 'HEADCOUNT_REGISTER_MAIL_FUNCTION',
} as const;
export type RegisterEnvName = keyof typeof REGISTER_ENV;

/** The object of the open bucket that the usage side may read, and nothing else. */
export const RELEASED_DEMAND = 'demand.json';

/** Folder beside a bundle with register.json, and below it `register/` as beside register.json on one machine. */
export const REGISTER_BESIDE = 'register';

/** Thrown where a variable that the stack sets is missing. */
export class RegisterEnvMissingError extends Error {
  override readonly name = 'RegisterEnvMissingError';
}

/** Returns the value of a variable; throws a RegisterEnvMissingError that names it. */
export function registerEnv(name: RegisterEnvName): string {
  const value = process.env[REGISTER_ENV[name]];
  if (value === undefined || value === '')
    throw new RegisterEnvMissingError(`${REGISTER_ENV[name]} is not set: deploy the stack again`);
  return value;
}
