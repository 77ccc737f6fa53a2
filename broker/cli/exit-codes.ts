/** What the exit code of `marquee` means. */
export const exitCodes = { done: 0, failed: 1, notShown: 2 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
