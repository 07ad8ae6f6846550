/** Placeholder of the function that writes the monthly pages; it may not be deployed. */
export function handler(): never {
  throw new Error('the function report is not built yet');
}
