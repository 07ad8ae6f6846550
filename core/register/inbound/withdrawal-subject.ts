/** The subject that mail programs give a withdrawal by `mailto`, as our header asks them to. */
export const WITHDRAWAL_SUBJECT = 'unsubscribe';
