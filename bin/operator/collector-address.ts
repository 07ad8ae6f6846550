/** Checks the address of a collector as an operator types it. */
import { readUrl } from '#core/read-url';
import { UsageError } from '#core/operator/failures';

/** Returns the address without a trailing slash; throws a UsageError unless it is an http(s) address. */
export function addressOf(text: string): string {
  const url = readUrl(text);
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError('--url takes an address as https://stats.example.com');
  return url.href.replace(/\/+$/, '');
}
