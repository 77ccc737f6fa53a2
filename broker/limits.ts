import { accessLimits } from './limits/access.ts'
import { planLimits } from './limits/plans.ts'

/**
 * Every bound of the hub, its default, and what happens at it. The bounds of the wire contract are in
 * `contract/bounds.ts`, those of boards in `firmware/core/limits.h`.
 */
export const limits = {
  /** Largest MQTT packet and WebSocket message; a larger one closes the connection. */
  maxPacketBytes: 65_536,
  /** WebSocket fragments of one message, and buffered chunks; more closes the connection. */
  maxWebSocketFragments: 64,
  maxWebSocketBufferedChunks: 1024,
  /** Time a connection has for its CONNECT, and for each request of an HTTP client. */
  connectTimeoutMs: 10_000,
  /** Unsent bytes to one MQTT client above which it gets no message with QoS 0; those are counted. `PUT /api/settings` changes it. */
  softUnsentBytes: 262_144,
  /** Unsent bytes to one MQTT client (`PUT /api/settings` changes it), and messages that wait for it; more closes its connection so that nobody waits for it. */
  maxUnsentBytes: 4_194_304,
  maxWaitingMessages: 10_000,
  /** Bytes that are put into one write and one WebSocket frame; a longer batch is split between two packets. */
  maxBatchBytes: 16_384,
  /** QoS 1 and 2 messages that one client has not acknowledged, or its Receive Maximum if that is less; further ones wait. */
  maxInFlight: 1000,
  /** QoS 2 messages of one client that it has not released, told as Receive Maximum; more closes the connection. */
  maxUnreleased: 100,
  /** Time for a client to read why it is disconnected before its socket is cut off. */
  lastWordMs: 1000,
  /** Packets that a client sends before it has its CONNACK; more closes the connection. */
  maxEarlyPackets: 42,
  /** Levels of a topic; deeper ones close the connection. */
  maxTopicLevels: 16,
  /** Bytes of a topic or a filter; a longer topic is refused like an unknown one, a longer filter in the SUBACK. */
  maxTopicBytes: 256,
  /** Characters of a client id; a longer one is rejected in the CONNACK. */
  maxClientIdLength: 256,
  /** Topic aliases of one client; told in the CONNACK, more closes the connection. */
  maxTopicAliases: 16,
  /** Subscriptions of one client; a further one is refused in the SUBACK. */
  maxSubscriptions: 100,
  /** Topics whose subscribers are remembered; at the limit all are looked up again. */
  maxCachedTopics: 10_000,
  /** PUBLISH packets of one client; a faster one is read more slowly. */
  maxPublishesPerSecond: 10_000,
  maxPublishBurst: 20_000,
  /** MQTT connections at a time; further ones are turned away. */
  maxConnections: 20_000,
  /** New MQTT connections from one address other than this machine's; further ones are turned away. */
  maxConnectsPerSecond: 50,
  maxConnectBurst: 200,
  /** Addresses whose connects are counted; those that have been quiet go first. */
  maxCountedAddresses: 10_000,
  /** Keep alive of MQTT 5 clients that ask for none or a longer one; told in the CONNACK. */
  maxKeepAliveSeconds: 1200,
  /** How long a session of MQTT 5 is kept at most (7 days), told in the CONNACK, and how many wait for their end; more end at once. */
  maxSessionExpirySeconds: 604_800,
  maxExpiringSessions: 20_000,
  /** Displays the hub remembers; a further one is not registered and the log says so. */
  maxDisplays: 20_000,
  maxGroups: 1000,
  /** How often the list of displays is written when it has changed. */
  saveDisplaysIntervalMs: 1000,
  /** Messages and deliveries (message × display) that are open at a time; the oldest message is `rejected` with `too_many_messages`. */
  maxMessages: 20_000,
  maxDeliveries: 500_000,
  /** Finished messages and their deliveries in memory, where repeats of them are known; older ones are in the database alone. */
  maxFinishedMessages: 1000,
  maxFinishedDeliveries: 50_000,
  /** Messages that wait for one display; the oldest is `rejected` with `queue_full`. */
  maxWaitingPerDisplay: 100,
  /** Messages that waited for a display and are sent before it has acknowledged one; small boards have room for 6. */
  maxResentAtOnce: 4,
  /** Acknowledgements of messages that have to be looked for in the database; more are let go. Deliveries that are looked at for one. */
  maxLateAcks: 1000,
  maxSearchedDeliveries: 1000,
  /** Answers that are kept with a message, for lists; every delivery keeps its own. */
  maxAnswersPerMessage: 20,
  /** Publishes that wait to be recorded; more are not tracked and counted as dropped. */
  maxUnrecorded: 50_000,
  /** Refused publishes that are told on `marquee/rejections` and in the log; further ones of that second are counted. */
  maxRejectionsPerSecond: 100,
  /** Between two reports of one message over MQTT, and how many reports leave in one interval; further ones wait for the next. */
  reportIntervalMs: 100,
  maxReportsPerInterval: 2000,
  /** Displays in one report over MQTT; beyond that only those that changed. */
  maxDisplaysPerReport: 250,
  /** How often waiting messages are checked for expiry. */
  expiryIntervalMs: 1000,
  /** `?wait=shown`: the longest and the usual wait, and how many requests may wait at once. */
  maxWaitMs: 60_000,
  defaultWaitMs: 10_000,
  maxWaitingRequests: 1000,
  /** How long a request with an `Idempotency-Key` is remembered (24 h), how many are, and how often the others are let go. */
  repeatMs: 86_400_000,
  maxRepeatableRequests: 10_000,
  pruneRepeatsIntervalMs: 60_000,
  /** Characters of an answer that is kept for repeats; a longer one is told anew from the message that it was about. */
  maxKeptAnswerLength: 16_384,
  /** HTTP answers that are written piece by piece, in all and to one caller; further ones are answered 429. */
  maxStreams: 500,
  maxStreamsPerCaller: 50,
  /** Time for the client of one to take what was written; then it is cut off. */
  streamStallMs: 30_000,
  /** Events that one client of `GET /api/events` has not taken yet, in bytes; more ends its stream. */
  maxUnsentEventBytes: 4_194_304,
  /** How often a comment keeps such a stream open, and after what time its client should connect again. */
  eventHeartbeatMs: 15_000,
  eventRetryMs: 3000,
  /** Largest JSON body of an HTTP request; a larger one is answered 413. */
  maxJsonBodyBytes: 1_048_576,
  /** Virtual displays inside the hub; more are answered 429. */
  maxVirtualDisplays: 64,
  /** Time for a clean close before what is left is cut off. */
  closeTimeoutMs: 4000,
  /** Virtual displays of one `marquee simulate`; more are refused. */
  maxSimulatedDisplays: 1000,
  /** A virtual display: its keep alive, the time it gives the hub to answer, and how often it reports its health. */
  virtualKeepAliveSeconds: 30,
  virtualConnectTimeoutMs: 5000,
  virtualTelemetryIntervalMs: 60_000,
  /** Between two tries of a virtual display to connect: from the first to the longest pause, forgotten after a while online. */
  virtualReconnectMinMs: 500,
  virtualReconnectMaxMs: 15_000,
  virtualReconnectForgetMs: 30_000,
  /** Between the first connects of many virtual displays, so that they do not arrive all at once. */
  virtualConnectSpacingMs: 5,
  /** Unsent bytes of one virtual display; more drops its connection, and it connects again. */
  virtualMaxUnsentBytes: 262_144,
  /** Time for a virtual display to say goodbye before its connection is cut. */
  virtualStopTimeoutMs: 1000,
  /** Messages, and their bytes, that wait for one kept MQTT session; the oldest is dropped and counted. */
  maxQueuedPerSession: 1000,
  maxQueuedBytesPerSession: 1_048_576,
  /** The same for all sessions together; a message that many wait for is one in bytes. */
  maxQueuedMessages: 200_000,
  maxQueuedBytes: 268_435_456,
  /** Retained messages and their bytes; what is over is delivered, not retained, and counted. */
  maxRetainedMessages: 100_000,
  maxRetainedBytes: 134_217_728,
  /** Kept MQTT sessions; the one that is disconnected longest makes room for a new one. */
  maxSessions: 50_000,
  /** How long an MQTT 3 session is kept without a connection; MQTT 5 clients say how long themselves. */
  sessionExpiryMs: 604_800_000,
  /** How often sessions are looked through for those whose time is over. */
  expireSessionsIntervalMs: 60_000,
  /** Messages on their way into a store of the MQTT state that hangs; further ones are not acknowledged. */
  maxStoreJobs: 100_000,
  /** Between a change of the MQTT state that nobody waits for and its writing. */
  storeWriteDelayMs: 5,
  /** Before the MQTT state that could not be written is tried again. */
  storeRetryMs: 1000,
  /** Size of the file of the MQTT state; at the end of it nothing is acknowledged until there is room again. */
  maxStoreFileBytes: 1_073_741_824,
  /** How long a write of the database waits for another process that writes, such as a backup tool. */
  databaseBusyTimeoutMs: 5000,
  /** Size to which the log of the database is cut after a checkpoint. */
  maxDatabaseLogBytes: 16_777_216,
  /** Connections of one hub to PostgreSQL; further statements wait for one. */
  maxDatabaseConnections: 10,
  /** Time for PostgreSQL to take a connection, and to answer one statement. */
  databaseConnectTimeoutMs: 5000,
  databaseStatementTimeoutMs: 10_000,
  /** How long a starting hub waits for PostgreSQL to come up. */
  databaseStartTimeoutMs: 30_000,
  /** How often the hub looks whether PostgreSQL is there, when it has nothing to write. */
  checkDatabaseIntervalMs: 5000,
  /** Between a change that nobody waits for and its writing to the database. */
  databaseWriteDelayMs: 50,
  /** Between word of a change by another hub and reading it, so that many changes are read once. */
  databaseRereadDelayMs: 50,
  /** Between two tries to write to a database that is not available: the first pause and the longest. */
  databaseRetryMinMs: 250,
  databaseRetryMaxMs: 10_000,
  /** Changes that wait for the database, the last one of each thing; at the limit the oldest is let go and counted. */
  maxPendingChanges: 50_000,
  /** Rows that wait for the database; at the limit the oldest is let go and counted. */
  maxPendingRows: 10_000,
  /** Messages and outcomes that wait for the database; further messages are shown, but refused as not followed. */
  maxUnsavedMessages: 20_000,
  maxUnsavedDeliveries: 500_000,
  /** How long messages are kept and how many, unless `PUT /api/settings` says otherwise. What is open stays. */
  historyDays: 90,
  historyMessages: 200_000,
  /** How often the history is shortened, how many messages go at once, and the pause after that. */
  shortenHistoryIntervalMs: 600_000,
  messagesPrunedAtOnce: 200,
  shortenHistoryPauseMs: 200,
  /** Messages of the history in one answer unless it says otherwise, and how long a list looks for more before it leaves the rest to the next page. */
  defaultMessagesPage: 50,
  maxListMs: 300,
  /** Messages with all their deliveries that an export has in memory. */
  messagesPerExportPart: 100,
  /** Messages of the history that one request looks through, and at once; behind them it goes on with the next page. */
  maxLookedThrough: 50_000,
  lookedThroughAtOnce: 2000,
  /** Messages whose deliveries are read or deleted at once. */
  maxMessagesPerRead: 50,
  /** Rows of one INSERT, so that no database runs out of parameters. */
  maxRowsPerInsert: 500,
  /** Time to write what is left to the database when the hub ends, on top of its clean close. */
  closeDatabaseTimeoutMs: 2000,
  /** How long an HTTP request waits until what it changed is in the database; then it is answered 503. */
  maxDatabaseWaitMs: 5000,
  /** What `Retry-After` says where the hub does not know when trying again helps. */
  retryAfterMs: { limit_reached: 60_000, unavailable: 10_000 },
  ...accessLimits,
  ...planLimits,
} as const
