/** `headcount status`: prints which days are sealed, how many arrivals wait, and which salts exist. */
import type { Command } from 'commander';
import { patternWarnings } from '#core/config/published-warnings';
import { hundredsInWords, type StatusView } from '#core/operator/status-view';
import { describeHeldBack } from '#core/seal/held-back';
import { SIMULATED_LINE } from '#render/simulated-words';
import { openContext, withSharedOptions, type SharedOptions } from './context.ts';
import { openOperator } from './open-operator.ts';
import { withTarget, type TargetOptions } from './target.ts';

const DOUBLED_WORDS =
  '; left out of releases: two salts made its visitors (as two imports do), so that one may count twice';

export function register(command: Command): void {
  withTarget(withSharedOptions(command)).action(async (options: SharedOptions & TargetOptions) => {
    const context = openContext(options);
    const operator = await openOperator(context, options);
    const view = await operator.status();
    const status = { ...view, hints: [...view.hints, ...patternWarnings(context.config)] };
    context.print(context.json ? formatJson(status) : formatText(status));
  });
}

/** Keeps the order of the keys, `days` before `salts`, which scripts may rely on. */
function formatJson({ hints, ...status }: StatusView): string {
  return JSON.stringify({
    ...status,
    ...(hints.length === 0 ? {} : { hints }),
    days: status.days.map(({ outcomes, ...day }) => ({ ...day, ...outcomes })),
  });
}

function formatText({
  sites,
  days,
  salts,
  waiting,
  held = [],
  lastSeal,
  namesWaiting = 0,
  simulated,
  hints,
}: StatusView): string {
  return [
    ...(simulated === true ? [SIMULATED_LINE] : []),
    `sites      ${sites.join(', ')}`,
    `last seal  ${lastSeal === null ? 'none yet' : `${lastSeal.day}, made on ${lastSeal.on}`}`,
    `waiting    ${hundredsInWords(waiting)} arrivals (rounded down to hundreds)`,
    `salts      ${salts === null ? 'visible to the collector only' : salts.length === 0 ? 'none' : salts.map((salt) => salt.day).join(', ')}`,
    ...(namesWaiting > 0 ? [`names      ${namesWaiting} wait for approval: headcount names`] : []),
    ...held.map((stretch) => `held back  ${describeHeldBack(stretch)}`),
    '',
    ...days.map(
      (day) =>
        `${day.day}  ${day.site}  ${day.sealed ? `sealed: ${day.received} received${formatOutcomes(day.outcomes ?? {})}${day.doubled === true ? DOUBLED_WORDS : ''}` : `not sealed: ${hundredsInWords(day.received)} received (rounded down to hundreds)`}`,
    ),
  ]
    .join('\n')
    .trimEnd()
    .concat(...hints.map((hint) => `\n${hint}`));
}

function formatOutcomes(outcomes: Readonly<Record<string, number>>): string {
  const parts = Object.entries(outcomes)
    .filter(([, items]) => items > 0)
    .map(([outcome, items]) => `${items} ${outcome.replaceAll('_', ' ')}`);
  return parts.length === 0 ? '' : ` = ${parts.join(' + ')}`;
}
