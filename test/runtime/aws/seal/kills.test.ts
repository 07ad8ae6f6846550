/** The seal on AWS killed at every single call that it makes, as if its function timed out there. */
import { describe, it } from 'vitest';
import { strikeEveryCall } from './fake/cut-short.ts';

describe('a seal that is killed and run again', () => {
  it('a seal ends the same where it is killed before any one of its calls', () =>
    strikeEveryCall('before', 'kill'));

  it('a seal ends the same where it is killed after any one of its calls took effect', () =>
    strikeEveryCall('after', 'kill'));

  it('a seal ends the same where it is killed after any one of its calls took effect and its run is given up for a new one', () =>
    strikeEveryCall('after', 'kill', true));
});
