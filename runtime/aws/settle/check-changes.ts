/** Finds the periods whose rows a settlement changes, and checks that their sums stay the same. */
import type { Fact } from '#core/facts/fact';
import { settleFile } from '#core/facts/fact-files';
import { changedSql, conservationSql, SettleMismatchError } from '#core/settle/settle-checks';
import { monthRowsSql } from '#core/settle/settle-drafts';
import type { Steps } from '../steps/steps.ts';
import { checkScratchTables, scratchFolder, STEP, type Snapshot } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';

/** Returns per fact the periods whose rows change; throws a SettleMismatchError before anything is replaced. */
export async function checkChanges(
  context: SettleContext,
  facts: readonly Fact[],
  steps: Steps,
  { site, month, shown }: Snapshot['state'],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { store, scratch: database } = context.databases;
  const changed = new Map<string, readonly string[]>();
  const wrong: string[] = [];
  for (const fact of facts) {
    const rows = await steps.unload(
      `rows ${fact.name}`,
      { ...monthRowsSql(fact, store, site, shown), database },
      context.arrivals.uri(`${scratchFolder(steps.run)}${fact.name}/`),
    );
    await steps.once(STEP.point(fact.name), () => context.catalogue.pointTable(database, fact.name, rows));
    const settledQuery = `(${settledSql(context, fact)})`;
    const days = (
      await steps.query(`changed ${fact.name}`, { text: changedSql(fact, settledQuery), database })
    ).map((row) => String(row['day']));
    changed.set(fact.name, days);
    // Unchanged rows keep their sums.
    if (
      days.length > 0 &&
      Number(
        (
          await steps.query(`conserved ${fact.name}`, { text: conservationSql(fact, settledQuery), database })
        )[0]?.['wrong'] ?? 1,
      ) > 0
    )
      wrong.push(fact.name);
  }
  await checkScratchTables(context, steps, facts);
  if (wrong.length > 0) throw new SettleMismatchError(site, month, wrong);
  return changed;
}

/** Returns the SQL of a fact with values merged, surrounded by newlines: it may start or end with a comment. */
export function settledSql({ loadSql }: SettleContext, fact: Fact): string {
  return `\n${loadSql(settleFile(fact)).trim()}\n`;
}
