/** The tracker script of this installation. */
import { join } from 'node:path';
import type { PinnedVersion } from '#core/config/script-tag';
import { PACKAGE_ROOT } from './package-root.ts';
import { pinVersion, trackerTexts } from './tracker-versions.ts';

export const installedTracker = trackerTexts(join(PACKAGE_ROOT, 'dist/tracker'));

let pinned: PinnedVersion | undefined;

/** Returns its version and digest; undefined where it is not built. */
export function installedVersion(): PinnedVersion | undefined {
  try {
    return (pinned ??= pinVersion(installedTracker.current()));
  } catch {
    return undefined;
  }
}
