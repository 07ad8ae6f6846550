/** The address of a collector, as an operator writes it. */
import { UsageError } from '#core/operator/failures';

/** Without a slash at the end; throws a UsageError for what is no http address. */
export function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError('--url takes an address as https://stats.example.com');
  return url.href.replace(/\/+$/, '');
}
