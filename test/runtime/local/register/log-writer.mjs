/**
 * A process that writes a register's log until it is killed, and prints what was acknowledged:
 * `node log-writer.mjs BUILT FOLDER FIRST [fill]`. With `fill` it appends until it is refused, erases all, and ends.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [built = '', folder = '', first = '', mode] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(built, name)).href);
const { LogFile } = await load('log-file.js');
const { lockFolder } = await load('lock-folder.js');
/** Straight to the pipe: what is printed survives the kill. */
const print = (line) => writeSync(1, `${line}\n`);

const log = await lockFolder(folder)
  .then((lock) => LogFile.open({ folder, lock, take: () => undefined }))
  .catch((error) => {
    print(`refused ${error.name}`);
    process.exit(0);
  });

let n = Number(first);
const eventsOf = (number) =>
  Array.from({ length: (number % 4) + 1 }, (_, part) => ({
    event: 'test',
    n: number,
    part,
    text: 'x'.repeat(500),
  }));
const append = (number) => log.append(eventsOf(number)).then(() => print(`stored ${number}`));

async function erase(through) {
  print(`erasing ${through}`);
  await log.rewrite((event) => (event.n <= through && event.part === 1 ? undefined : event));
  print(`erased ${through}`);
}

if (mode === 'fill') await fill();
for (;;) {
  const appends = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => append(n++));
  if (Math.random() < 0.3) appends.push(erase(n - 1), append(n++));
  await Promise.all(appends);
}

async function fill() {
  try {
    for (;;) await append(n++);
  } catch (error) {
    print(`refused ${error.code}`);
  }
  await log.rewrite((event) => (event.part === 0 ? { ...event, text: '' } : undefined));
  await append(n++);
  await log.close();
  process.exit(0);
}
