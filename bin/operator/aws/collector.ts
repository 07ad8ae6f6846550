/** Describes the collector of a deployment on AWS for `headcount check`: its address, and when figures appear. */
import { DEFAULT_AWS } from '#core/config/aws-schema';
import type { CollectorView } from '#core/operator/collector-view';
import { CannotError } from '#core/operator/failures';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { addDays, Zone } from '#core/time/zone';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import type { CommandContext } from '../../cli/context.ts';
import { addressOf } from '../collector-address.ts';
import { arrivalsEngine, faultPlaceOf, type Deployment } from './deployment.ts';
import { explainFault } from './explain-fault.ts';

export function describeCollector(
  context: CommandContext,
  deployment: Deployment,
  address: string | undefined,
): CollectorView {
  const { buffer } = context.config.aws ?? DEFAULT_AWS;
  return {
    url: addressOf(address ?? deployment.outputs('CollectorUrl')),
    hints: () => findHints(context, deployment),
    eventViews: (day) => [
      {
        what: 'headcount live, status',
        when: `within ${Math.ceil(buffer.seconds / 60)} minutes, when the delivery's buffer is written`,
      },
      {
        what: 'report --inside, query',
        when: `when ${day} is sealed: ${addDays(day, 2)}, 03:00 local time (delivery may take a day)`,
      },
      { what: 'report, releases', when: `right after that: the totals of ${day}` },
      {
        what: 'monthly pages',
        when: `when ${day.slice(0, 7)} is over and its last day is sealed: below reports/ of the facts bucket`,
      },
    ],
  };
}

/**
 * Returns hints once rows of today are delivered. An operator without permission to count arrivals can still check the
 * collector; a note then says that the rows were not checked.
 */
async function findHints(context: CommandContext, deployment: Deployment): Promise<readonly string[]> {
  try {
    const today = new Zone(context.config.timeZone).day(Date.now());
    const doubt = await countWithoutVisitor(arrivalsEngine(deployment), deployment.arrivals, today);
    return withoutVisitorHints(doubt, 'aws');
  } catch (error) {
    const explained = explainFault(error, faultPlaceOf(deployment.region));
    if (!(explained instanceof CannotError)) throw explained;
    context.note(`headcount: could not check whether events of today have a visitor: ${explained.message}`);
    return [];
  }
}
