/**
 * Whatever a sender puts into a field or a header, reading it costs at most twenty times an ordinary value, however
 * long it may be: pairs of characters are in test/long.
 */
import { testFields } from './test-fields.ts';

testFields(false);
