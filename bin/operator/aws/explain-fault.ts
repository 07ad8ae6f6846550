/** Explains a refusal by AWS in one line. It may not repeat AWS's own message where that could quote a value. */
import { CannotError } from '#core/operator/failures';

/** What the explanation names. */
export interface FaultPlace {
  readonly region: string;
  /** The file that says where the deployment is. */
  readonly file: 'headcount.json' | 'register.json';
  /** The document that lists what each command needs. */
  readonly permissions: string;
}

const NO_CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|TokenProviderError|InvalidAccessKeyId|SignatureDoesNotMatch)$/;
const ACCESS_DENIED = /^(AccessDenied(Exception)?|UnauthorizedOperation|Forbidden|403)$/;
const UNREACHABLE =
  /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|TimeoutError|network|timeout|unreachable)$/;
const THROTTLED =
  /^(TooManyRequestsException|Throttling(Exception)?|ThrottledException|RequestLimitExceeded|SlowDown|ProvisionedThroughputExceededException|429)$/;

/** Whether AWS said that the caller may not do this. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  (ACCESS_DENIED.test(error.name) || ACCESS_DENIED.test((error as NodeJS.ErrnoException).code ?? ''));

/** Turns an error of AWS into a CannotError with the remedy, in one line; returns other errors unchanged. */
export function explainFault(error: unknown, { region, file, permissions }: FaultPlace): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  // The faults of our own requests have AWS's code beside their name.
  const name = error.name === 'AwsFault' ? code : error.name;
  if (NO_CREDENTIALS.test(name))
    return new CannotError(
      `no valid AWS credentials (${name}): log in, for example with aws sso login, or set AWS_PROFILE`,
    );
  if (isRefusal(error))
    return new CannotError(
      `AWS refused this (${name}): these credentials lack a permission (${permissions} lists what each command needs), or belong to another account`,
    );
  if (THROTTLED.test(name))
    return new CannotError(`AWS takes no more calls at the moment (${name}): wait a minute and run it again`);
  if (name === 'PermanentRedirect' || name === 'AuthorizationHeaderMalformed')
    return new CannotError(`the deployment is not in ${region}: set aws.region in ${file} to where it is`);
  if (UNREACHABLE.test(code) || UNREACHABLE.test(name))
    return new CannotError(
      `AWS does not answer in ${region} (${code || name}): check the network and aws.region in ${file}`,
    );
  if (/^(NoSuchBucket|ResourceNotFoundException)$/.test(name))
    return new CannotError(
      `a part of the deployment is missing (${name}): deploy again (npx cdk deploy --all), or name the right outputs with --outputs`,
    );
  if (name === 'QueryFailedError')
    return new CannotError(
      `Athena did not answer: ${error.message}; try again, and see the work group's history for the reason`,
    );
  return error;
}
