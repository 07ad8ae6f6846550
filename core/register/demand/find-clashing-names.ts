/** Compares what the forms say of the same topic's demand. */
import type { Form } from '../form-schema.ts';

export interface ClashingName {
  /** The positions of the form and of its topic. */
  readonly form: number;
  readonly topic: number;
}

/** Returns the topics whose `demand` differs from what an earlier form says of the same id. */
export function findClashingNames(forms: readonly Form[]): readonly ClashingName[] {
  const names = new Map<string, string>();
  return forms.flatMap(({ topics }, form) =>
    topics.flatMap(({ id, demand }, topic) => {
      if (demand === undefined) return [];
      const known = names.get(id);
      if (known === undefined) names.set(id, demand);
      return known === undefined || known === demand ? [] : [{ form, topic }];
    }),
  );
}
