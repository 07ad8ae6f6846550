/** The collector of a deployment on AWS, for `headcount check`: its address, its tag, when things show there. It may not send. */
import { DEFAULT_AWS } from '#core/config/aws-schema';
import { addDays } from '#core/time/zone';
import type { SiteConfig } from '#core/config/schema';
import { baseOf, scriptTag, type CheckOptions, type Place } from '../check.ts';
import type { CommandContext } from '../context.ts';
import { onAws } from './deployment.ts';

export async function placeOnAws(
  options: CheckOptions,
  context: CommandContext,
  site: SiteConfig,
): Promise<Place> {
  return await onAws(context, options, async ({ outputs }) => {
    const url = baseOf(options.url ?? outputs('CollectorUrl'));
    const { buffer } = context.config.aws ?? DEFAULT_AWS;
    const minutes = Math.ceil(buffer.seconds / 60);
    return {
      url,
      scriptTag: scriptTag(url, site),
      shows: (day) => [
        {
          what: 'headcount live, status',
          when: `within ${minutes} minutes, when the delivery's buffer is written`,
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
  });
}
