import { describe, expect, it } from 'vitest';
import { deployedConfig } from '#core/config/deployed-config';
import { parseConfig } from '#core/config/parse-config';
import { heldContext } from '#runtime/aws/firehose/held-context';

const CONFIG = deployedConfig(
  parseConfig(
    JSON.stringify({
      timeZone: 'Europe/Berlin',
      country: 'none',
      sites: [{ id: 'shop', hosts: ['shop.example'] }],
    }),
  ),
  new Map(),
  new Map(),
);

describe('what is known when held-up rows are looked at', () => {
  it("is the day of this instant in the deployment's time zone, not that of the instance's start", () => {
    let now = Date.parse('2026-11-24T22:59:59Z');
    const held = heldContext(CONFIG, () => now);
    expect(held().today).toBe('2026-11-24');
    now += 1_000;
    expect(held().today).toBe('2026-11-25');
  });

  it('is which sites are configured: a late row of another is booked without its name', () => {
    const { isSite } = heldContext(CONFIG, () => 0)();
    expect(['shop', 'shops', ''].map(isSite)).toEqual([true, false, false]);
  });

  it('is 128 random bits for each row', () => {
    const { random128 } = heldContext(CONFIG, () => 0)();
    expect(random128()).toMatch(/^[0-9a-f]{32}$/);
    expect(random128()).not.toBe(random128());
  });
});
