/** An SDK client that answers by the name of the command and records what it was sent. */
export interface Sent {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export function fakeSdk<Client>(answer: (sent: Sent, n: number) => object): {
  readonly client: Client;
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  const client = {
    async send({
      constructor: { name },
      input,
    }: {
      readonly constructor: { readonly name: string };
      readonly input: Sent['input'];
    }): Promise<object> {
      sent.push({ name, input });
      return answer({ name, input }, sent.length);
    },
  } as Client;
  return { client, sent };
}

/** Returns an error as a service throws it. */
export function named(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}
