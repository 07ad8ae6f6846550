/** Prints the tests that fail, what they printed, and one summary. */
import { DefaultReporter, type TestModule } from 'vitest/node';

export class QuietReporter extends DefaultReporter {
  constructor() {
    super({ summary: false });
  }

  override printTestModule(testModule: TestModule): void {
    if (testModule.state() === 'failed') super.printTestModule(testModule);
  }
}
