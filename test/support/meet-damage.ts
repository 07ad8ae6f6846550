/** Runs a command on a damaged copy of a data folder and reports what is wrong with its outcome. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from '../upgrade/data-folder.ts';
import { COMMANDS, DAMAGES, fileOf, namesOf, type Kind } from './damages.ts';

const CLOCK = { sample: '2026-11-29T22:00:00Z', live: '2026-11-30T05:00:00Z' } as const;
const known = new Map<string, Promise<string>>();

/** Returns the output of the command for the undamaged folder. */
function sound(kind: Kind, command: string): Promise<string> {
  const key = `${kind.folder} ${command}`;
  const found =
    known.get(key) ??
    (async () => {
      const place = placeOf(kind.folder, CLOCK[kind.folder]);
      try {
        return (await place.run(COMMANDS[command] ?? [])).stdout;
      } finally {
        place.dispose();
      }
    })();
  known.set(key, found);
  return found;
}

/**
 * A journal segment that ends early, or within a line, is what a kill leaves: the two cannot be distinguished, since a
 * segment has no end mark that a kill could not prevent. So it need not be named (docs/operations.md says so), but
 * every whole line must still count: the output is that of a segment of these lines alone.
 */
const isCut = (kind: Kind, damage: string) =>
  kind.name === 'a journal segment' &&
  ['half gone', 'without its last byte', 'empty', 'JSON null'].includes(damage);

/** Returns the expected output if a cut segment consists of its whole lines. */
async function ofWholeLines(kind: Kind, damage: string, command: string): Promise<string> {
  const place = placeOf(kind.folder, CLOCK[kind.folder]);
  try {
    const file = join(place.data, fileOf(place.data, kind));
    await DAMAGES[damage]?.(file);
    const lines = readFileSync(file, 'utf8').split('\n').filter(isRow);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    return (await place.run(COMMANDS[command] ?? [])).stdout;
  } finally {
    place.dispose();
  }
}

function isRow(line: string): boolean {
  try {
    return (JSON.parse(line) as { event_id?: unknown } | null)?.event_id !== undefined;
  } catch {
    return false;
  }
}

/** Returns a sentence, or undefined if the command did its work or named the file in one line. */
export async function wrongWith(kind: Kind, damage: string, command: string): Promise<string | undefined> {
  const place = placeOf(kind.folder, CLOCK[kind.folder]);
  try {
    const file = fileOf(place.data, kind);
    await DAMAGES[damage]?.(join(place.data, file));
    const { status, stdout, stderr } = await place.run(COMMANDS[command] ?? []);
    const isNamed = namesOf(file).some((name) => `${stdout}${stderr}`.includes(name));
    if (/unexpected error|\n\s+at /.test(stderr)) return `a fault: ${stderr}`;
    if (status === 0)
      return isNamed ||
        (isCut(kind, damage) && stdout === (await ofWholeLines(kind, damage, command))) ||
        damage === 'one flipped bit' ||
        stdout === (await sound(kind, command))
        ? undefined
        : `other figures in silence: ${stdout.slice(0, 200)}`;
    if (status !== 1 && status !== 2) return `status ${status}: ${stderr}`;
    if (stderr.split('\n').filter((line) => line.startsWith('headcount: ')).length === 0)
      return `no line says why: ${stderr}`;
    return isNamed || stdout === (await sound(kind, command)) ? undefined : `it is not named: ${stderr}`;
  } finally {
    place.dispose();
  }
}
