/** Placeholder of the function that answers HTTP API v2 requests; it may not be deployed. */
export function handler(): never {
  throw new Error('the function collector is not built yet');
}
