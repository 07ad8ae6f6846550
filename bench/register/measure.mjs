/**
 * Replay, gated list and erasure, each beside its yardstick. As a program (`node measure.mjs STEP FOLDER DATA`) it does
 * one round in a process of its own, since a register is replayed once a process, and prints it as JSON.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { erasePerson } from '../../dist/core/register/acts/erase.js';
import { listPeople } from '../../dist/core/register/staff/list-people.js';
import { openRegister } from '../../dist/runtime/local/register/open-register.js';
import { readRegister } from '../../dist/runtime/node/register/read-register.js';

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Returns the medians in seconds: `own` and `bare` of each step. */
export function measure(folder, data, rounds) {
  const run = (step) => {
    const ran = spawnSync(process.execPath, [import.meta.filename, step, folder, data], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(ran.stderr);
    return JSON.parse(ran.stdout);
  };
  const bytes = statSync(logOf(data)).size;
  const all = Array.from({ length: rounds }, () => ({ ...run('bare'), ...run('own') }));
  const middle = (name) => median(all.map((round) => round[name]));
  const step = (name) => ({ own: middle(name), bare: middle(`${name}Bare`) });
  return {
    bytes,
    megabytes: Math.round(middle('megabytes')),
    replay: step('replay'),
    list: step('list'),
    erasure: step('erasure'),
  };
}

const logOf = (data) => join(data, 'register.jsonl');

async function secondsOf(work) {
  const begun = performance.now();
  const result = await work();
  return [(performance.now() - begun) / 1000, result];
}

function parseAll(path) {
  const bytes = readFileSync(path);
  let events = 0;
  for (let from = 0, to = bytes.indexOf(10); to >= 0; from = to + 1, to = bytes.indexOf(10, from))
    events += JSON.parse(bytes.toString('utf8', from, to)).event === '' ? 0 : 1;
  return events;
}

/** Copies a file a mebibyte at a time, syncs the copy and gives it a name beside the file. */
function copyBare(path) {
  const [from, to] = [openSync(path, 'r'), openSync(`${path}.draft`, 'w', 0o600)];
  const chunk = Buffer.allocUnsafe(1024 * 1024);
  for (let read = readSync(from, chunk); read > 0; read = readSync(from, chunk))
    for (let at = 0; at < read;) at += writeSync(to, chunk, at, read - at);
  fsyncSync(to);
  closeSync(from);
  closeSync(to);
  renameSync(`${path}.draft`, `${path}.copy`);
}

/** Collects what the list holds, without asking whether it may. */
function collectBare(state) {
  const people = [];
  for (const { ref, decisions, confirmedAt, fields, topics } of state.submissions.values())
    if (decisions.information === 'given' && confirmedAt !== undefined && fields !== undefined)
      people.push({ ref, values: { ...fields }, topics, since: confirmedAt });
  return people;
}

async function measureOwn(folder, data) {
  const options = { ...readRegister(join(folder, 'register.json')), dataFolder: data };
  const [replay, opened] = await secondsOf(() =>
    openRegister({ ...options, url: 'http://127.0.0.1:9', note: () => undefined }),
  );
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  const context = { ...opened.context, reader: 'staff:bench' };
  const state = await context.log.read([]);
  const [listBare] = await secondsOf(() => collectBare(state));
  const request = { purpose: 'information', reason: 'benchmark' };
  const [list, { count, people }] = await secondsOf(() => listPeople(request, context));
  if (count < state.people.size * 0.98) throw new Error(`the list holds ${count} people`);
  const [erasure] = await secondsOf(() => erasePerson(people[0].ref, context));
  await opened.close();
  return { replay, megabytes, list, listBare, erasure };
}

async function measureBare(data) {
  const [replayBare] = await secondsOf(() => parseAll(logOf(data)));
  const [erasureBare] = await secondsOf(() => copyBare(logOf(data)));
  return { replayBare, erasureBare };
}

if (process.argv[1] === import.meta.filename) {
  const [, , step, folder, data] = process.argv;
  const measured = step === 'own' ? await measureOwn(folder, data) : await measureBare(data);
  process.stdout.write(JSON.stringify(measured));
}
