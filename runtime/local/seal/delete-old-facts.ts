/** Removes sealed periods after `factsDays`: the seal first, so that readers see the whole day or nothing. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import { syncFolder } from '../sync-folder.ts';

/**
 * The days that, like their seal, lie before `limit`, and the months of which no day is left: rows merged into a month go
 * with its last day.
 */
export function oldPeriods(sealed: readonly { readonly period: string; readonly sealedOn: string }[], limit: string): readonly string[] {
  const isOld = (period: string, sealedOn: string) => period < limit && sealedOn < limit;
  const days = sealed.filter((one) => one.period.length === 10);
  const old = days.filter((one) => isOld(one.period, one.sealedOn)).map((one) => one.period);
  const left = new Set(days.map((one) => one.period).filter((day) => !old.includes(day)).map((day) => day.slice(0, 7)));
  // As text the 31st of any month lies before the first of the next.
  const months = sealed.filter((one) => one.period.length === 7 && isOld(`${one.period}-31`, one.sealedOn) && !left.has(one.period)).map((one) => one.period);
  return [...months, ...old];
}

/** Removes the periods from `seals`, then from every other folder. */
export function deletePeriods(data: DataDir, periods: readonly string[]): void {
  if (periods.length === 0) return;
  const facts = existsSync(data.facts) ? readdirSync(data.facts).map((name) => join(data.facts, name)) : [];
  for (const folder of [data.seals, ...facts, data.completeness]) {
    if (!existsSync(folder)) continue;
    for (const period of periods) rmSync(join(folder, `period=${period}`), { recursive: true, force: true });
    syncFolder(folder);
  }
}
