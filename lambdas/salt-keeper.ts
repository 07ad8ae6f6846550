/** Placeholder of the function that deletes the salts of ended days; it may not be deployed. */
export function handler(): never {
  throw new Error('the function salt-keeper is not built yet');
}
