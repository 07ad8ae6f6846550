/**
 * An attacker who has all facts of a day and every attribute of a visitor but one, and guesses that one. Base: the best
 * guess from the truth of another day (naive Bayes). Attack: the same, weighted by the facts of the day.
 */
import type { SqlRow } from '#core/ports/query-engine';
import type { Attribute, Truth } from './simulated-site.ts';

export type Facts = Readonly<Record<string, readonly SqlRow[]>>;

/**
 * The form of an attribute in the facts: alone as a dimension, or joined on purpose with one that the attacker knows.
 */
export interface Exposure {
  readonly attribute: Attribute;
  /** Cells of this day: value -> visitor-days, given the known attributes of the target. One table per exposure. */
  readonly tables: readonly ((facts: Facts, known: Truth) => ReadonlyMap<string, number>)[];
  readonly joined: string | null;
}

function cells(
  rows: readonly SqlRow[] | undefined,
  keep: (row: SqlRow) => boolean,
  value: string,
  measure = 'visitors',
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows ?? []) {
    if (keep(row))
      counts.set(String(row[value]), (counts.get(String(row[value])) ?? 0) + Number(row[measure]));
  }
  return counts;
}

const alone = (dimension: string) => (facts: Facts) =>
  cells(facts['visitors'], (row) => row['dimension'] === dimension, 'value');
const demand = (dimension: string) => (facts: Facts, known: Truth) =>
  cells(
    facts['demand'],
    (row) => row['kind'] === 'topic' && row['subject'] === known.topic && row['dimension'] === dimension,
    'value',
  );

export const EXPOSURES: readonly Exposure[] = [
  { attribute: 'browser', joined: null, tables: [alone('browser')] },
  { attribute: 'system', joined: null, tables: [alone('system')] },
  { attribute: 'device', joined: null, tables: [alone('device')] },
  { attribute: 'screen', joined: null, tables: [alone('screen')] },
  { attribute: 'depth', joined: null, tables: [alone('depth')] },
  { attribute: 'hour', joined: null, tables: [(facts) => cells(facts['hours'], () => true, 'hour')] },
  {
    attribute: 'medium',
    joined: 'landings (path, medium)',
    tables: [(facts, known) => cells(facts['landings'], (row) => row['path'] === known.landing, 'medium')],
  },
  {
    attribute: 'landing',
    joined: 'landings (path, medium)',
    tables: [(facts, known) => cells(facts['landings'], (row) => row['medium'] === known.medium, 'path')],
  },
  {
    attribute: 'source',
    joined: 'sources (source, medium)',
    tables: [(facts, known) => cells(facts['sources'], (row) => row['medium'] === known.medium, 'source')],
  },
  { attribute: 'country', joined: 'demand (topic, country)', tables: [alone('country'), demand('country')] },
  {
    attribute: 'language',
    joined: 'demand (topic, language)',
    tables: [alone('language'), demand('language')],
  },
  {
    attribute: 'plan',
    joined: 'actions (name, key, value)',
    tables: [
      (facts, known) =>
        cells(facts['actions'], (row) => row['name'] === known.goal && row['key'] === 'plan', 'value'),
    ],
  },
];

/** Naive Bayes over all attributes but one, from the truth of another day; Laplace smoothed. */
export class BestGuess {
  readonly #attribute: Attribute;
  readonly #size: number;
  /**
   * Visitor-days of the training day: by value of the attribute, and by that value together with one of another
   * attribute.
   */
  readonly #counts = new Map<string, number>();

  constructor(attribute: Attribute, training: readonly Truth[]) {
    this.#attribute = attribute;
    this.#size = training.length;
    for (const one of training) {
      this.#add(one[attribute]);
      for (const other of Object.keys(one) as Attribute[])
        if (other !== attribute) this.#add(`${one[attribute]}|${other}|${one[other]}`);
    }
  }

  get values(): readonly string[] {
    return [...this.#counts.keys()].filter((key) => !key.includes('|'));
  }

  /** Share of the value on the training day, smoothed. */
  share(value: string): number {
    return (this.#count(value) + 0.5) / (this.#size + 1);
  }

  /** Log likelihood of the value, given the other attributes. */
  score(value: string, known: Truth): number {
    const all = this.#count(value);
    return (Object.keys(known) as Attribute[])
      .filter((other) => other !== this.#attribute)
      .reduce(
        (score, other) =>
          score + Math.log((this.#count(`${value}|${other}|${known[other]}`) + 0.5) / (all + 2)),
        Math.log(this.share(value)),
      );
  }

  #add(key: string): void {
    this.#counts.set(key, this.#count(key) + 1);
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
}

function best(values: readonly string[], score: (value: string) => number): string | undefined {
  return values
    .map((value) => ({ value, score: score(value) }))
    .toSorted((a, b) => b.score - a.score || (a.value < b.value ? -1 : 1))[0]?.value;
}

export interface Hits {
  targets: number;
  base: number;
  attack: number;
}

/** Counts right guesses over all visitors of one simulated day. */
export function attack(
  exposure: Exposure,
  training: readonly Truth[],
  targets: readonly Truth[],
  facts: Facts,
): Hits {
  const guess = new BestGuess(exposure.attribute, training);
  const hits: Hits = { targets: 0, base: 0, attack: 0 };
  for (const target of targets) {
    if (exposure.attribute === 'plan' && target.goal === '(none)') continue;
    const truth = target[exposure.attribute];
    const tables = exposure.tables.map((table) => table(facts, target));
    const values = [...new Set([...guess.values, ...tables.flatMap((table) => [...table.keys()])])];
    hits.targets += 1;
    if (best(guess.values, (value) => guess.score(value, target)) === truth) hits.base += 1;
    if (best(values, (value) => guess.score(value, target) + weight(value, tables, guess)) === truth)
      hits.attack += 1;
  }
  return hits;
}

/**
 * Adds the evidence of today's cells: a value that nobody has today is ruled out; others count by how much more common
 * they are than on the training day.
 */
function weight(value: string, tables: readonly ReadonlyMap<string, number>[], guess: BestGuess): number {
  return tables.reduce((sum, table) => {
    const all = [...table.values()].reduce((a, b) => a + b, 0);
    if (all === 0) return sum;
    const count = table.get(value) ?? 0;
    return count === 0 ? sum - 1000 : sum + Math.log(count / all / guess.share(value));
  }, 0);
}
