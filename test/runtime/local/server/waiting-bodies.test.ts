/** Memory for bodies is bounded, and senders that hold much and send little are refused before the others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WaitingBodies, type Refusal } from '#runtime/local/server/waiting-bodies';

/** Limits in the proportion of production's: 64 of the largest bodies fit. */
const LIMITS = { maxBytes: 640_000, minBytesPerTick: 10, windowTicks: 5 };

describe('bodies under way', () => {
  it('never hold more than their limit together, and are each refused once at most', () => {
    const steps = fc.array(
      fc.record({ body: fc.nat(20), bytes: fc.integer({ min: 1, max: 60_000 }), tick: fc.boolean() }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(steps, (sent) => {
        const bodies = new WaitingBodies(LIMITS);
        const refusals: number[] = Array.from({ length: 21 }, () => 0);
        const all = refusals.map((_, n) =>
          bodies.enter(() => {
            refusals[n] = (refusals[n] ?? 0) + 1;
          }),
        );
        for (const { body, bytes, tick } of sent) {
          const one = all[body];
          if (one === undefined || refusals[body] !== 0) continue;
          bodies.add(one, bytes);
          if (tick) bodies.tick();
          expect(bodies.heldBytes).toBeLessThanOrEqual(LIMITS.maxBytes);
        }
        for (const one of all) bodies.leave(one);
        expect(bodies.heldBytes).toBe(0);
        expect(Math.max(...refusals)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('bodies that stall are refused before one that sends well, whatever they hold and however many they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 6_000, max: 10_000 }), { minLength: 64, maxLength: 700 }),
        fc.integer({ min: 1, max: 4 }),
        (stalled, ticks) => {
          const bodies = new WaitingBodies(LIMITS);
          let wronged: Refusal | undefined;
          for (const bytes of stalled)
            bodies.add(
              bodies.enter(() => undefined),
              bytes,
            );
          for (let n = 0; n < ticks; n += 1) bodies.tick();
          const honest = bodies.enter((why) => {
            wronged = why;
          });
          for (let sent = 0; sent < 10_000; sent += 500) bodies.add(honest, 500);
          expect(wronged).toBeUndefined();
        },
      ),
    );
  });

  it('bodies below the minimum rate over the window are refused as too slow, complete and faster ones are not', () => {
    const bodies = new WaitingBodies(LIMITS);
    const refused: string[] = [];
    const enter = (name: string) => bodies.enter((why) => refused.push(`${name} ${why}`));
    const [stalled, slow, quick, whole] = ['stalled', 'slow', 'quick', 'whole'].map(enter);
    if (stalled === undefined || slow === undefined || quick === undefined || whole === undefined) return;
    bodies.add(stalled, 5_000);
    bodies.add(whole, 5);
    whole.complete = true;
    for (let n = 0; n < 12; n += 1) {
      if (!refused.includes('slow too_slow')) bodies.add(slow, 9);
      bodies.add(quick, 10);
      bodies.tick();
      if (n === 3) expect(refused).toEqual([]);
    }
    expect(refused).toEqual(['slow too_slow', 'stalled too_slow']);
  });
});
