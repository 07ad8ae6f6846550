/** Finds the notices of SES in an event: from a topic of SNS, or from EventBridge. */

interface TopicRecord {
  readonly Sns?: { readonly Message?: unknown };
}

/**
 * Returns them; undefined for an event of another kind, as that of a schedule. The sentence by which SES tries a topic
 * when it is set up is none.
 */
export function noticesIn(event: unknown): readonly unknown[] | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const { Records, source, detail } = event as {
    readonly Records?: readonly TopicRecord[];
    readonly source?: unknown;
    readonly detail?: unknown;
  };
  if (Array.isArray(Records))
    return Records.flatMap((record: TopicRecord) => parsed(String(record.Sns?.Message)));
  return source === 'aws.ses' ? [detail] : undefined;
}

function parsed(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
