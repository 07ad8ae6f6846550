/** Three ways in which an operator brings logs: at once, in two files of each day, and every night after rotation. */
import { AFTERWARDS, CONFIG, DAYS } from './neighbours.ts';
import { logLines, monitorLine, toText, type LogLine, type VisitorDay } from './visits.ts';
import { World, type Step } from './world.ts';

type Bring = (world: World, lines: readonly LogLine[]) => readonly Step[];

const END: readonly Step[] = [
  { at: AFTERWARDS, words: ['seal'] },
  { at: AFTERWARDS, words: ['release'] },
];
const DAY_MS = 86_400_000;

/** Writes one log; the step imports it. */
export function bringInOneFile(world: World, lines: readonly LogLine[]): readonly Step[] {
  world.write('access.log', toText(lines));
  return [{ at: AFTERWARDS, words: ['import', 'access.log'] }];
}

/** Mornings and afternoons in UTC, one import each. */
function inTwoFiles(world: World, lines: readonly LogLine[]): readonly Step[] {
  const isMorning = ({ instant }: LogLine) => instant % DAY_MS < DAY_MS / 2;
  world.write('mornings.log', toText(lines.filter(isMorning)));
  world.write('afternoons.log', toText(lines.filter((line) => !isMorning(line))));
  return ['mornings.log', 'afternoons.log'].map((file) => ({ at: AFTERWARDS, words: ['import', file] }));
}

/** A log that is rotated at midnight in UTC, and then imported and sealed; the site's days begin an hour earlier. */
function everyNight(world: World, lines: readonly LogLine[]): readonly Step[] {
  const names: string[] = [];
  return DAYS.flatMap((day) => {
    const name = `access-${day}.log`;
    world.write(name, toText(lines.filter(({ instant }) => new Date(instant).toISOString().startsWith(day))));
    names.push(name);
    const at = new Date(Date.parse(`${day}T00:20:00Z`) + DAY_MS).toISOString();
    return [
      { at, words: ['import', ...names] },
      { at, words: ['seal'] },
    ];
  });
}

export const WAYS = {
  'in one file': bringInOneFile,
  'in two files': inTwoFiles,
  'every night': everyNight,
} satisfies Readonly<Record<string, Bring>>;

export type Way = keyof typeof WAYS;

/**
 * Runs a world to its releases and pages. A monitor's request stands on each of the days, so that the log has the same
 * first and last day whoever came.
 */
export async function runLogWorld(
  way: Way,
  visitorDays: readonly VisitorDay[],
  days: readonly string[] = DAYS,
): Promise<World> {
  const world = new World(CONFIG);
  const lines = [...logLines(visitorDays), ...edges(days).map(monitorLine)].toSorted(
    (a, b) => a.instant - b.instant,
  );
  await world.take([...WAYS[way](world, lines), ...END]);
  return world;
}

const edges = (days: readonly string[]) => [days[0] ?? '', days.at(-1) ?? ''];
