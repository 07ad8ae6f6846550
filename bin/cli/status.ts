/** `headcount status`: what is sealed, what waits, which salts live. It may not change anything. */
import type { Command } from 'commander';
import { lakeStatus, type LakeStatus } from '#runtime/local/lake/lake-status';
import { openContext, withSharedOptions, type SharedOptions } from './context.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

export function register(command: Command): void {
  withSharedOptions(command).action(async (options: SharedOptions) => {
    const context = openContext(options);
    await refuseChangedZone(context);
    const status = await lakeStatus(context.data, context.config);
    context.print(context.json ? JSON.stringify({ ...status, days: status.days.map(({ outcomes, ...day }) => ({ ...day, ...outcomes })) }) : asText(status));
  });
}

function asText({ sites, days, salts, waiting, lastSeal }: LakeStatus): string {
  return [
    `sites      ${sites.join(', ')}`,
    `last seal  ${lastSeal === null ? 'none yet' : `${lastSeal.day}, made on ${lastSeal.on}`}`,
    `waiting    ${inHundreds(waiting)} arrivals (told in hundreds)`,
    `salts      ${salts.length === 0 ? 'none alive' : salts.map((salt) => salt.day).join(', ')}`,
    '',
    ...days.map((day) => `${day.day}  ${day.site}  ${day.sealed ? `sealed: ${day.received} received${parts(day.outcomes ?? {})}` : `not sealed: ${inHundreds(day.received)} received (told in hundreds)`}`),
  ].join('\n').trimEnd();
}

/** What was cut to hundreds, as what it stands for: 0 may be nothing at all. */
function inHundreds(cut: number): string {
  return `${cut} to ${cut + 99}`;
}

function parts(outcomes: Readonly<Record<string, number>>): string {
  const told = Object.entries(outcomes).filter(([, items]) => items > 0).map(([outcome, items]) => `${items} ${outcome.replaceAll('_', ' ')}`);
  return told.length === 0 ? '' : ` = ${told.join(' + ')}`;
}
