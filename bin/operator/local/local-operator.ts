/**
 * This machine as an implementation of the operator's commands. Each method imports its code when it is called, so that
 * other commands start quickly.
 */
import type { Operator } from '#core/operator/operator';
import { dataDir } from '#runtime/local/data-dir';
import type { CommandContext } from '../../cli/context.ts';
import type { LocalContext } from './local-context.ts';
import { nameDamage } from './name-damage.ts';

/** Creates the operator, which names damaged files if they are the cause of a failure. */
export function localOperator(command: CommandContext): Operator {
  const context: LocalContext = { ...command, data: dataDir(command.dataFolder) };
  const withNamedDamage = <T>(work: () => Promise<T>) => nameDamage(context.data, work);
  return {
    import: (request) =>
      withNamedDamage(async () => (await import('./import.ts')).importFiles(context, request)),
    seal: (request) => withNamedDamage(async () => (await import('./seal.ts')).seal(context, request)),
    release: (request) =>
      withNamedDamage(async () => (await import('./release.ts')).release(context, request)),
    settle: (request) => withNamedDamage(async () => (await import('./settle.ts')).settle(context, request)),
    budget: () => withNamedDamage(async () => (await import('./budget.ts')).readBooks(context)),
    read: (use) => withNamedDamage(async () => use((await import('./report-lake.ts')).localLake(context))),
    live: () => withNamedDamage(async () => (await import('./live.ts')).live(context)),
    status: () => withNamedDamage(async () => (await import('./status.ts')).status(context)),
    query: (request) => withNamedDamage(async () => (await import('./query.ts')).query(context, request)),
    collector: async (url) => (await import('./collector.ts')).describeCollector(url),
    demand: async () => (await import('./demand.ts')).readDemand(context),
    recentVisitors: (site) =>
      withNamedDamage(async () => (await import('./recent-visitors.ts')).recentVisitors(context, site)),
  };
}
