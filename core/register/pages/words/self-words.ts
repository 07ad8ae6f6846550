/** The shape of the words of the pages by which somebody sees and changes what is held. */

export interface SelfWords {
  readonly ask: {
    readonly title: string;
    readonly lead: string;
    readonly address: string;
    readonly addressHint: string;
    readonly addressButton: string;
    readonly or: string;
    readonly reference: string;
    readonly referenceHint: string;
    readonly referenceButton: string;
    readonly sentTitle: string;
    readonly sent: readonly string[];
  };
  readonly title: string;
  readonly lead: string;
  readonly reference: string;
  readonly address: string;
  readonly none: string;
  readonly acts: {
    readonly corrected: string;
    readonly addressAsked: string;
    readonly given: string;
    readonly giveAsked: string;
    readonly withdrawn: string;
    readonly noticeChanged: string;
    readonly lifted: string;
  };
  readonly nothingTicked: string;
  readonly received: (day: string) => string;
  readonly channels: Readonly<Record<'form' | 'letter' | 'phone' | 'visit' | 'import', string>>;
  readonly serviceStates: Readonly<
    Record<'requested' | 'given' | 'refused' | 'withdrawn' | 'expired', string>
  >;
  readonly details: string;
  readonly correctHint: string;
  readonly addressHint: string;
  readonly correct: string;
  readonly topics: string;
  readonly permissions: string;
  readonly noPermissions: string;
  readonly since: (day: string) => string;
  readonly withdraw: string;
  readonly transfers: string;
  readonly transferred: (recipient: string, day: string) => string;
  readonly noTransfers: string;
  readonly give: string;
  readonly giveHint: string;
  readonly giveNotice: string;
  readonly giveButton: string;
  readonly stopped: string;
  readonly stoppedText: string;
  readonly lift: string;
  readonly exportTitle: string;
  readonly exportText: string;
  readonly exportButton: string;
  readonly withdrawAllTitle: string;
  readonly withdrawAllText: string;
  readonly withdrawAllButton: string;
  readonly eraseTitle: string;
  readonly eraseText: readonly string[];
  readonly eraseSure: string;
  readonly eraseButton: string;
}
