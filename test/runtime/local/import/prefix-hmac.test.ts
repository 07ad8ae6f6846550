import { createHmac, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { PrefixHmac } from '#runtime/local/import/prefix-hmac';

it('the HMAC of a prefix agrees with HMAC-SHA-256 at every point of a stream', () => {
  const key = randomBytes(32);
  const text = randomBytes(1000);
  const hmac = new PrefixHmac(key);
  for (let at = 0; at < text.length; at += 100) {
    hmac.update(text.subarray(at, at + 100));
    expect(hmac.digest()).toBe(
      createHmac('sha256', key)
        .update(text.subarray(0, at + 100))
        .digest('hex'),
    );
  }
});
