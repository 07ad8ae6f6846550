/** Plans what an import from a bucket replaces with `--again`. It may not delete anything: the commit does. */
import type { TakenBack } from '#core/operator/import-request';
import type { TakesBackObjects } from '#runtime/aws/import/committed-import';
import { matchObjects } from '#runtime/aws/import/replaced-imports';
import type { Objects } from '#runtime/aws/lake/objects';
import { countedBefore, planTakeBack, type CountedBefore } from '#core/import/take-back';

export interface ReplacedImports {
  readonly takesBack: TakesBackObjects;
  readonly takenBack: TakenBack;
  /** By the file that stands for a log here. */
  readonly countedBefore: ReadonlyMap<string, CountedBefore>;
}

/** `names` are the addresses of the logs by the files that stand for them. */
export async function planReplaced(
  facts: Objects,
  site: string,
  names: ReadonlyMap<string, string>,
  sealed: readonly string[],
): Promise<ReplacedImports> {
  const sealedDays = new Set(sealed);
  const matched = await matchObjects(facts, site, [...names.values()]);
  const plan = planTakeBack(matched, sealedDays);
  const before = new Map<string, CountedBefore>();
  for (const [file, name] of names) {
    const match = matched.find(({ log }) => log === name);
    const counted = match && countedBefore(match, sealedDays);
    if (counted !== undefined) before.set(file, counted);
  }
  return {
    takesBack: { files: plan.files, logs: plan.known, days: plan.days },
    takenBack: { days: plan.days, sealed: plan.sealed, logs: plan.known },
    countedBefore: before,
  };
}
