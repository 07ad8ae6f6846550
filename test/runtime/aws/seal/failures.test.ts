/**
 * The seal on AWS with a failure at every single call that it makes, and with its time running out after every step.
 */
import { describe, expect, it } from 'vitest';
import { currentRun } from '#runtime/aws/seal/current-run';
import { ASKED, expectWhole, freshWorld, strikeEveryCall, theEnd, toTheEnd } from './fake/cut-short.ts';
import { rounds } from '../../../support/full-length.ts';

describe('a seal that fails and is run again', () => {
  it('a seal ends the same where any one of its calls fails', () => strikeEveryCall('before', 'fail'));

  it('a seal ends the same where any one of its calls fails although it took effect', () =>
    strikeEveryCall('after', 'fail'));

  it('a seal ends the same where its time is up after any one of its steps', async () => {
    for (let looks = 0; ; looks += rounds(11, 1)) {
      const world = freshWorld();
      world.looks = looks;
      const { done } = await world.tick(ASKED);
      if (done) {
        expect(looks).toBeGreaterThan(50);
        break;
      }
      world.looks = undefined;
      await expectWhole(world);
      expect(await toTheEnd(world)).toEqual(theEnd());
    }
  });

  it('a seal ends the same where each invocation has time for a few steps only', async () => {
    const world = freshWorld();
    let ticks = 0;
    do {
      world.later(15);
      world.looks = 7;
      ticks += 1;
    } while (!(await world.tick(ASKED)).done);
    world.looks = undefined;
    expect(ticks).toBeGreaterThan(7);
    const { facts, seals, books } = await toTheEnd(world);
    expect({ facts, seals, books }).toEqual({
      facts: theEnd().facts,
      seals: theEnd().seals,
      books: theEnd().books,
    });
  });

  it('a seal is given up and begun anew where three invocations in a row fail', async () => {
    const world = freshWorld();
    const runs: (string | undefined)[] = [];
    for (let invocation = 0; invocation < 3; invocation += 1) {
      world.calls.inject({ at: 30, when: 'before', how: 'fail' });
      await expect(world.tick(ASKED)).rejects.toThrow();
      world.calls.inject();
      runs.push((await currentRun(world.ports().record))?.id);
    }
    expect(runs).toEqual([expect.any(String), runs[0], undefined]);
    expect(await toTheEnd(world)).toEqual(theEnd());
  });
});
