/** Placeholder of the function that brings Firehose's error objects back; it may not be deployed. */
export function handler(): never {
  throw new Error('the function sweep-errors is not built yet');
}
