/** Bounds of secrets, pairing, people and their mails: part of `limits`. */
export const accessLimits = {
  /** How long the secret of a display is good beside the one that replaces it (24 h). */
  oldSecretMs: 86_400_000,
  /** How exactly it is kept when credentials and tokens were last used. */
  lastUsedResolutionMs: 60_000,
  /** API tokens; more are answered 429. */
  maxTokens: 1000,
  /** How long a token is good that nobody said otherwise of (90 days). */
  defaultTokenDays: 90,
  /** The longest that a timer waits for a token to expire before it looks again. */
  maxExpiryCheckMs: 3_600_000,
  /** Boards that wait to be paired, and those of one address, unless that is a proxy on this machine; further ones are turned away. */
  maxWaitingBoards: 50,
  maxWaitingPerAddress: 10,
  /** Time for a board between its CONNECT and its hello. */
  pairingHelloMs: 30_000,
  /** How long a pairing code is good. */
  pairingCodeMs: 600_000,
  /** Wrong pairing codes in `guessWindowMs` of one person and from one address; then theirs are answered 429 for the rest of it. */
  maxGuessesPerPerson: 5,
  maxGuessesPerAddress: 20,
  guessWindowMs: 600_000,
  /** Wrong pairing codes of everybody in an hour; then no code is good for `pairingPauseMs`. */
  maxGuessesPerHour: 100,
  pairingPauseMs: 900_000,
  /** How often files with a certificate are looked at for a newer one. */
  checkCertificateIntervalMs: 10_000,
  /** The audit log: how long entries are kept (90 days) and how many, how often it is shortened, characters of a text in it. */
  auditRetentionMs: 7_776_000_000,
  maxAuditEntries: 200_000,
  pruneAuditIntervalMs: 3_600_000,
  maxAuditTextLength: 200,
  /** Entries of the audit log in one answer: the most and the usual. */
  maxAuditPage: 500,
  defaultAuditPage: 100,
  /** How long a log-in lasts without being used (7 days), and after what time of use that is written again. */
  loginSeconds: 604_800,
  loginRenewalSeconds: 86_400,
  /** Passwords that are hashed at a time, 32 MB each, and how many wait for that; further ones are answered 429. */
  maxPasswordHashes: 4,
  maxWaitingPasswordHashes: 100,
  /**
   * Failed tries of passwords, codes and links that cost nothing; each further one doubles the pause before the next.
   * Addresses and accounts that are counted; those that have been quiet go first.
   */
  attempts: {
    freePerAccountAndAddress: 5,
    freePerAddress: 30,
    freePerAccount: 100,
    firstPauseMs: 15_000,
    longestPauseMs: 900_000,
    forgetMs: 3_600_000,
    maxKeys: 10_000,
  },
  /** How long links are good: invitations (7 days), new passwords (1 hour), e-mail addresses (1 day); and how many of a kind. */
  invitationMs: 604_800_000,
  recoveryLinkMs: 3_600_000,
  verificationLinkMs: 86_400_000,
  maxOpenLinks: 1000,
  /** How long a used code of an authenticator app is remembered, longer than it is valid, and how many are. */
  usedCodeMs: 120_000,
  maxUsedCodes: 10_000,
  /** People who have an account. */
  maxUsers: 10_000,
  /** How long a page has to connect with its ticket, and how many tickets wait: of one log-in and in all. */
  ticketMs: 60_000,
  maxTicketsPerLogin: 20,
  maxTickets: 10_000,
  /** How often the log-ins of connected pages are looked up, so that their end is also that of the connections. */
  checkLoginsIntervalMs: 5000,
  /** Mails that wait to be sent; further ones are not, and the log says so. How often one is tried, and the first pause. */
  maxWaitingMails: 100,
  mailTries: 4,
  mailRetryMs: 2000,
  mailTimeoutMs: 15_000,
} as const
