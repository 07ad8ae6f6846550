/**
 * Loaded with `node --import` before the program under test: moves the program's clock, and the time since the machine
 * was started, as the file HEADCOUNT_TEST_CLOCK says, and from there on with the real ones; a changed file moves them
 * again. In the file: the instant (milliseconds), the milliseconds by which the time since the start is moved, and how
 * many times as fast as the real ones they go on from the moment that the file was written. What it shows stands in a
 * file beside it, by the number of the process.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const RealDate = Date;
const uptime = os.uptime;
let file;
let text = '';
let [offset, passed, speed, since] = [0, 0, 1, RealDate.now()];
let replaced = false;

/** Shows the time of a file from now on, or the real time without one. */
export function followClock(path) {
  file = path;
  text = '';
  [offset, passed, speed, since] = [0, 0, 1, RealDate.now()];
  if (file === undefined) return;
  read();
  if (!replaced) replaceClocks();
}

function read() {
  if (file === undefined) return;
  try {
    const now = readFileSync(file, 'utf8').trim();
    if (now === '' || now === text) return;
    text = now;
    const [instant, moved = 0, times = 1] = now.split(' ').map(Number);
    since = times === 1 ? RealDate.now() : statSync(file).mtimeMs;
    [offset, passed, speed] = [instant - since, moved, times];
    writeFileSync(`${file}.${process.pid}`, text);
  } catch {
    /* the test has ended */
  }
}

const hurried = () => (RealDate.now() - since) * (speed - 1);
const moved = () => Math.round(RealDate.now() + offset + hurried());

function replaceClocks() {
  replaced = true;
  setInterval(read, 20).unref();
  globalThis.Date = class extends RealDate {
    constructor(...words) {
      if (words.length === 0) super(moved());
      else super(...words);
    }
    static now() {
      return moved();
    }
  };
  os.uptime = () => uptime() + (passed + hurried()) / 1_000;
  syncBuiltinESMExports();
}

followClock(process.env.HEADCOUNT_TEST_CLOCK);
