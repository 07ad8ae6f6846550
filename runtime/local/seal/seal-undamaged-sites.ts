/** Seals the part of a day that no damaged file can affect. */
import type { ArrivalPart } from '#core/seal/arrival-part';
import { isHeldBack, type HeldBack } from '#core/seal/held-back';
import type { DayToSeal } from '#core/seal/plan-seals';
import { dropScratch } from './build-facts.ts';
import { damageOfDay } from './damage-of-day.ts';
import { sealDay, type SealContext } from './seal-day.ts';

/**
 * Seals the sites of a day that nothing holds back; adds files found damaged meanwhile to `heldBack`. Returns what was
 * sealed.
 */
export async function sealUndamagedSites(
  context: SealContext,
  { day, sites }: DayToSeal,
  parts: readonly ArrivalPart[],
  heldBack: HeldBack[],
): Promise<readonly DayToSeal[]> {
  const free = { day, sites: sites.filter((entry) => !isHeldBack(heldBack, entry.site, day)) };
  if (free.sites.length === 0) return [];
  try {
    await sealDay(context, free, parts);
    return [free];
  } catch (error) {
    const newlyHeld = await damageOfDay(context, free, parts, error);
    if (newlyHeld.length === 0) throw error;
    heldBack.push(...newlyHeld);
    await dropScratch(context.db);
  }
  return await sealUndamagedSites(context, free, parts, heldBack);
}
