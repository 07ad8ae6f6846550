/** The fields of one event as docs/reference.md lists them; read-fields.ts checks them. */

export interface WireEvent {
  readonly id?: string;
  readonly name: string;
  readonly url?: string;
  readonly referrer?: string;
  readonly language?: string;
  readonly screen?: number;
  readonly entry?: boolean;
  readonly engaged_ms?: number;
  readonly scroll_pct?: number;
  readonly props?: Readonly<Record<string, string | number | boolean>>;
  readonly value?: number;
  readonly ip?: string;
  readonly user_agent?: string;
  readonly country?: string;
  readonly opted_out?: boolean;
  readonly time?: string;
}

/** Fields that only a server with the site's key may send. */
export const SERVER_FIELDS = ['ip', 'user_agent', 'country', 'opted_out', 'time'] as const;
