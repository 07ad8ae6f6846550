/** Every call of an SDK client that is not one: counted, and where a test says so failed before or after it took effect, or the process killed there. */

/** `fail`: the call rejects and the program goes on; `kill`: nothing that the program does afterwards has an effect. */
export interface Injection { readonly at: number; readonly when: 'before' | 'after'; readonly how: 'fail' | 'kill' }

type Operations = Readonly<Record<string, (input: never) => object | Promise<object>>>;

export class InjectedError extends Error {
  override readonly name = 'InjectedError';
}

export class Calls {
  count = 0;
  /** Names of the operations, in order. */
  readonly made: string[] = [];
  injection: Injection | undefined;
  #isDead = false;

  /** A new process: what was killed is over. */
  revive(): void {
    this.#isDead = false;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  client<Client>(operations: Operations): Client {
    return { send: (command: { readonly constructor: { readonly name: string }; readonly input: never }) => this.#call(command.constructor.name, command.input, operations) } as Client;
  }

  async #call(name: string, input: never, operations: Operations): Promise<object> {
    if (this.#isDead) throw new InjectedError('killed');
    this.count += 1;
    this.made.push(name);
    const injection = this.injection?.at === this.count ? this.injection : undefined;
    if (injection?.when === 'before') this.#strike(injection);
    const operation = operations[name];
    if (operation === undefined) throw new Error(`${name} is not part of this fake`);
    const answer = await operation(input);
    if (injection?.when === 'after') this.#strike(injection);
    // What was under way when another call killed the process.
    if (this.#isDead) throw new InjectedError('killed');
    return answer;
  }

  #strike({ how }: Injection): never {
    if (how === 'kill') this.#isDead = true;
    throw new InjectedError(how);
  }
}

/** As the SDK names an error of the service. */
export function serviceError(name: string): Error {
  return Object.assign(new Error(name), { name });
}
