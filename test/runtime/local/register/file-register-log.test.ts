/** The register's log in a file: the contract of the port, and the same state after it is opened again. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { normalizeAddress } from '#core/register/match-key';
import { FileRegisterLog } from '#runtime/local/register/file-register-log';
import { GivenUpFile } from '#runtime/local/register/given-up-file';
import { describeRegisterLog } from '../../../core/register/log-contract.ts';
import { AT, registered } from '../../../core/register/registered.ts';

const makeFolder = () => mkdtempSync(join(tmpdir(), 'headcount-register-'));

describeRegisterLog('the log in a file', async () => {
  const folder = makeFolder();
  const log = await FileRegisterLog.open(folder, normalizeAddress);
  return {
    log,
    stored: () => readFileSync(join(folder, 'register.jsonl'), 'utf8'),
    dispose: async () => {
      await log.close();
      rmSync(folder, { recursive: true });
    },
  };
});

it('the state is the same after the log is closed and opened again, also after a purge', async () => {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const log = await FileRegisterLog.open(folder, normalizeAddress);
  await log.append(registered('s1', 'p1', { information: 'given' }));
  await log.append(registered('s2', 'p2', {}, { isConfirmed: false }));
  await log.append([{ event: 'erased', at: AT, ref: 'p1', cause: 'request' }]);
  const before = structuredClone(await log.read());
  await log.close();
  const opened = await FileRegisterLog.open(folder, normalizeAddress);
  expect(await opened.read()).toEqual(before);
  await opened.purge();
  await opened.close();
  const purged = await FileRegisterLog.open(folder, normalizeAddress);
  const state = await purged.read();
  await purged.close();
  expect([...state.refByKey]).toEqual([...before.refByKey]);
  expect([...state.submissions.keys()]).toEqual(['s1', 's2']);
  expect(state.submissions.get('s1')?.erased).toEqual({ at: AT, cause: 'request' });
});

it('nobody reads what is not on disk yet', async () => {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const log = await FileRegisterLog.open(folder, normalizeAddress);
  const appending = log.append(registered('s1', 'p1', {}));
  expect((await log.read()).submissions.size).toBe(0);
  await appending;
  expect((await log.read()).submissions.size).toBe(1);
  await log.close();
});

it('what was given up is acknowledged once given-up.jsonl has it', async () => {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const log = await FileRegisterLog.open(folder, normalizeAddress);
  let write = () => undefined as void;
  const waiting = new Promise<void>((resolve) => (write = resolve));
  const append = vi.spyOn(GivenUpFile.prototype, 'append').mockReturnValue(waiting);
  onTestFinished(() => append.mockRestore());
  let isAcknowledged = false;
  const appending = log
    .append([{ event: 'erased', at: AT, ref: 'p1', cause: 'request' }])
    .then(() => (isAcknowledged = true));
  await vi.waitFor(() => expect(append).toHaveBeenCalledOnce());
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAcknowledged).toBe(false);
  write();
  expect(await appending).toBe(true);
  await log.close();
});

it('a folder of a version that kept no information mails beside the log gets their lines; another stays refused', async () => {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'given-up.jsonl');
  const log = await FileRegisterLog.open(folder, normalizeAddress);
  await log.append(registered('s1', 'p1', { information: 'given' }));
  const mail = { at: AT, ref: 'p1', messageId: '<m1>', purpose: 'information', mailing: 'm', items: ['i1'] };
  await log.append([{ event: 'sending', mail: 'm1', ...mail }]);
  await log.append([{ event: 'erased', at: AT, ref: 'p1', cause: 'request' }]);
  await log.close();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['sending', 'erased']);
  writeFileSync(path, `${lines[1]}\n`);
  await (await FileRegisterLog.open(folder, normalizeAddress)).close();
  expect(readFileSync(path, 'utf8')).toBe(lines.map((line) => `${line}\n`).join(''));
  writeFileSync(path, `${lines[1]?.replace('p1', 'p2')}\n`);
  await expect(FileRegisterLog.open(folder, normalizeAddress)).rejects.toThrow('older copy');
});
