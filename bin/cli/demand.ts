/** `headcount demand`: topics by released demand, coarse, as `GET /v1/demand` answers. */
import type { Command } from 'commander';
import type { Demand } from '#core/demand/merge-demand';
import { textTable } from '#render/text-table';
import { openContext, withSharedOptions, type CommandContext, type SharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

export function register(command: Command): void {
  withTarget(withSharedOptions(command)).action(async (options: SharedOptions & TargetOptions) => {
    const context = openContext(options);
    const operator = await openOperator(context, options);
    print(context, await operator.demand());
  });
}

function print(context: CommandContext, demand: Demand): void {
  if (context.json) return context.print(JSON.stringify(demand));
  const periods = Object.entries(demand.periods).map(([side, period]) => `${side} ${period}`);
  if (periods.length === 0)
    return context.note(
      'headcount: no demand is released yet: "headcount release" releases a month that is over, if the site has topics',
    );
  context.note(`headcount: demand of ${periods.join(', ')}; level 5 is the most`);
  if (demand.topics.length === 0) return context.note('headcount: no topic is above the noise');
  const rows = demand.topics.map(({ topic, level, from }) => [topic, String(level), from.join(', ')]);
  for (const line of textTable([['Topic', 'Level', 'From'], ...rows], [false, true, false]))
    context.print(line);
}
