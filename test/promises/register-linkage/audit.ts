/**
 * The linkage audit: how much more often an insider guesses right of the registrants than of others in their place. The
 * register is permuted within site, day, country and topics: the expectation over all permutations is exact, since the
 * registrant's place is taken by each visit of the same site, day, country and topics alike.
 */
import { foldEvents } from '#core/register/apply-event';
import { ATTRIBUTES, Attacker, readRegistration, type Attribute } from './attacker.ts';
import { people, registerLog, type Person, type World } from './people.ts';
import { usageOf, type Setting, type Truth } from './usage.ts';

export interface Line {
  readonly attribute: Attribute;
  readonly registrants: number;
  /** Share of right guesses of the registrants, and of others in their place. */
  readonly right: number;
  readonly permuted: number;
  readonly difference: number;
  /** Upper end of the two-sided 95 % interval of the difference, with days as clusters. */
  readonly upper: number;
}

const stratumOf = ({ site, day, country, topics }: Person) => [site, day, country, ...topics].join(' ');

/** Simulates a world, attacks it, and returns a line for each attribute, and the goals that the attacker used. */
export async function audit(world: World, setting: Setting, folder: string) {
  const all = people(world);
  const { truths, facts, rows } = await usageOf(all, setting, folder);
  const register = foldEvents(registerLog(all), (address) => address);
  const registrants = [...register.submissions.values()].map((submission) => {
    const person = Number(submission.submission);
    return { person, registration: readRegistration(submission, all[person]?.site ?? '') };
  });
  const attacker = new Attacker(
    facts,
    registrants.map(({ registration }) => registration),
  );

  const strata = new Map<string, Truth[]>();
  all.forEach((one, at) => {
    const truth = truths[at];
    if (truth !== undefined) strata.set(stratumOf(one), [...(strata.get(stratumOf(one)) ?? []), truth]);
  });
  const lines = ATTRIBUTES.map((attribute): Line => {
    const trials = registrants.map(({ person, registration }) => {
      const guess = attacker.guess(attribute, registration);
      const others = strata.get(stratumOf(all[person]!)) ?? [];
      return {
        day: registration.key,
        right: truths[person]?.[attribute] === guess ? 1 : 0,
        permuted: others.filter((truth) => truth[attribute] === guess).length / others.length,
      };
    });
    return { attribute, registrants: trials.length, ...compare(trials) };
  });
  return { lines, goals: attacker.goals, rows };
}

function compare(
  trials: readonly { readonly day: string; readonly right: number; readonly permuted: number }[],
) {
  const mean = (of: (trial: (typeof trials)[number]) => number) =>
    trials.reduce((sum, trial) => sum + of(trial), 0) / trials.length;
  const [right, permuted] = [mean((trial) => trial.right), mean((trial) => trial.permuted)];
  const difference = right - permuted;
  const byDay = new Map<string, number>();
  for (const trial of trials)
    byDay.set(trial.day, (byDay.get(trial.day) ?? 0) + trial.right - trial.permuted - difference);
  const variance = [...byDay.values()].reduce((sum, of) => sum + of * of, 0);
  return { right, permuted, difference, upper: difference + (1.96 * Math.sqrt(variance)) / trials.length };
}
