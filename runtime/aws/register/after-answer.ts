/**
 * Work after an answer, on a function that is frozen once it has answered: it is done before, and the answer leaves
 * at a whole second. Whether an address is known decides how long the work takes (a known one is read and a mail made
 * due, an unknown one is read alone); both take far less than the first second, so that the time of the answer tells
 * neither.
 */

/** The answer leaves at a multiple of this since the request came. */
export const ANSWER_STEP_MS = 1_000;

export interface AnswerClock {
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export class AfterAnswer {
  readonly #clock: AnswerClock;
  #tasks: (() => Promise<void>)[] = [];

  constructor(clock: AnswerClock) {
    this.#clock = clock;
  }

  /** Takes a task; one that fails is as silent as on one machine. */
  add(task: () => Promise<void>): void {
    this.#tasks.push(task);
  }

  /**
   * Makes an answer and does its tasks. An answer without a task leaves at once: that there is one follows from the
   * page alone, not from who is known.
   */
  async around<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    const { elapsed, sleep } = this.#clock;
    const start = elapsed();
    const made = await answer();
    const tasks = this.#tasks;
    this.#tasks = [];
    if (tasks.length === 0) return made;
    await Promise.allSettled(tasks.map((task) => task()));
    const taken = elapsed() - start;
    await sleep(ANSWER_STEP_MS - (taken % ANSWER_STEP_MS));
    return made;
  }
}
