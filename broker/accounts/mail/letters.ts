import type { NewLink } from '../one-time-links.ts'
import type { Letter } from './mailer.ts'

type Link = Pick<NewLink, 'url' | 'expiresAt'>

const until = ({ expiresAt }: Link) => `It works once, until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC.`
const ignore = 'If you did not ask for this, do nothing: nothing changes.'

/** The mails that the hub sends. Nothing that a stranger wrote is in them but their own name. */
export const letters = {
  invitation: (to: string, by: string, link: Link): Letter => ({
    to,
    url: link.url,
    subject: 'You are invited to Marquee',
    text: `${by} invites you to Marquee. Make your account here:\n\n${link.url}\n\n${until(link)}\n`,
  }),
  recovery: (to: string, link: Link): Letter => ({
    to,
    url: link.url,
    subject: 'A new password for Marquee',
    text: `Choose a new password here:\n\n${link.url}\n\n${until(link)} ${ignore}\n`,
  }),
  verification: (to: string, link: Link): Letter => ({
    to,
    url: link.url,
    subject: 'Verify your e-mail address for Marquee',
    text: `Verify that this address is yours:\n\n${link.url}\n\n${until(link)} ${ignore}\n`,
  }),
  alreadyThere: (to: string): Letter => ({
    to,
    subject: 'You have a Marquee account already',
    text: `Somebody tried to make an account with this address, which has one. If it was you, log in, or ask for a new password there.\n`,
  }),
  passwordChanged: (to: string): Letter => ({
    to,
    subject: 'Your Marquee password was changed',
    text: 'Your password was changed. If it was not you, ask for a new one, and tell your administrator.\n',
  }),
}
