/** An erasure that a crash interrupted is finished before anything else. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { erasePerson } from '#core/register/acts/erase';
import type { RegisterEvent } from '#core/register/event';
import { FileRegisterLog } from '#runtime/local/register/file-register-log';
import { openKeys } from '#runtime/local/register/key-files';
import { openRegister } from '#runtime/local/register/open-register';
import { readRegister } from '#runtime/node/register/read-register';
import { registerKeys } from '#runtime/node/register/register-keys';
import { AT, registered } from '../../../core/register/registered.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-erasure-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const erased = (submission: string, kept: readonly string[] = []): RegisterEvent => ({
  event: 'erased',
  at: AT,
  ref: 'p1',
  cause: 'request',
  submission,
  ...(kept.length === 0 ? {} : { kept }),
});

/** Leaves the folder as a crash does right after the erasure came into the log. */
async function crashed(...events: readonly RegisterEvent[]): Promise<void> {
  const { hashKey, linkKey } = openKeys(folder);
  const log = await FileRegisterLog.open(folder, registerKeys(hashKey, linkKey).keyOf);
  await log.append(events);
  await log.close();
  mkdirSync(join(folder, 'outbox'));
  mkdirSync(join(folder, 'evidence'));
  writeFileSync(join(folder, 'outbox/20270101T100000000Z-self-m.eml'), 'To: Canary@example.org\r\n\r\nHello');
  writeFileSync(join(folder, 'outbox/20270101T100000000Z-self-n.eml'), 'To: other@example.org\r\n\r\nHello');
  writeFileSync(join(folder, 'evidence/s1'), 'canary');
}

const open = () =>
  openRegister({
    ...readRegister(undefined),
    dataFolder: folder,
    url: 'http://127.0.0.1:8788',
    note: () => undefined,
  });

async function reopen(): Promise<void> {
  const opened = await open();
  await opened.close();
}

const everything = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jsonl|eml)$|evidence\//.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

it('an erasure of which only the log knows leaves nothing after the next start', async () => {
  await crashed(...registered('s1', 'p1', {}, { email: 'canary@example.org' }), erased('s1'));
  expect(everything()).toMatch(/canary/i);
  await reopen();
  expect(everything()).not.toMatch(/canary/i);
  expect(everything()).toContain('other@example.org');
});

it('fields that a law keeps stay, and the next start has nothing to do', async () => {
  await crashed(...registered('s1', 'p1', {}, { email: 'canary@example.org' }), erased('s1', ['email']));
  const before = readFileSync(join(folder, 'register.jsonl'), 'utf8');
  await reopen();
  expect(readFileSync(join(folder, 'register.jsonl'), 'utf8')).toBe(before);
});

it('an address that somebody confirmed again keeps its mails', async () => {
  await crashed(
    ...registered('s1', 'p1', {}, { email: 'canary@example.org' }),
    erased('s1'),
    ...registered('s2', 'p2', {}, { email: 'canary@example.org' }),
  );
  await reopen();
  expect(readdirSync(join(folder, 'outbox'))).toContain('20270101T100000000Z-self-m.eml');
  expect(readFileSync(join(folder, 'register.jsonl'), 'utf8').match(/canary/g)).toHaveLength(1);
});

it('an erasure that cannot be finished refuses the start and leaves the folder to the next one', async () => {
  await crashed(...registered('s1', 'p1', {}, { email: 'canary@example.org' }), erased('s1'));
  renameSync(join(folder, 'evidence'), join(folder, 'moved'));
  writeFileSync(join(folder, 'evidence'), 'not a folder');
  await expect(reopen()).rejects.toThrow();
  rmSync(join(folder, 'evidence'));
  renameSync(join(folder, 'moved'), join(folder, 'evidence'));
  await reopen();
  expect(everything()).not.toMatch(/canary/i);
});

it('an erasure that fails between the log and the other files is finished by the next start', async () => {
  await crashed(...registered('s1', 'p1', {}, { email: 'canary@example.org' }));
  const opened = await open();
  const removeTraces = () => Promise.reject(new Error('disk full'));
  await expect(erasePerson('p1', { ...opened.context, removeTraces })).rejects.toThrow('disk full');
  await opened.close();
  await reopen();
  expect(everything()).not.toMatch(/canary/i);
});
