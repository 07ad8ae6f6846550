/**
 * The register of 100,000 people (`--short`: 10,000): a registration over HTTP by the built program, its replay, a
 * gated list and the erasure of one person. Yardsticks of the same run: a bare append with its sync, the same file read
 * and parsed, a loop over the state, the file copied, synced and renamed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRegister, writeConfig } from './make-register.mjs';
import { measure } from './measure.mjs';
import { measureRegistrations } from './registrations.mjs';

const SHORT = process.argv.includes('--short');
const PEOPLE = SHORT ? 10_000 : 100_000;
const SHARE = PEOPLE / 100_000;
const ROUNDS = SHORT ? 1 : 3;
const REGISTRATIONS = SHORT ? 60 : 200;
let missed = false;

const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-register-'));
try {
  const config = writeConfig(folder);
  const [none, data] = ['none', 'people'].map((name) => join(folder, name));
  makeRegister(none, 0, config);
  const events = makeRegister(data, PEOPLE, config);
  const steps = measure(folder, data, ROUNDS);
  const title = `${PEOPLE.toLocaleString('en')} people, ${events.toLocaleString('en')} events`;
  tell(`replay, ${title}, ${Math.round(steps.bytes / 1e6)} MB`, steps.replay, 2 * SHARE, 4);
  tell('gated list of all', steps.list, SHARE, 10);
  tell('erasure of one person', steps.erasure, 2 * SHARE, 7);
  console.log(`register  memory of the process after the replay: ${steps.megabytes} MB`);

  const few = await measureRegistrations(folder, none, REGISTRATIONS);
  const many = await measureRegistrations(folder, data, REGISTRATIONS);
  tell('registration, nobody there, median', few, 0.005, 11);
  tell(`registration, ${title}, median`, many, 0.005, 11);
  const growth = many.own / few.own;
  missed ||= growth > 2;
  console.log(`register  the one by the other: ${growth.toFixed(2)}   target 2`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.argv.includes('--strict') && missed) process.exitCode = 1;

/** The target is a ratio; the seconds are printed beside those expected of an idle machine. */
function tell(what, { own, bare }, seconds, most) {
  const ratio = own / bare;
  missed ||= ratio > most;
  const time = (value) => (value < 0.1 ? `${(value * 1000).toFixed(2)} ms` : `${value.toFixed(2)} s`);
  console.log(
    `register  ${what.padEnd(58)} ratio ${ratio.toFixed(1).padStart(6)}   target ${most}   ` +
      `(${time(own)} of ${time(bare)}; wanted at rest ${time(seconds)})`,
  );
}
