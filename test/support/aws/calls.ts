/**
 * Counts and names every call of a fake SDK client, and on request interrupts one before or after it took effect, or
 * kills the process there.
 */

/**
 * `at`: the n-th call from now on, counted from 1, or the first of this name; `fail`: the call rejects and the program
 * goes on; `kill`: nothing that the program does afterwards has an effect; an error: what the service answers.
 */
export interface Injection {
  readonly at: number | string;
  readonly when: 'before' | 'after';
  readonly how: 'fail' | 'kill' | Error;
}

type Operations = Readonly<Record<string, (input: never) => object | Promise<object>>>;
type Item = Readonly<Record<string, { readonly S?: string }>>;
interface Input {
  readonly Key?: string | Item;
  readonly Item?: Item;
  readonly Prefix?: string;
  readonly Name?: string;
  readonly TableInput?: { readonly Name?: string };
  readonly TableName?: string;
}

/** The connection broke before the call took effect, or after it with the answer lost; or the process is dead. */
export class CutShortError extends Error {
  override readonly name = 'CutShortError';
}

export class Calls {
  /** The operations and their targets (key, prefix, table, run and step), in order. */
  readonly made: string[] = [];
  #injection: Injection | undefined;
  #isDead = false;

  /** Restarts the count with an injection, or without one. */
  inject(injection?: Injection): void {
    this.made.length = 0;
    this.#injection = injection;
  }

  /** Starts a new process: the killed one is over. */
  revive(): void {
    this.#isDead = false;
  }

  client<Client>(operations: Operations): Client {
    return {
      send: (command: { readonly constructor: { readonly name: string }; readonly input: Input }) =>
        this.#call(command.constructor.name, command.input, operations),
    } as Client;
  }

  async #call(operation: string, input: Input, operations: Operations): Promise<object> {
    if (this.#isDead) throw new CutShortError('killed');
    const name = `${operation} ${subjectOf(input)}`.trim();
    this.made.push(name);
    const act = operations[operation];
    if (act === undefined) throw new Error(`${operation} is not part of this fake`);
    const injection =
      this.#injection?.at === this.made.length || this.#injection?.at === name ? this.#injection : undefined;
    if (injection !== undefined) this.#injection = undefined;
    if (injection?.when === 'before') this.#strike(injection, name);
    // The answer is lost even if it was an error.
    const answer = await Promise.resolve(input as never)
      .then(act)
      .then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      );
    if (injection !== undefined) this.#strike(injection, name);
    // Calls in flight when another call killed the process.
    if (this.#isDead) throw new CutShortError('killed');
    return answer();
  }

  #strike({ how }: Injection, name: string): never {
    if (how === 'kill') this.#isDead = true;
    throw how instanceof Error ? how : new CutShortError(name);
  }
}

function subjectOf({ Key, Item: item, Prefix, Name, TableInput, TableName }: Input): string {
  const of = typeof Key === 'string' ? item : (Key ?? item);
  if (of !== undefined) return `${of['run']?.S} ${of['step']?.S}`;
  return String(Key ?? Prefix ?? Name ?? TableInput?.Name ?? TableName ?? '');
}

/** Returns an error with the name that the SDK gives to errors of the service. */
export function serviceError(name: string): Error {
  return Object.assign(new Error(name), { name });
}
