/**
 * Reading any field or header costs at most twenty times an ordinary value, whatever it contains and however long it
 * is; pairs of characters are in test/long.
 */
import { testFields } from './test-fields.ts';

testFields(false);
