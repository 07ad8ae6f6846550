/** The one spelling of an origin: that of browsers, without the full stop of the root. It may not judge it. */
import { readUrl } from '../read-url.ts';
import { plainOrigin } from '../root-stop.ts';

/** Returns it; undefined where the URL standard knows no origin by this text. */
export function originSpelling(text: string): string | undefined {
  const url = readUrl(text);
  return url === undefined ? undefined : plainOrigin(url.origin);
}
