/** The digest of which names a published page shows. */
import { createHash } from 'node:crypto';

/** Returns 16 hexadecimal digits of SHA-256. */
export function digestNames(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
