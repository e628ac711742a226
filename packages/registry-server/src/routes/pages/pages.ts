import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { devicePage } from './device-page.ts'
import { loginPage } from './login-page.ts'
import { logout } from './logout.ts'
import { sessionsPage } from './sessions-page.ts'
import { stepUpPage } from './step-up-page.ts'
import { tokensPage } from './tokens-page.ts'

/** All pages on which people sign in, and look after what is theirs: this list is what there is. */
export function pages(deps: AuthenticationDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .route('/', loginPage(deps))
    .route('/', logout(deps))
    .route('/', stepUpPage(deps))
    .route('/', sessionsPage(deps))
    .route('/', tokensPage(deps))
    .route('/', devicePage(deps))
}
