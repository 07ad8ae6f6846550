/**
 * This machine as an implementation of the operator's commands. Each method imports its code when it is called, so that
 * other commands start quickly.
 */
import { DEMO_CONFIG } from '#core/config/parse-config';
import type { Operator } from '#core/operator/operator';
import { dataDir } from '#runtime/local/data-dir';
import { claimFolder } from '#runtime/local/demo/demo-folder';
import type { CommandContext } from '../../cli/context.ts';
import type { LocalContext } from './local-context.ts';
import { nameDamage } from './name-damage.ts';

/** Creates the operator, which names damaged files if they are the cause of a failure. */
export function localOperator(command: CommandContext): Operator {
  const context: LocalContext = { ...command, data: dataDir(command.dataFolder) };
  const withNamedDamage = async <T>(work: () => Promise<T>) => {
    // A salt whose time is over goes with the next command, whichever it is (an import sees to it by itself, and says
    // what it discards); a disk that refuses stops no reader.
    const { sweepIdleImports } = await import('#runtime/local/import/sweep-imports');
    await sweepIdleImports(context.data, Date.now()).catch(() => 0);
    return await nameDamage(context.data, work);
  };
  /** Nothing of another configuration, and no import, is written beside simulated visitors. */
  const writing = <T>(by: 'import' | 'others', work: () => Promise<T>) => {
    const claimed = async () => {
      if (by === 'import' || context.config !== DEMO_CONFIG) claimFolder(context.data, by);
      return await work();
    };
    return by === 'import' ? nameDamage(context.data, claimed) : withNamedDamage(claimed);
  };
  return {
    import: (request) =>
      writing('import', async () => (await import('./import.ts')).importFiles(context, request)),
    seal: (request) =>
      request.preview === true
        ? withNamedDamage(async () => (await import('./preview-seal.ts')).previewSeal(context, request))
        : writing('others', async () => (await import('./seal.ts')).seal(context, request)),
    release: (request) =>
      writing('others', async () => (await import('./release.ts')).release(context, request)),
    settle: (request) =>
      writing('others', async () => (await import('./settle.ts')).settle(context, request)),
    names: (request) => withNamedDamage(async () => (await import('./names.ts')).names(context, request)),
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
