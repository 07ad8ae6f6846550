/** A command in a process of its own ends by itself or at its timeout. */
import { expect, it } from 'vitest';
import { StepProcess } from '#runtime/local/server/step-process';

const run = (program: string, limitMs?: number) =>
  new StepProcess([process.execPath, '-e', program], limitMs).ended;

it('a process that hangs, and does not listen to being ended, is a failure once its time is over', async () => {
  const { fault } = await run("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)", 360);
  expect(fault).toBe('did not end within 0.0001 hours and was ended');
});

it('one that ends in time is no failure, and its own failure keeps its own words', async () => {
  expect(await run('')).toEqual({ printed: '' });
  expect(await run('process.exit(3)')).toEqual({ fault: 'ended with status 3' });
  expect((await run('process.kill(process.pid, "SIGKILL")')).fault).toMatch(/^was ended by SIGKILL/);
});
