/**
 * Registrations over HTTP, one after the other, at the built program as a user starts it; after each, an append of as
 * many bytes with its sync by this process. The next begins when the confirmation mail of the one before is out.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, fdatasyncSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { FORM } from './make-register.mjs';

const PROGRAM = join(import.meta.dirname, '../../dist/bin/headcount.js');
/** What the two events of a registration of this form take in the log. */
const BYTES = 800;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Returns the medians in seconds of so many registrations, and of the bare appends. */
export async function measureRegistrations(folder, data, registrations) {
  const child = spawn(
    process.execPath,
    [PROGRAM, 'register', 'start', '--port', '0', '--json', '--quiet', '--data', data],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const file = openSync(join(folder, 'bare'), 'a', 0o600);
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const { url } = JSON.parse(line);
    const outbox = join(data, 'outbox');
    const mails = () =>
      existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith('.eml')) : [];
    const already = mails().length;
    const [own, bare] = [[], []];
    for (let n = 0; n < registrations; n += 1) {
      own.push(await register(url, n));
      while (mails().length <= already + n) await pause(2);
      // The mail is out before its event is: the append is measured on a disk that has nothing else to do.
      await pause(10);
      bare.push(append(file));
    }
    return { own: median(own), bare: median(bare) };
  } finally {
    closeSync(file);
    child.kill('SIGTERM');
    await ended;
  }
}

function append(file) {
  const begun = performance.now();
  writeSync(file, `${'x'.repeat(BYTES - 1)}\n`);
  fdatasyncSync(file);
  return (performance.now() - begun) / 1000;
}

/** Returns the seconds from the post to the answer; the form is fetched before. */
async function register(url, n) {
  const { token, notice } = await (await fetch(`${url}/v1/forms/${FORM}?lang=en`)).json();
  const body = JSON.stringify({
    form: FORM,
    language: 'en',
    notice: notice.sha256,
    token,
    fields: { name: `New Visitor ${n}`, email: `new.visitor.${n}.${process.pid}@host.example` },
    topics: ['microscopes'],
    purposes: ['information'],
    recipients: [],
  });
  const begun = performance.now();
  const answer = await fetch(`${url}/v1/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const seconds = (performance.now() - begun) / 1000;
  if (answer.status !== 202)
    throw new Error(`a registration was answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
  return seconds;
}
