/** Tunes to choose from, as RTTTL. */
export const readyTunes: readonly (readonly [tune: string, name: string])[] = [
  ['chime:d=4,o=6,b=140:e,2c', 'Door chime'],
  ['done:d=16,o=6,b=140:c,e,g,8c7', 'Done'],
  ['knock:d=16,o=5,b=120:c,p,c,p,c', 'Knock'],
  ['reminder:d=8,o=6,b=120:g,p,g,p,g', 'Reminder'],
  ['coffee:d=8,o=5,b=160:c,d,e,f,4g,e,4c6', 'Coffee is ready'],
  ['alarm:d=8,o=6,b=180:a,d,a,d,a,d,a,d,a,d,a,d', 'Alarm'],
]
