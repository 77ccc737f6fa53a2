import type { ComponentType } from 'preact'
import { lazyPage } from '../ui/lazy-page.tsx'

export const LogInPage = lazyPage(async () => (await import('./log-in-page.tsx')).LogInPage)
export const ClaimPage = lazyPage(async () => (await import('./claim-page.tsx')).ClaimPage)

/** The pages that nobody has to be logged in for, by path. The hub makes links to some of them. */
export const entries: Readonly<Record<string, ComponentType>> = {
  '/claim': ClaimPage,
  '/sign-up': lazyPage(async () => (await import('./sign-up-page.tsx')).SignUpPage),
  '/accept-invitation': lazyPage(async () => (await import('./sign-up-page.tsx')).InvitationPage),
  '/recover': lazyPage(async () => (await import('./recover-page.tsx')).RecoverPage),
  '/verify-email': lazyPage(async () => (await import('./verify-email-page.tsx')).VerifyEmailPage),
}
