/** Who acts, as the log records it. */
import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { currentReader } from '#runtime/local/register/staff-run';

describe('the reader of a command', () => {
  it('is who called sudo, since all staff may run commands as the one user of the register', () => {
    expect(currentReader('a.example')).toBe('staff:a.example');
  });

  it('is the user of the operating system without sudo, or where the name is none', () => {
    for (const name of [undefined, '', 'a b', 'a@example.org'])
      expect(currentReader(name)).toBe(`staff:${userInfo().username}`);
  });
});
