/**
 * `headcount names`: lists the names that releases drew and nobody listed, and keeps which of them may be shown. It
 * prints no figure.
 */
import type { Command } from 'commander';
import type { NamesOutcome } from '#core/operator/names-request';
import { chooseSites, openContext, withSharedOptions, type CommandContext } from './context.ts';
import { formatNames } from './name-lines.ts';
import { parseNames, parseNameTable, type NamesOptions } from './name-words.ts';
import { openOperator } from './open-operator.ts';
import { withTarget } from './target.ts';

export function register(command: Command): void {
  withTarget(withSharedOptions(command))
    .option('--site <id>', 'one site (default: all)')
    .option('--table <name>', 'pages, sources, referrers, campaigns or names (default: all)')
    .option(
      '--approve <name...>',
      'show these names; --approve=-x for one that begins with a hyphen, - for those on standard input (default: none)',
    )
    .option(
      '--refuse <name...>',
      'never show these names, also approved ones; they no longer wait (default: none)',
    )
    .action(names);
}

async function names(options: NamesOptions): Promise<void> {
  const table = parseNameTable(options.table);
  const context = openContext(options);
  const { approve, refuse } = await parseNames(options);
  const operator = await openOperator(context, options);
  const outcome = await operator.names({
    sites: chooseSites(context.config, options.site),
    approve,
    refuse,
    ...(table === undefined ? {} : { table }),
  });
  print(context, outcome, approve.length + refuse.length > 0);
}

function print(context: CommandContext, outcome: NamesOutcome, decides: boolean): void {
  const { waiting, approved, refused, listed, pages } = outcome;
  if (context.json) context.print(JSON.stringify({ waiting, approved, refused }));
  else for (const line of formatNames(outcome, context.config.sites.length > 1)) context.print(line);
  if (listed.length > 0)
    context.note('headcount: what the site or the program lists is shown without approval');
  for (const page of pages) context.note(`published: ${page}`);
  if (waiting.length === 0) {
    if (!decides && !context.json) context.note('headcount: no name waits for approval');
  } else if (context.config.release.names === 'all')
    context.note('headcount: release.names is "all": names are shown without approval');
  else if (!decides)
    context.note(
      `headcount: ${waiting.length === 1 ? 'one name waits' : `${waiting.length} names wait`}: approve with --approve NAME, or refuse with --refuse NAME; whoever sends enough events makes any name appear here`,
    );
}
