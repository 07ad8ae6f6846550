/**
 * Pairs of significant characters in every field at full length; the characters by themselves are in test/core/hostile.
 */
import { testFields } from '../core/hostile/test-fields.ts';

testFields(true);
