/** `headcount release --target aws`: the release function draws, the report function makes the pages; prints as the local command. It may not draw. */
import { Zone } from '#core/time/zone';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { PublishOutcome } from '#core/release/publish-months';
import type { ReleaseAnswer, ReleaseEvent } from '#runtime/aws/release/release-event';
import { publishedPeriods, readReleases } from '#runtime/aws/release/release-objects';
import { chooseSite, type CommandContext } from '../context.ts';
import { periodNamed, type ReleaseOptions } from '../release-words.ts';
import { tellReleases } from '../released-lines.ts';
import { onAws } from './deployment.ts';
import { invokeUntilDone } from './invoke.ts';

export async function releaseOnAws(options: ReleaseOptions, context: CommandContext): Promise<void> {
  const named = periodNamed(options, new Zone(context.config.timeZone).day(Date.now()));
  const sites =
    options.site === undefined
      ? context.config.sites.map((site) => site.id)
      : [chooseSite(context.config, options.site).id];
  await onAws(context, options, async ({ lambda, outputs, facts }) => {
    const event: ReleaseEvent = {
      by: 'operator',
      does: 'release',
      sites,
      ...(named === undefined ? {} : { named }),
    };
    const answers = (
      await invokeUntilDone<ReleaseAnswer>(lambda, outputs('ReleaseFunction'), event, context)
    ).flatMap((answer) => answer.release ?? []);
    const pages = (
      await invokeUntilDone<PublishOutcome>(lambda, outputs('ReportFunction'), {}, context)
    ).flatMap((answer) => answer.pages);
    const published = await publishedPeriods(facts);
    const releases = new Map<string, readonly StoredRelease[]>();
    for (const site of sites) releases.set(site, await readReleases(facts, site, published.get(site) ?? []));
    tellReleases(context, {
      options,
      named,
      sites,
      releases,
      drawn: answers.flatMap((answer) => answer.drawn),
      refused: [...new Set(answers.flatMap((answer) => answer.refused))],
      empty: answers.at(-1)?.empty ?? [],
      pages: pages.map((page) => facts.uri(`reports/${page}`)),
    });
  });
}
