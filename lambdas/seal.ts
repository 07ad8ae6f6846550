/** Placeholder of the function that seals every complete day; it may not be deployed. */
export function handler(): never {
  throw new Error('the function seal is not built yet');
}
