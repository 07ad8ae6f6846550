/** Which processes a program that npm started ends with. */
import { expect, it } from 'vitest';
import { whetherNpmIsGone, type ProcessTable } from '#runtime/node/npm-parents';

const NPM = { npm_lifecycle_event: 'start' };

/** A table of processes by id, in which this program is 30. */
function table(processes: Record<number, { name: string; parent: number }>): ProcessTable {
  return { parent: () => processes[30]?.parent ?? 1, look: (pid) => processes[pid] };
}

it('a program that npm did not start may outlive its parent', () => {
  expect(whetherNpmIsGone({}, table({}))).toBeUndefined();
});

it('a program that npm started by a shell ends when the shell is gone, and when npm above it is', () => {
  const processes = {
    10: { name: 'npm start', parent: 5 },
    20: { name: 'sh', parent: 10 },
    30: { name: 'node', parent: 20 },
  };
  const isGone = whetherNpmIsGone(NPM, table(processes));
  expect(isGone?.()).toBe(false);
  processes[20].parent = 1;
  expect(isGone?.()).toBe(true);
  processes[20].parent = 10;
  processes[30].parent = 1;
  expect(isGone?.()).toBe(true);
});

it('a program whose parent is npm itself does not depend on the terminal that npm was started from', () => {
  const processes = { 10: { name: 'npm start', parent: 5 }, 30: { name: 'node', parent: 10 } };
  const isGone = whetherNpmIsGone(NPM, table(processes));
  processes[10].parent = 1;
  expect(isGone?.()).toBe(false);
  processes[30].parent = 1;
  expect(isGone?.()).toBe(true);
});

it('where the system does not tell about other processes, the parent alone decides', () => {
  const ours = { parent: 20 };
  const isGone = whetherNpmIsGone(NPM, { parent: () => ours.parent, look: () => undefined });
  expect(isGone?.()).toBe(false);
  ours.parent = 1;
  expect(isGone?.()).toBe(true);
});
