/** Why a backup or a restore was not done: a sentence for the operator. Nothing was changed. */
export class BackupFault extends Error {}
