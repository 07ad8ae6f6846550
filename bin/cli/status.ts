/** `headcount status`: what is sealed, what waits, which salts live. It may not change anything. */
import type { Command } from 'commander';
import { heldLine } from '#core/seal/held-back';
import type { LakeStatus } from '#core/report/lake-status';
import { withoutVisitorHints, type Doubt } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { unsealedRelation } from '#runtime/local/live/unsealed-arrivals';
import { countWithoutVisitor } from '#runtime/local/live/without-visitor';
import { lakeStatus } from '#runtime/local/lake/lake-status';
import { isAws, withTarget, type TargetOptions } from './aws/target.ts';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';

export function register(command: Command): void {
  withTarget(withSharedOptions(command)).action(async (options: SharedOptions & TargetOptions) => {
    const context = openContext(options);
    const { status, doubt } = isAws(options)
      ? await (await import('./aws/status-on-aws.ts')).statusOnAws(context, options)
      : await localStatus(context);
    const hints =
      doubt === undefined
        ? []
        : withoutVisitorHints(doubt, isAws(options) ? 'aws' : 'local', (count) =>
            inHundreds(Math.floor(count / 100) * 100),
          );
    context.print(
      context.json
        ? JSON.stringify({
            ...status,
            ...(hints.length === 0 ? {} : { hints }),
            days: status.days.map(({ outcomes, ...day }) => ({ ...day, ...outcomes })),
          })
        : [asText(status), ...hints].join('\n'),
    );
  });
}

/** Over a damaged file nobody is counted, so that no doubt is told: what is held back says why. */
async function localStatus(
  context: CommandContext,
): Promise<{ readonly status: LakeStatus; readonly doubt?: Doubt }> {
  const { data, config } = context;
  const status = await lakeStatus(data, config);
  if ((status.held ?? []).length > 0) return { status };
  const db = await openDuckDb({ memoryLimit: '256MB', scratch: data.scratch });
  try {
    const today = new Zone(config.timeZone).day(Date.now());
    return { status, doubt: await countWithoutVisitor(db, [unsealedRelation(data)], today) };
  } finally {
    await db.close();
  }
}

function asText({ sites, days, salts, waiting, held = [], lastSeal }: LakeStatus): string {
  return [
    `sites      ${sites.join(', ')}`,
    `last seal  ${lastSeal === null ? 'none yet' : `${lastSeal.day}, made on ${lastSeal.on}`}`,
    `waiting    ${inHundreds(waiting)} arrivals (told in hundreds)`,
    `salts      ${salts === null ? 'only the collector may look' : salts.length === 0 ? 'none alive' : salts.map((salt) => salt.day).join(', ')}`,
    ...held.map((one) => `held back  ${heldLine(one)}`),
    '',
    ...days.map(
      (day) =>
        `${day.day}  ${day.site}  ${day.sealed ? `sealed: ${day.received} received${parts(day.outcomes ?? {})}` : `not sealed: ${inHundreds(day.received)} received (told in hundreds)`}`,
    ),
  ]
    .join('\n')
    .trimEnd();
}

/** What was cut to hundreds, as what it stands for: 0 may be nothing at all. */
function inHundreds(cut: number): string {
  return `${cut} to ${cut + 99}`;
}

function parts(outcomes: Readonly<Record<string, number>>): string {
  const told = Object.entries(outcomes)
    .filter(([, items]) => items > 0)
    .map(([outcome, items]) => `${items} ${outcome.replaceAll('_', ' ')}`);
  return told.length === 0 ? '' : ` = ${told.join(' + ')}`;
}
