/** What goes back through the socket where a command fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askStaffDoor, openStaffDoor } from '#runtime/local/register/staff-door';
import { StaffedRegister } from '../../../core/register/staff/staffed-register.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-door-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command whose append fails; returns the error of the other side. */
async function failing(error: Error): Promise<unknown> {
  const { context, log } = new StaffedRegister();
  log.append = () => Promise.reject(error);
  const close = await openStaffDoor(folder, () => context);
  try {
    const input = { purpose: 'service', reason: 'a reason' };
    return await askStaffDoor(folder, { command: 'list', input, reader: 'staff:test' }).catch(
      (caught: unknown) => caught,
    );
  } finally {
    await close();
  }
}

describe('the door for staff', () => {
  it('passes on what to do about a fault of the system', async () => {
    const error = Object.assign(new Error("write '/data/canary'"), { code: 'ENOSPC' });
    expect(await failing(error)).toMatchObject({
      message: 'the data folder (ENOSPC): the disk is full: free some space',
      exit: 1,
    });
  });

  it('passes on no text of an unexpected error, which can quote a value', async () => {
    expect(await failing(new TypeError('canary@example.org is no object'))).toMatchObject({
      message: expect.stringMatching(/^unexpected error \(TypeError\)(?!.*canary)/),
      exit: 1,
    });
  });
});
