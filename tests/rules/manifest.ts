import type { AppsManifestValidateArguments } from '@slack/web-api';

type Loose = AppsManifestValidateArguments['manifest'];

// The published type also takes any other property; leaving that out, a slip of the pen is a mistake.
export type AppManifest = { [Key in keyof Loose as string extends Key ? never : Key]: Loose[Key] };
