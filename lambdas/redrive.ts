/** Placeholder of the function that feeds the fallback queue back to Firehose; it may not be deployed. */
export function handler(): never {
  throw new Error('the function redrive is not built yet');
}
