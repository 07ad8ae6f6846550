/** Placeholder of the function that releases and settles; it may not be deployed. */
export function handler(): never {
  throw new Error('the function release is not built yet');
}
