/** Compares secrets that senders present with the configured ones, by digest and in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { DeployedConfig } from '#core/config/deployed-config';

/** Returns the SHA-256 of a server's key as it stands in headcount.json: surrounding white space does not count. */
export function keyDigest(key: string): string {
  return digest(key.trim()).toString('hex');
}

/** Returns a function that checks whether a presented key is the site's; a site without a digest has no key. */
export function createKeyMatcher(config: DeployedConfig): (site: string, presentedKey: string) => boolean {
  const keys = new Map(
    config.sites.flatMap(({ id, keyDigest }) =>
      keyDigest === undefined ? [] : [[id, Buffer.from(keyDigest, 'hex')] as const],
    ),
  );
  return (site, presented) => {
    const key = keys.get(site);
    return key?.length === 32 && timingSafeEqual(key, digest(presented));
  };
}

/**
 * Returns a function that checks whether a presented origin secret is one of the deployment's; false where there is
 * none.
 */
export function createSecretMatcher(secrets: readonly string[]): (presented: string) => boolean {
  const ours = secrets.map(digest);
  return (presented) => {
    const theirs = digest(presented);
    return ours.filter((own) => timingSafeEqual(own, theirs)).length > 0;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
