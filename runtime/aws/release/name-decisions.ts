/**
 * The objects of decisions about names, below `releases/names/` of the facts bucket. They may not be replaced: each
 * command adds one, and of several at once each gets a number of its own.
 */
import { batchName, batchNumber } from '#core/names/batch-name';
import {
  isDecisionBatch,
  LOST_DECISIONS,
  type DecisionBatch,
  type DecisionStore,
} from '#core/names/name-decisions';
import type { Objects } from '../lake/objects.ts';
import { parseKeptObject } from './parse-kept.ts';

const FOLDER = 'releases/names/';

/** Opens the decisions of a deployment. */
export function awsDecisions(facts: Objects): DecisionStore {
  return {
    read: async () => {
      const batches: DecisionBatch[] = [];
      for (const number of await listNumbers(facts)) {
        const key = `${FOLDER}${batchName(number)}`;
        const text = await facts.text(key);
        if (text !== undefined)
          batches.push(parseKeptObject<DecisionBatch>(key, text, isDecisionBatch, LOST_DECISIONS));
      }
      return batches;
    },
    append: async (batch) => {
      let number = ((await listNumbers(facts)).at(-1) ?? 0) + 1;
      while (!(await facts.create(`${FOLDER}${batchName(number)}`, `${JSON.stringify(batch)}\n`)))
        number += 1;
    },
  };
}

async function listNumbers(facts: Objects): Promise<readonly number[]> {
  return (await facts.list(FOLDER))
    .map(({ key }) => batchNumber(key.slice(FOLDER.length)))
    .filter((number) => number !== undefined)
    .toSorted((a, b) => a - b);
}
