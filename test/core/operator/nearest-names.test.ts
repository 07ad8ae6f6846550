/** Which name was meant. */
import { describe, expect, it } from 'vitest';
import { didYouMean, nearestNames } from '#core/operator/nearest-names';

describe('the nearest names', () => {
  it.each([
    ['hsots', ['hosts']],
    ['timezone', ['timeZone']],
    ['time_zone', ['timeZone']],
    ['orgins', ['origins']],
    ['sit', ['site']],
    ['visitor', ['visitors']],
    ['vistiors', ['visitors']],
    ['conten', ['content']],
  ])('finds the name behind the slip %s', (typed, meant) => {
    expect(nearestNames(typed, ['hosts', 'timeZone', 'origins', 'site', 'visitors', 'content', 'k'])).toEqual(
      meant,
    );
  });

  it('gives all that are equally near, at most three, and none where the word is another one', () => {
    expect(nearestNames('bat', ['cat', 'hat', 'rat', 'mat'])).toEqual(['cat', 'hat', 'rat']);
    expect(nearestNames('elephants', ['hosts', 'k', 'origins'])).toEqual([]);
    expect(nearestNames('x', ['k', 'id'])).toEqual(['k']);
    expect(nearestNames('a'.repeat(100_000), ['a'])).toEqual([]);
    expect(didYouMean('zzz', [])).toBe('');
    expect(didYouMean('hsots', ['hosts'])).toBe(' (did you mean "hosts"?)');
  });
});
