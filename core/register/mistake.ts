/** A mistake in a configuration file. It may not repeat a value of the file, except for keys. */
export interface Mistake {
  readonly path: readonly (string | number)[];
  /** The end of a sentence that begins with the path. */
  readonly problem: string;
}
