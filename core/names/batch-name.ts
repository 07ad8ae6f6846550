/** The names of the files of decisions: their number orders them. */

/** Returns the name of a batch, from number 1. */
export function batchName(number: number): string {
  return `${String(number).padStart(6, '0')}.json`;
}

/** Returns the number in a name; undefined where the name is none of a batch. */
export function batchNumber(name: string): number | undefined {
  const digits = /^(\d{6,15})\.json$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
