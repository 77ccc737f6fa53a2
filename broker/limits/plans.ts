/** Bounds of schedules, quiet hours, pages and the room: part of `limits`. */
export const planLimits = {
  /** The longest that the hub waits for a time before it looks at the clock again. */
  alarmCheckMs: 1000,
  /** Messages that are sent later; the oldest that is over makes room for a new one, otherwise that is answered 429. */
  maxSchedules: 1000,
  /** How late a recurring message is still sent; after that its time is missed and not made up for. */
  maxScheduleDelayMs: 60_000,
  /** How often the hub looks for schedules that another hub on the same database has made. */
  refreshSchedulesIntervalMs: 30_000,
  /** Rules of quiet hours; more are answered 429. */
  maxQuietHours: 100,
  /** Pages the hub knows; a further one is refused. */
  maxPages: 10_000,
  /** Playlists, and pages that all of them make; more are answered 429. */
  maxPlaylists: 500,
  maxPlaylistPages: 5000,
  /** Between a change of displays or groups and its effect on playlists. */
  reconsiderPlaylistsMs: 100,
  /** Placeholders of one text; more are an error. */
  maxPlaceholders: 20,
  /** Topics whose values pages show; a page that needs further ones is refused. Bytes of a value; a larger one is not shown. */
  maxLiveTopics: 2000,
  maxLiveValueBytes: 4096,
  /** Last numbers that are kept of a value that is shown as a chart. */
  maxLiveHistory: 40,
  /** Between two publishes of one page because its values change. */
  renderIntervalMs: 1000,
  /** How often pages are looked at for what time alone changes: how long ago something was, and the end of their time. */
  checkPagesIntervalMs: 1000,
  /** Displays that are named because they have more pages than they hold. */
  maxNamedDisplays: 20,
  /** What one person may write in the room: at once, and a second on average; more is answered 429. */
  maxRoomBurst: 10,
  roomMessagesPerSecond: 0.5,
  /** People whose writing is counted; those that have been quiet go first. */
  maxCountedWriters: 10_000,
  /** Messages that are told in the room in a second; further ones are sent, but not told there, and counted in the log. */
  maxRoomMessagesPerSecond: 50,
  /** How long what was said in the room is kept (90 days) and how many messages, and how often that is shortened. */
  roomRetentionMs: 7_776_000_000,
  maxRoomMessages: 20_000,
  pruneRoomIntervalMs: 3_600_000,
  /** Messages of the room in one answer: the most and the usual. */
  maxRoomPage: 200,
  defaultRoomPage: 50,
  /** Between two lists of who is in the room, and how many people are in one; those who came last are left out. */
  roomPeopleIntervalMs: 300,
  maxRoomPeople: 1000,
} as const
