import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { accountLinkPage } from './account-link-page.ts'
import { devicePage } from './device-page.ts'
import { externalLogin } from './external-login.ts'
import { frontPage } from './front-page.ts'
import { loginMethodsPage } from './login-methods-page.ts'
import { loginPage } from './login-page.ts'
import { logout } from './logout.ts'
import { passkeyPages } from './passkey-pages.ts'
import { passwordPage } from './password-page.ts'
import { sessionsPage } from './sessions-page.ts'
import { setupPage } from './setup-page.ts'
import { stepUpPage } from './step-up-page.ts'
import { tokensPage } from './tokens-page.ts'

/** All pages: the front page, and those on which people sign in and look after what is theirs. */
export function pages(deps: AuthenticationDeps & { readonly version: string }): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .route('/', frontPage(deps, deps.version))
    .route('/', setupPage(deps))
    .route('/', accountLinkPage(deps))
    .route('/', loginPage(deps))
    .route('/', stepUpPage(deps))
    .route('/', logout(deps))
    .route('/', tokensPage(deps))
    .route('/', sessionsPage(deps))
    .route('/', passwordPage(deps))
    .route('/', externalLogin(deps))
    .route('/', loginMethodsPage(deps))
    .route('/', passkeyPages(deps))
    .route('/', devicePage(deps))
}
