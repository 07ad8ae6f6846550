/** Names the file or object in which a seal's listed names are kept: by its content, so that it is never replaced. */
import { createHash } from 'node:crypto';
import { listedNamesText, type ListedNames } from '#core/disclosure/listed-names';

/** Returns the digest of listed names, 64 hex digits: the same for the same names in any order. */
export function namesDigest(names: ListedNames): string {
  return createHash('sha256').update(listedNamesText(names)).digest('hex');
}
