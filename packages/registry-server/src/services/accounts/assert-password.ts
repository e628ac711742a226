import { passwordProblem } from '../../auth/passwords/password-problem.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ServiceContext } from '../service-context.ts'

/** `invalid_argument` for a text that may not become the password of an account; never repeats it. */
export function assertPassword(
  { registryHost }: Pick<ServiceContext, 'registryHost'>,
  userName: string,
  password: string,
): void {
  const problem = passwordProblem(password, { userName, registryName: registryHost })
  if (problem !== undefined) throw new RegistryError('invalid_argument', `the password ${problem}`)
}
